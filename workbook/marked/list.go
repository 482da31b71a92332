package marked

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua/sheets"
	"thidua/validate"
	"thidua/workbook"
)

// The rows of the list, 1-based. Its columns are number, severity, tab, cell,
// what stands there, what is wrong, what to do.
const (
	titleRow  = 1
	noteRow   = 2
	headRow   = 4
	firstItem = 5

	listColumns = 7
	cellColumn  = 3 // holds the links, counted from 0
)

// maxLinks is how many links Excel takes on one tab.
const maxLinks = 65_530

// list is the tab of the findings while it is written.
type list struct {
	*marker
	look  look
	rows  strings.Builder
	links strings.Builder
	n     int // links
}

// addList adds the tab that lists the findings, at the end.
func (m *marker) addList(b *book) error {
	taken := map[string]bool{}
	for _, title := range b.titles {
		taken[strings.ToLower(title)] = true
	}
	l := &list{marker: m, look: newLook(b.styles)}
	l.writeHead()
	for i, f := range m.Findings {
		l.writeItem(i, f)
	}
	if i := m.earlierList(); i >= 0 {
		b.put(b.tabs[m.titles[i]], []byte(declaration+l.sheet()))
		return nil
	}
	return b.addTab(workbook.SheetName(m.Words.Text("marked.tab", nil), taken), l.sheet())
}

// earlierList is the index of the list that an earlier copy has, when that is
// what is copied; -1 for none.
func (m *marker) earlierList() int {
	return slices.IndexFunc(m.Grid.Tabs, func(t sheets.Tab) bool { return validate.IsFindingsList(&t) })
}

// item is one cell of the list.
type item struct {
	text  string
	style int
}

// writeRow writes a row of texts, none of which can be a formula.
func (l *list) writeRow(row int, height float64, items ...item) {
	fmt.Fprintf(&l.rows, `<row r="%d" ht="%s" customHeight="1">`, row, strconv.FormatFloat(height, 'f', -1, 64))
	for col, c := range items {
		fmt.Fprintf(&l.rows, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`,
			sheets.Ref{Row: row - 1, Col: col}.A1(), c.style, escape(c.text))
	}
	l.rows.WriteString(`</row>`)
}

func (l *list) writeHead() {
	unit := string(l.Unit)
	if u := l.Plan.Unit(l.Unit); u != nil {
		unit = u.Name
	}
	l.writeRow(titleRow, 24, item{l.Words.Text("marked.title", unit), l.look.title})
	said := l.Words.Text("marked.explained", map[string]any{"Rebuilt": l.rebuilt, "Count": len(l.Findings)})
	l.writeRow(noteRow, 36, item{said, l.look.note})
	if len(l.Findings) == 0 {
		return
	}
	var heads []item
	for _, key := range []string{"number", "severity", "tab", "cell", "found", "what", "remedy"} {
		heads = append(heads, item{l.Words.Text("marked.head."+key, nil), l.look.head})
	}
	l.writeRow(headRow, 20, heads...)
}

// writeItem writes finding i.
func (l *list) writeItem(i int, f validate.Finding) {
	row, cell := firstItem+i, item{f.Origin.Cell, l.look.centre}
	if p, ok := l.placeOf(f); ok && l.n < maxLinks {
		l.n++
		cell.style = l.look.link
		fmt.Fprintf(&l.links, `<hyperlink ref="%s" location="%s"/>`,
			sheets.Ref{Row: row - 1, Col: cellColumn}.A1(), escape(quoted(l.titles[p.tab])+"!"+p.cell.A1()))
	}
	what, remedy := l.sentence(f)
	l.writeRow(row, rowHeight(what, remedy),
		item{strconv.Itoa(i + 1), l.look.centre},
		item{l.Words.Label("severity." + string(f.Severity)), l.look.severity[f.Severity]},
		item{f.Origin.Tab, l.look.text},
		cell,
		item{l.Words.Format().Number(f.Data(l.Plan)["found"]), l.look.text},
		item{what, l.look.text},
		item{remedy, l.look.text},
	)
}

// rowHeight is the height of a row, in points, in which the texts fit.
func rowHeight(texts ...string) float64 {
	const line, inLine = 16, 46 // points, characters
	lines := 1
	for _, text := range texts {
		lines = max(lines, (utf8.RuneCountInString(text)+inLine-1)/inLine)
	}
	return float64(lines*line + 4)
}

// quoted writes a tab's title as it stands in an address.
func quoted(title string) string { return "'" + strings.ReplaceAll(title, "'", "''") + "'" }

// sheet is the whole worksheet: on A4, lying, as wide as the page, its head in
// view.
func (l *list) sheet() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>`+
		`<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`, headRow, firstItem)
	for i, width := range [listColumns]float64{6, 12, 18, 9, 20, 52, 52} { // characters
		fmt.Fprintf(&b, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, width)
	}
	note := sheets.Range{From: sheets.Ref{Row: noteRow - 1}, To: sheets.Ref{Row: noteRow - 1, Col: listColumns - 1}}
	fmt.Fprintf(&b, `</cols><sheetData>%s</sheetData><mergeCells count="1"><mergeCell ref="%s"/></mergeCells>`, l.rows.String(), note.A1())
	if l.n > 0 {
		b.WriteString(`<hyperlinks>` + l.links.String() + `</hyperlinks>`)
	}
	b.WriteString(`<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`)
	return b.String()
}
