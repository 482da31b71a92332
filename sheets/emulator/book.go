package emulator

import (
	"strconv"
	"strings"

	"thidua/sheets"
)

// What the Sheets API writes of a spreadsheet. Zeros and falses are left out,
// as protocol buffers do; a tab's own id and place are there all the same.
type (
	book struct {
		ID         string     `json:"spreadsheetId"`
		Properties properties `json:"properties"`
		Sheets     []sheet    `json:"sheets"`
	}
	properties struct {
		Title  string `json:"title"`
		Locale string `json:"locale"`
		Zone   string `json:"timeZone"`
	}
	sheet struct {
		Properties sheetProperties `json:"properties"`
		Data       []gridData      `json:"data,omitempty"`
		Merges     []gridRange     `json:"merges,omitempty"`
	}
	sheetProperties struct {
		ID     int64          `json:"sheetId"`
		Title  string         `json:"title"`
		Index  int            `json:"index"`
		Type   string         `json:"sheetType"`
		Grid   gridProperties `json:"gridProperties"`
		Hidden bool           `json:"hidden,omitempty"`
	}
	gridProperties struct {
		Rows int `json:"rowCount"`
		Cols int `json:"columnCount"`
	}
	gridData struct {
		StartRow int         `json:"startRow,omitempty"`
		StartCol int         `json:"startColumn,omitempty"`
		Rows     []rowData   `json:"rowData,omitempty"`
		RowMeta  []dimension `json:"rowMetadata"`
		ColMeta  []dimension `json:"columnMetadata"`
	}
	rowData struct {
		Values []cellData `json:"values,omitempty"`
	}
	dimension struct {
		Pixels         int  `json:"pixelSize"`
		HiddenByUser   bool `json:"hiddenByUser,omitempty"`
		HiddenByFilter bool `json:"hiddenByFilter,omitempty"`
	}
	gridRange struct {
		SheetID  int64 `json:"sheetId,omitempty"`
		StartRow int   `json:"startRowIndex,omitempty"`
		EndRow   int   `json:"endRowIndex"`
		StartCol int   `json:"startColumnIndex,omitempty"`
		EndCol   int   `json:"endColumnIndex"`
	}
	cellData struct {
		Entered   *value      `json:"userEnteredValue,omitempty"`
		Effective *value      `json:"effectiveValue,omitempty"`
		Formatted string      `json:"formattedValue,omitempty"`
		Format    *cellFormat `json:"effectiveFormat,omitempty"`
		Note      string      `json:"note,omitempty"`
	}
	value struct {
		Number  *float64    `json:"numberValue,omitempty"`
		Text    *string     `json:"stringValue,omitempty"`
		Bool    *bool       `json:"boolValue,omitempty"`
		Formula *string     `json:"formulaValue,omitempty"`
		Error   *errorValue `json:"errorValue,omitempty"`
	}
	errorValue struct {
		Type    string `json:"type"`
		Message string `json:"message,omitempty"`
	}
	cellFormat struct {
		Number numberFormat `json:"numberFormat"`
	}
	numberFormat struct {
		Type    string `json:"type"`
		Pattern string `json:"pattern,omitempty"`
	}
)

// toBook writes a grid as Google would.
func toBook(g *sheets.Grid) book {
	b := book{ID: g.Source, Properties: properties{g.Title, g.Locale, "Asia/Ho_Chi_Minh"}}
	for i := range g.Tabs {
		b.Sheets = append(b.Sheets, toSheet(i, &g.Tabs[i]))
	}
	return b
}

// toSheet gives a tab without an id its place for one.
func toSheet(index int, t *sheets.Tab) sheet {
	id, err := strconv.ParseInt(t.GID, 10, 64)
	if err != nil {
		id = int64(index)
	}
	s := sheet{Properties: sheetProperties{
		ID: id, Title: t.Title, Index: index, Type: "GRID", Grid: sizeOf(t), Hidden: t.Hidden,
	}}
	data := gridData{
		RowMeta: make([]dimension, s.Properties.Grid.Rows),
		ColMeta: make([]dimension, s.Properties.Grid.Cols),
	}
	for i := range data.RowMeta {
		data.RowMeta[i] = dimension{Pixels: 21, HiddenByUser: t.HiddenRows[i]}
	}
	for i := range data.ColMeta {
		data.ColMeta[i] = dimension{Pixels: 100, HiddenByUser: t.HiddenCols[i]}
	}
	for _, row := range t.Cells {
		var values []cellData
		for _, cell := range row {
			values = append(values, toCellData(cell))
		}
		data.Rows = append(data.Rows, rowData{values})
	}
	s.Data = []gridData{data}
	for _, m := range t.Merges {
		s.Merges = append(s.Merges, gridRange{
			SheetID: id, StartRow: m.From.Row, EndRow: m.To.Row + 1, StartCol: m.From.Col, EndCol: m.To.Col + 1,
		})
	}
	return s
}

// sizeOf is that of a new tab, or larger where there are cells.
func sizeOf(t *sheets.Tab) gridProperties {
	size := gridProperties{max(1000, len(t.Cells)), 26}
	for _, row := range t.Cells {
		size.Cols = max(size.Cols, len(row))
	}
	return size
}

func toCellData(c sheets.Cell) cellData {
	data := cellData{Effective: toValue(c), Formatted: seen(c), Note: c.Note, Format: toFormat(c)}
	data.Entered = data.Effective
	if c.Formula {
		formula := formulaFor(c)
		data.Entered = &value{Formula: &formula}
	}
	return data
}

func toValue(c sheets.Cell) *value {
	switch c.Kind {
	case sheets.Number, sheets.Date:
		return &value{Number: &c.Number}
	case sheets.Text:
		return &value{Text: &c.Text}
	case sheets.Bool:
		return &value{Bool: &c.Bool}
	case sheets.Error:
		return &value{Error: &errorValue{Type: errorType(c.Text)}}
	default:
		return nil
	}
}

// seen is what a cell shows: what the grid says, else its value by itself.
func seen(c sheets.Cell) string {
	switch {
	case c.Seen != "":
		return c.Seen
	case c.Kind == sheets.Number:
		return plain(c.Number)
	case c.Kind == sheets.Bool:
		return strings.ToUpper(strconv.FormatBool(c.Bool))
	default:
		return c.Text
	}
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// formulaFor is the shortest formula that has the result of c.
func formulaFor(c sheets.Cell) string {
	switch c.Kind {
	case sheets.Number, sheets.Date:
		return "=" + plain(c.Number)
	case sheets.Text:
		return `="` + strings.ReplaceAll(c.Text, `"`, `""`) + `"`
	default:
		return "=" + seen(c)
	}
}

func errorType(code string) string {
	switch code {
	case "#NULL!":
		return "NULL_VALUE"
	case "#DIV/0!":
		return "DIVIDE_BY_ZERO"
	case "#VALUE!":
		return "VALUE"
	case "#REF!":
		return "REF"
	case "#NAME?":
		return "NAME"
	case "#NUM!":
		return "NUM"
	case "#N/A":
		return "N_A"
	case sheets.NotCalculated:
		return "LOADING"
	default:
		return "ERROR"
	}
}

// toFormat gives a format code its type.
func toFormat(c sheets.Cell) *cellFormat {
	kind := "NUMBER"
	switch lower := strings.ToLower(c.Format); {
	case c.Kind == sheets.Date && strings.ContainsAny(lower, "dy") && strings.Contains(lower, "h"):
		kind = "DATE_TIME"
	case c.Kind == sheets.Date && strings.Contains(lower, "h"):
		kind = "TIME"
	case c.Kind == sheets.Date:
		kind = "DATE"
	case c.Format == "":
		return nil
	case c.Format == "@":
		kind = "TEXT"
	case strings.Contains(c.Format, "%"):
		kind = "PERCENT"
	}
	return &cellFormat{numberFormat{kind, c.Format}}
}
