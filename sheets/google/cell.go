package google

import (
	"strings"
	"time"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// toCell turns what Google says of a cell into a Cell. A cell that has only a
// note is Empty; one that has only a format is the zero Cell.
func toCell(data *gsheets.CellData) sheets.Cell {
	if data == nil {
		return sheets.Cell{}
	}
	entered, value := data.UserEnteredValue, data.EffectiveValue
	shows := value != nil || data.FormattedValue != ""
	if entered == nil && !shows {
		return sheets.Cell{Note: data.Note}
	}
	cell := sheets.Cell{
		Seen:    data.FormattedValue,
		Formula: entered == nil || entered.FormulaValue != nil,
		Format:  pattern(data.EffectiveFormat),
		Note:    data.Note,
	}
	switch {
	case value == nil: // a formula whose result is nothing, or a value of a kind we do not know
		cell.Kind, cell.Text = sheets.Text, data.FormattedValue
	case value.ErrorValue != nil:
		cell.Kind, cell.Text = sheets.Error, errorCode(value.ErrorValue)
	case value.NumberValue != nil:
		setNumber(&cell, *value.NumberValue, data.EffectiveFormat)
	case value.BoolValue != nil:
		cell.Kind, cell.Bool = sheets.Bool, *value.BoolValue
	case value.StringValue != nil:
		cell.Kind, cell.Text = sheets.Text, *value.StringValue
	default:
		cell.Kind, cell.Text = sheets.Text, data.FormattedValue
	}
	if cell.Kind == sheets.Text && cell.Text == "" && !cell.Formula {
		return sheets.Cell{Note: data.Note} // an empty text that was merely stored
	}
	return cell
}

// setNumber makes a Number of v, or a Date when its format says so and there
// is such a date. The spaces that only align a figure are not seen.
func setNumber(cell *sheets.Cell, v float64, format *gsheets.CellFormat) {
	cell.Kind, cell.Number, cell.Seen = sheets.Number, v, strings.TrimSpace(cell.Seen)
	switch formatType(format) {
	case "DATE", "TIME", "DATE_TIME":
		day0 := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if iso := sheets.ISODate(day0, v); iso != "" {
			cell.Kind, cell.Text = sheets.Date, iso
		}
	}
}

// errorCode is what spreadsheets show for an error, whatever their language.
func errorCode(e *gsheets.ErrorValue) string {
	switch e.Type {
	case "NULL_VALUE":
		return "#NULL!"
	case "DIVIDE_BY_ZERO":
		return "#DIV/0!"
	case "VALUE":
		return "#VALUE!"
	case "REF":
		return "#REF!"
	case "NAME":
		return "#NAME?"
	case "NUM":
		return "#NUM!"
	case "N_A":
		return "#N/A"
	case "LOADING":
		return sheets.NotCalculated
	default:
		return "#ERROR!"
	}
}

func formatType(format *gsheets.CellFormat) string {
	if format == nil || format.NumberFormat == nil {
		return ""
	}
	return format.NumberFormat.Type
}

// pattern is the code of the number format. A format without one looks as the
// spreadsheet's language has it; what matters of it is given all the same.
func pattern(format *gsheets.CellFormat) string {
	switch kind := formatType(format); {
	case format == nil || format.NumberFormat == nil:
		return ""
	case format.NumberFormat.Pattern != "":
		return format.NumberFormat.Pattern
	case kind == "PERCENT":
		return "0.00%"
	case kind == "TEXT":
		return "@"
	case kind == "DATE":
		return "dd/mm/yyyy"
	case kind == "DATE_TIME":
		return "dd/mm/yyyy hh:mm:ss"
	case kind == "TIME":
		return "hh:mm:ss"
	default:
		return ""
	}
}
