package book

import (
	"fmt"
	"strconv"
	"strings"

	"thidua/sheets"
	"thidua/sheets/emulator/display"
	"thidua/sheets/emulator/formula"
)

// addTab writes a tab and its notes.
func (e *exporter) addTab(i int, t *tab) {
	var b strings.Builder
	b.WriteString(`<worksheet ` + sheetNamespace + `>`)
	e.writeColumns(&b, t)
	b.WriteString(`<sheetData>`)
	for row := range max(len(t.cells), lastLine(t.rows)) {
		e.writeRow(&b, t, row)
	}
	b.WriteString(`</sheetData>`)
	if len(t.merges) > 0 {
		b.WriteString(`<mergeCells>`)
		for _, m := range t.merges {
			fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, m.a1())
		}
		b.WriteString(`</mergeCells>`)
	}
	if e.addNotes(i, t) {
		b.WriteString(`<legacyDrawing r:id="drawing"/>`)
	}
	b.WriteString(`</worksheet>`)
	e.addPart(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), "worksheet", b.String())
}

// lastLine is the number of lines up to the last that is not as all are.
func lastLine(lines []line) int {
	for i := len(lines); i > 0; i-- {
		if l := lines[i-1]; l.pixels != 0 || l.hidden || l.filtered {
			return i
		}
	}
	return 0
}

func (e *exporter) writeColumns(b *strings.Builder, t *tab) {
	last := lastLine(t.cols)
	if last == 0 {
		return
	}
	b.WriteString(`<cols>`)
	for i, l := range t.cols[:last] {
		if l.pixels == 0 && !l.hidden {
			continue
		}
		width := colPixels
		if l.pixels != 0 {
			width = l.pixels
		}
		fmt.Fprintf(b, `<col min="%d" max="%[1]d" width="%s" customWidth="1"`, i+1, decimals(widthOf(width)))
		writeFlag(b, "hidden", l.hidden)
		b.WriteString(`/>`)
	}
	b.WriteString(`</cols>`)
}

// Widths of columns in a workbook are in digits of seven pixels, with five
// pixels around them.
func widthOf(pixels int) float64 { return float64(pixels-5) / 7 }

func pixelsOf(width float64) int { return int(width*7 + 5.5) }

func decimals(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func writeFlag(b *strings.Builder, name string, set bool) {
	if set {
		fmt.Fprintf(b, ` %s="1"`, name)
	}
}

func (e *exporter) writeRow(b *strings.Builder, t *tab, row int) {
	fmt.Fprintf(b, `<row r="%d"`, row+1)
	if row < len(t.rows) {
		l := t.rows[row]
		writeFlag(b, "hidden", l.hidden || l.filtered)
		if l.pixels != 0 {
			fmt.Fprintf(b, ` ht="%s" customHeight="1"`, decimals(float64(l.pixels)*0.75)) // in points
		}
	}
	b.WriteString(`>`)
	if row < len(t.cells) {
		for col := range t.cells[row] {
			e.writeCell(b, &t.cells[row][col], sheets.Ref{Row: row, Col: col})
		}
	}
	b.WriteString(`</row>`)
}

// writeCell writes a cell that has a value or a number format.
func (e *exporter) writeCell(b *strings.Builder, c *cell, at sheets.Ref) {
	style := e.styleOf(e.book.exportPattern(c))
	if c.entered.kind == noValue && style == 0 {
		return
	}
	fmt.Fprintf(b, `<c r="%s"`, at.A1())
	if style != 0 {
		fmt.Fprintf(b, ` s="%d"`, style)
	}
	kind, content := exportValue(c.value())
	if c.entered.kind == formulaValue {
		kind, content = exportResult(c.result)
		if f := e.book.exportFormula(c.entered.text); f != "" {
			content = `<f>` + escape(f) + `</f>` + content
		}
	}
	if kind != "" {
		fmt.Fprintf(b, ` t="%s"`, kind)
	}
	b.WriteString(`>` + content + `</c>`)
}

// exportPattern is the code of a cell's number format, "" for none.
func (b *Book) exportPattern(c *cell) string {
	f := c.numberFormat()
	if f.Type == "TEXT" && f.Pattern == "" {
		return "@"
	}
	return display.Pattern(f, b.locale)
}

// exportValue returns the type of a cell and what stands in it.
func exportValue(v value) (kind, content string) {
	switch v.kind {
	case numberValue:
		return "", `<v>` + decimals(v.number) + `</v>`
	case boolValue:
		return "b", `<v>` + decimals(v.number) + `</v>`
	case errorValue:
		return "e", `<v>` + escape(v.text) + `</v>`
	case textValue:
		return "inlineStr", `<is><t xml:space="preserve">` + escapeText(v.text) + `</t></is>`
	default:
		return "", ""
	}
}

// exportResult is exportValue for the result of a formula. One that is still
// to be calculated is not there.
func exportResult(v value) (kind, content string) {
	switch {
	case v.kind == errorValue && v.text == sheets.NotCalculated:
		return "", ""
	case v.kind == textValue, v.kind == noValue:
		return "str", `<v>` + escapeText(v.text) + `</v>`
	default:
		return exportValue(v)
	}
}

// exportFormula writes a formula as workbooks have it: in English signs and
// without the "=". One that cannot be read is left out, for it would spoil the
// workbook.
func (b *Book) exportFormula(entered string) string {
	f, err := formula.Parse(entered, b.decimalComma())
	if err != nil {
		return ""
	}
	return f.String()
}
