package corpus_test

import (
	"strconv"

	"thidua/plan"
	"thidua/sheets"
)

// book is a workbook while its clerk writes it.
type book struct {
	Workbook
	plan  *plan.Plan
	hand  hand
	until int // the last month of which there are figures
}

// usualMonth is the last month of which the usual clerk has figures.
const usualMonth = 5

func newBook(p *plan.Plan, c clerk) *book {
	b := &book{Workbook: Workbook{Name: c.name, Style: c.style, Unit: c.unit}, plan: p, until: usualMonth}
	b.Grid = &sheets.Grid{Source: c.name, Title: c.name, Revision: "1", Locale: "vi_VN"}
	return b
}

func (b *book) record() record { return record{b.plan, b.Unit} }

func (b *book) unitName() string { return b.plan.Unit(b.Unit).Name }

// page is one tab of a book.
type page struct {
	*book
	index int
}

func (b *book) page(title string) page {
	b.Grid.Tabs = append(b.Grid.Tabs, sheets.Tab{
		Title: title, GID: strconv.Itoa(100 + len(b.Grid.Tabs)), HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{},
	})
	return page{b, len(b.Grid.Tabs) - 1}
}

func (p page) tab() *sheets.Tab { return &p.Grid.Tabs[p.index] }

func at(a1 string) sheets.Ref {
	ref, err := sheets.ParseRef(a1)
	if err != nil {
		panic(err) // an address in this package is wrong
	}
	return ref
}

// put writes a cell.
func (p page) put(ref sheets.Ref, c sheets.Cell) {
	if c.Kind == sheets.Empty {
		return
	}
	tab := p.tab()
	for len(tab.Cells) <= ref.Row {
		tab.Cells = append(tab.Cells, nil)
	}
	for len(tab.Cells[ref.Row]) <= ref.Col {
		tab.Cells[ref.Row] = append(tab.Cells[ref.Row], sheets.Cell{})
	}
	tab.Cells[ref.Row][ref.Col] = c
}

// write writes texts from a cell to the right.
func (p page) write(a1 string, texts ...string) {
	ref := at(a1)
	for i, text := range texts {
		p.put(sheets.Ref{Row: ref.Row, Col: ref.Col + i}, words(text))
	}
}

// merge joins the cells between two corners, both included.
func (p page) merge(from, to sheets.Ref) {
	if from != to {
		p.tab().Merges = append(p.tab().Merges, sheets.Range{From: from, To: to})
	}
}

// join joins an area in A1 notation.
func (p page) join(area string) {
	g, err := sheets.ParseRange(area)
	if err != nil {
		panic(err) // an address in this package is wrong
	}
	p.merge(g.From, g.To)
}

func (p page) place(ref sheets.Ref) Place { return Place{p.tab().Title, ref.A1()} }

// tell notes that a cell says a figure.
func (p page) tell(ref sheets.Ref, o plan.Observation) {
	if o.Unit == "" {
		o.Unit = p.Unit
	}
	if o.Status == "" {
		o.Status = plan.Official
	}
	o.Origin = plan.Origin{Source: p.Grid.Source, Revision: p.Grid.Revision, Tab: p.tab().Title, GID: p.tab().GID, Cell: ref.A1()}
	p.Figures = append(p.Figures, Figure{o})
}

// letterhead writes the two blocks and the title that stand above a report.
func (p page) letterhead(title ...string) {
	p.write("A1", p.plan.Letterhead.Superior, "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
	p.join("A1:C1")
	p.join("D1:H1")
	p.write("A2", p.unitName(), "", "", "Độc lập - Tự do - Hạnh phúc")
	p.join("A2:C2")
	p.join("D2:H2")
	for i, line := range title {
		ref := sheets.Ref{Row: 3 + i}
		p.put(ref, words(line))
		p.merge(ref, sheets.Ref{Row: 3 + i, Col: 7})
	}
}

// foot writes place and date and who signs, two rows under the last one.
func (p page) foot() {
	row := len(p.tab().Cells) + 1
	p.put(sheets.Ref{Row: row, Col: 4}, words("Hải Lâm, ngày 28 tháng 5 năm 2025"))
	p.put(sheets.Ref{Row: row + 1, Col: 1}, words("NGƯỜI LẬP BIỂU"))
	p.put(sheets.Ref{Row: row + 1, Col: 4}, words("THỦ TRƯỞNG ĐƠN VỊ"))
	p.put(sheets.Ref{Row: row + 2, Col: 4}, words("(Ký tên, đóng dấu)"))
	p.put(sheets.Ref{Row: row + 5, Col: 1}, words("Nguyễn Thị Hạnh"))
	p.put(sheets.Ref{Row: row + 5, Col: 4}, words("Trần Văn Minh"))
}
