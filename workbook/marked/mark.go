package marked

import (
	"fmt"
	"slices"
	"strings"

	"thidua/sheets"
	"thidua/validate"
)

// mark returns a workbook with the cells marked and the list added.
func (m *marker) mark(data []byte) ([]byte, error) {
	b, err := openBook(data)
	if err != nil {
		return nil, err
	}
	for i, title := range m.titles {
		if err := m.markTab(b, i); err != nil {
			return nil, fmt.Errorf("tab %s: %w", title, err)
		}
	}
	if err := m.addList(b); err != nil {
		return nil, fmt.Errorf("list the findings: %w", err)
	}
	if err := b.sign(m.Grid.Source); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	b.styles.save(b.archive)
	return b.pack()
}

// markTab colours and notes the cells of a tab at which findings stand.
func (m *marker) markTab(b *book, tab int) error {
	findings := m.findingsOf(tab)
	if len(findings) == 0 {
		return nil
	}
	part, ok := b.tabs[m.titles[tab]]
	if !ok {
		return fmt.Errorf("the workbook has no such tab")
	}
	data, err := b.content(part)
	if err != nil {
		return err
	}
	colours := map[sheets.Ref]string{}
	var cells []sheets.Ref
	var notes []note
	for _, p := range findings {
		text := m.noteText(p)
		notes, m.notes[place{tab, p.at}] = append(notes, note{p.at, text}), text
		for _, at := range cellsOf(m.area(tab, p.at)) {
			cells, colours[at] = append(cells, at), colourOf(p.worst())
		}
	}
	sheet, err := restyleCells(data, cells, func(at sheets.Ref, style int) (int, error) { return b.styles.tinted(style, colours[at]) })
	if err != nil {
		return err
	}
	drawing, err := b.addNotes(part, sheet.drawing, notes)
	if err != nil {
		return err
	}
	if drawing != "" {
		sheet.attachDrawing(drawing)
	}
	b.put(part, sheet.change.apply(data))
	return nil
}

// faulty is a cell with the findings that stand at it.
type faulty struct {
	at       sheets.Ref
	findings []validate.Finding
	earlier  string // the note that the cell has already
}

// findingsOf returns the faulty cells of a tab, from the top.
func (m *marker) findingsOf(tab int) []faulty {
	var cells []faulty
	for _, f := range m.Findings {
		p, ok := m.placeOf(f)
		if !ok || p.tab != tab {
			continue
		}
		i := slices.IndexFunc(cells, func(c faulty) bool { return c.at == p.cell })
		if i < 0 {
			i = len(cells)
			cells = append(cells, faulty{at: p.cell, earlier: m.Grid.Tabs[tab].At(p.cell).Note})
		}
		cells[i].findings = append(cells[i].findings, f)
	}
	return cells
}

// placeOf returns the cell of a finding, if it is about one of the grid.
func (m *marker) placeOf(f validate.Finding) (place, bool) {
	cell, err := sheets.ParseRef(f.Origin.Cell)
	i := slices.IndexFunc(m.Grid.Tabs, func(t sheets.Tab) bool { return t.Title == f.Origin.Tab })
	if err != nil || i < 0 || f.Origin.Source != m.Grid.Source {
		return place{}, false
	}
	return place{i, m.area(i, cell).From}, true
}

// area is the cell itself, or the merge that it belongs to.
func (m *marker) area(tab int, cell sheets.Ref) sheets.Range {
	for _, merged := range m.Grid.Tabs[tab].Merges {
		if merged.Contains(cell) {
			return merged
		}
	}
	return sheets.Range{From: cell, To: cell}
}

// cellsOf lists the cells of an area; of a large one, which looks like its
// first, only that.
func cellsOf(area sheets.Range) []sheets.Ref {
	const most = 500
	if (area.To.Row-area.From.Row+1)*(area.To.Col-area.From.Col+1) > most {
		return []sheets.Ref{area.From}
	}
	var cells []sheets.Ref
	for row := area.From.Row; row <= area.To.Row; row++ {
		for col := area.From.Col; col <= area.To.Col; col++ {
			cells = append(cells, sheets.Ref{Row: row, Col: col})
		}
	}
	return cells
}

func (c faulty) worst() validate.Severity {
	worst := validate.Info
	for _, f := range c.findings {
		if f.Severity == validate.Error || worst == validate.Info {
			worst = f.Severity
		}
	}
	return worst
}

// colourOf is the colour behind a cell whose findings are of this severity at
// worst.
func colourOf(s validate.Severity) string {
	switch s {
	case validate.Error:
		return "FFC7CE"
	case validate.Warning:
		return "FFEB9C"
	}
	return "DDEBF7"
}

// noteText is what is noted at a cell: each finding, and what was noted there.
func (m *marker) noteText(c faulty) string {
	var texts []string
	for _, f := range c.findings {
		what, remedy := m.sentence(f)
		texts = append(texts, m.Words.Text("marked.note", map[string]string{
			"Severity": m.Words.Label("severity." + string(f.Severity)), "What": what, "Remedy": remedy,
		}))
	}
	if c.earlier != "" && m.earlierList() < 0 { // else it is what was noted there in an earlier copy
		texts = append(texts, m.Words.Text("marked.earlier", c.earlier))
	}
	return strings.Join(texts, "\n\n")
}

// sentence says what is wrong and what to do.
func (m *marker) sentence(f validate.Finding) (what, remedy string) {
	data := f.Data(m.Plan)
	return m.Words.Text("finding."+f.Rule, data), m.Words.Text("finding."+f.Rule+".hint", data)
}
