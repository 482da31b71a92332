package master

import (
	"strconv"
	"strings"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/workbook"
)

func cellOf(r workbook.TableRow, col int) workbook.TableCell {
	if col < len(r.Cells) {
		return r.Cells[col]
	}
	return workbook.TableCell{}
}

// valueOf returns what a cell holds, nil for nothing. A text is stored as a
// text, whatever it says: it never becomes a formula.
func valueOf(c workbook.TableCell) *gsheets.ExtendedValue {
	if c.Text == "" {
		return nil
	}
	if c.Figure {
		if n, err := strconv.ParseFloat(c.Text, 64); err == nil {
			return &gsheets.ExtendedValue{NumberValue: &n}
		}
	}
	return &gsheets.ExtendedValue{StringValue: &c.Text}
}

func sameValue(a, b *gsheets.ExtendedValue) bool {
	switch {
	case a == nil || b == nil:
		return a == b
	case b.FormulaValue != nil || b.BoolValue != nil || b.ErrorValue != nil:
		return false
	}
	return same(a.NumberValue, b.NumberValue) && same(a.StringValue, b.StringValue)
}

func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// formatOf returns the whole format of a cell: what it does not say is as in a
// new spreadsheet.
func formatOf(l look) *gsheets.CellFormat {
	if l == (look{}) {
		return &gsheets.CellFormat{}
	}
	f := &gsheets.CellFormat{
		TextFormat: &gsheets.TextFormat{
			FontFamily: workbook.FontName, FontSize: int64(l.Size), Bold: l.Bold, Italic: l.Italic, Underline: l.Underline,
			ForegroundColorStyle: colour(l.Colour),
		},
		BackgroundColorStyle: colour(l.Fill),
		HorizontalAlignment:  strings.ToUpper(l.Align),
		VerticalAlignment:    "MIDDLE",
		WrapStrategy:         "OVERFLOW_CELL",
		NumberFormat:         numberFormat(l.Format),
	}
	if l.Top {
		f.VerticalAlignment = "TOP"
	}
	switch {
	case l.runs:
	case l.Wrap:
		f.WrapStrategy = "WRAP"
	case l.Cut:
		f.WrapStrategy = "CLIP"
	}
	if l.Border {
		line := &gsheets.Border{Style: "SOLID", ColorStyle: colour(workbook.BorderColour)}
		f.Borders = &gsheets.Borders{Top: line, Bottom: line}
		if !l.runs {
			f.Borders.Left, f.Borders.Right = line, line
		}
	}
	if l.Indent > 0 {
		f.Padding = &gsheets.Padding{Top: 2, Right: 3, Bottom: 2, Left: int64(3 + 9*l.Indent)}
	}
	if l.uri != "" {
		f.HyperlinkDisplayType = "LINKED"
		f.TextFormat.Link = &gsheets.Link{Uri: l.uri}
		f.TextFormat.ForceSendFields = []string{"Underline"} // else a link is underlined
	}
	return f
}

// colour turns RRGGBB into a colour, "" into none.
func colour(hex string) *gsheets.ColorStyle {
	n, err := strconv.ParseUint(hex, 16, 24)
	if err != nil {
		return nil
	}
	return &gsheets.ColorStyle{RgbColor: &gsheets.Color{
		Red: float64(n>>16) / 255, Green: float64(n>>8&0xff) / 255, Blue: float64(n&0xff) / 255,
	}}
}

// numberFormat returns a number format of .xlsx as Google has it.
func numberFormat(pattern string) *gsheets.NumberFormat {
	kind := "NUMBER"
	switch {
	case pattern == "":
		return nil
	case strings.Contains(pattern, "hh"):
		kind = "DATE_TIME"
	case strings.Contains(pattern, "yy"):
		kind = "DATE"
	}
	return &gsheets.NumberFormat{Type: kind, Pattern: pattern}
}

// gridRange is cells in the rows [from, to).
func gridRange(sheet int64, from, to int, columns span) *gsheets.GridRange {
	return &gsheets.GridRange{
		SheetId: sheet, StartRowIndex: int64(from), EndRowIndex: int64(to),
		StartColumnIndex: int64(columns.from), EndColumnIndex: int64(columns.to),
		ForceSendFields: []string{"SheetId", "StartRowIndex", "StartColumnIndex"},
	}
}

func unmerge(sheet int64, from, to int, columns span) *gsheets.Request {
	return &gsheets.Request{UnmergeCells: &gsheets.UnmergeCellsRequest{Range: gridRange(sheet, from, to, columns)}}
}
