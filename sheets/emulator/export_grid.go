package emulator

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"thidua/sheets"
)

const (
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relsNS   = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relsType = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

// toXLSX writes a grid as Excel would. It is written part by part: the
// libraries that write workbooks know no errors and no formulas with results.
func toXLSX(grid *sheets.Grid) ([]byte, error) {
	styles := stylesOf(grid)
	parts := map[string]string{
		"_rels/.rels":   relations(`<Relationship Id="rId1" Type="` + relsType + `officeDocument" Target="xl/workbook.xml"/>`),
		"xl/styles.xml": styles.part(),
	}
	var tabs, related strings.Builder
	fmt.Fprintf(&related, `<Relationship Id="styles" Type="%sstyles" Target="styles.xml"/>`, relsType)
	for i := range grid.Tabs {
		tab := &grid.Tabs[i]
		state := ""
		if tab.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&tabs, `<sheet name="%s" sheetId="%d" r:id="tab%[2]d"%s/>`, escape(tab.Title), i+1, state)
		fmt.Fprintf(&related, `<Relationship Id="tab%d" Type="%sworksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, relsType)
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = worksheet(tab, styles)
		if notes := comments(tab); notes != "" {
			parts[fmt.Sprintf("xl/comments%d.xml", i+1)] = notes
			parts[fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", i+1)] = relations(
				fmt.Sprintf(`<Relationship Id="rId1" Type="%scomments" Target="../comments%d.xml"/>`, relsType, i+1))
		}
	}
	parts["xl/workbook.xml"] = `<workbook ` + mainNS + `><sheets>` + tabs.String() + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = relations(related.String())
	return zipped(parts)
}

func relations(list string) string {
	return `<Relationships ` + relsNS + `>` + list + `</Relationships>`
}

// styles numbers the format codes of a book.
type styles []string

func stylesOf(grid *sheets.Grid) styles {
	codes := map[string]bool{"": true}
	for _, tab := range grid.Tabs {
		for _, row := range tab.Cells {
			for _, cell := range row {
				codes[cell.Format] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(codes))
}

func (s styles) index(code string) int { return slices.Index(s, code) }

func (s styles) part() string {
	var formats, cells strings.Builder
	for i, code := range s {
		id := 0
		if code != "" {
			id = 164 + i
			fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, id, escape(code))
		}
		fmt.Fprintf(&cells, `<xf numFmtId="%d"/>`, id)
	}
	return `<styleSheet ` + mainNS + `><numFmts>` + formats.String() + `</numFmts><cellXfs>` + cells.String() + `</cellXfs></styleSheet>`
}

func worksheet(tab *sheets.Tab, s styles) string {
	var cols, rows, merges strings.Builder
	for _, col := range slices.Sorted(maps.Keys(tab.HiddenCols)) {
		fmt.Fprintf(&cols, `<col min="%d" max="%[1]d" hidden="1"/>`, col+1)
	}
	for i, row := range tab.Cells {
		hidden := ""
		if tab.HiddenRows[i] {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&rows, `<row r="%d"%s>`, i+1, hidden)
		for j, cell := range row {
			if cell.Kind != sheets.Empty {
				fmt.Fprintf(&rows, `<c r="%s" s="%d"%s</c>`, sheets.Ref{Row: i, Col: j}.A1(), s.index(cell.Format), cellContent(cell))
			}
		}
		rows.WriteString(`</row>`)
	}
	for _, m := range tab.Merges {
		fmt.Fprintf(&merges, `<mergeCell ref="%s"/>`, m.A1())
	}
	return `<worksheet ` + mainNS + `><cols>` + cols.String() + `</cols><sheetData>` + rows.String() +
		`</sheetData><mergeCells>` + merges.String() + `</mergeCells></worksheet>`
}

// cellContent is the rest of a cell's element from its type on.
func cellContent(c sheets.Cell) string {
	formula := ""
	if c.Formula {
		formula = `<f>1</f>`
	}
	switch {
	case c.Kind == sheets.Error && c.Text == sheets.NotCalculated:
		return `>` + formula
	case c.Kind == sheets.Error:
		return ` t="e">` + formula + `<v>` + c.Text + `</v>`
	case c.Kind == sheets.Bool && c.Bool:
		return ` t="b">` + formula + `<v>1</v>`
	case c.Kind == sheets.Bool:
		return ` t="b">` + formula + `<v>0</v>`
	case c.Kind == sheets.Text && c.Formula:
		return ` t="str">` + formula + `<v>` + escape(c.Text) + `</v>`
	case c.Kind == sheets.Text:
		return ` t="inlineStr"><is><t xml:space="preserve">` + escape(c.Text) + `</t></is>`
	default:
		return `>` + formula + `<v>` + strconv.FormatFloat(c.Number, 'g', -1, 64) + `</v>`
	}
}

func comments(tab *sheets.Tab) string {
	var list strings.Builder
	for i, row := range tab.Cells {
		for j, cell := range row {
			if cell.Note != "" {
				fmt.Fprintf(&list, `<comment ref="%s"><text><t>%s</t></text></comment>`, sheets.Ref{Row: i, Col: j}.A1(), escape(cell.Note))
			}
		}
	}
	if list.Len() == 0 {
		return ""
	}
	return `<comments ` + mainNS + `><commentList>` + list.String() + `</commentList></comments>`
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer takes everything
	return b.String()
}

func zipped(parts map[string]string) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
