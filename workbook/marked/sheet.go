package marked

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"thidua/sheets"
)

// sheetPart is a worksheet in which cells are given another style.
type sheetPart struct {
	part    []byte
	restyle func(at sheets.Ref, style int) (int, error)
	wanted  []sheets.Ref // in order, those that are still to come
	change  edits

	prefix  string
	columns []columnStyle
	at      sheets.Ref // read last
	rowLook int        // style of the row that is read, -1 for none
	drawing string     // relation to the shapes of the notes, "" for none
	behind  int        // where such a relation belongs, -1 until known
}

// columnStyle is the style of a run of columns, both ends included.
type columnStyle struct{ from, to, style int }

// restyleCells gives cells of a worksheet the style that restyle makes of
// theirs. Cells that are not there are added.
func restyleCells(part []byte, cells []sheets.Ref, restyle func(at sheets.Ref, style int) (int, error)) (*sheetPart, error) {
	s := &sheetPart{part: part, restyle: restyle, wanted: slices.Clone(cells), behind: -1, at: sheets.Ref{Row: -1}}
	slices.SortFunc(s.wanted, func(a, b sheets.Ref) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
	if err := walk(part, s.enter, s.leave); err != nil {
		return nil, err
	}
	if len(s.wanted) > 0 {
		return nil, fmt.Errorf("no place for %s", s.wanted[0].A1())
	}
	return s, nil
}

func (s *sheetPart) enter(e element) error {
	switch {
	case e.depth == 0:
		s.prefix = e.prefix
	case e.depth == 1:
		s.enterSection(e)
	case e.depth == 2 && e.name == "col":
		return s.enterColumns(e)
	case e.depth == 2 && e.name == "row":
		return s.enterRow(e)
	case e.depth == 3 && e.name == "c":
		return s.enterCell(e)
	}
	return nil
}

// afterNotes are the sections of a worksheet that stand behind the drawing of
// its notes.
func afterNotes(section string) bool {
	switch section {
	case "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "AlternateContent", "tableParts", "extLst":
		return true
	}
	return false
}

func (s *sheetPart) enterSection(e element) {
	switch {
	case e.name == "legacyDrawing":
		s.drawing = e.attr("id")
	case s.behind < 0 && afterNotes(e.name):
		s.behind = e.from
	}
}

func (s *sheetPart) enterColumns(e element) error {
	from, errFrom := strconv.Atoi(e.attr("min"))
	to, errTo := strconv.Atoi(e.attr("max"))
	style, err := number(e.attr("style"))
	if errFrom != nil || errTo != nil || err != nil {
		return fmt.Errorf("columns %q to %q of style %q", e.attr("min"), e.attr("max"), e.attr("style"))
	}
	s.columns = append(s.columns, columnStyle{from - 1, to - 1, style})
	return nil
}

// enterRow adds the wanted rows before this one.
func (s *sheetPart) enterRow(e element) error {
	s.at = sheets.Ref{Row: s.at.Row + 1, Col: -1}
	if e.attr("r") != "" {
		n, err := strconv.Atoi(e.attr("r"))
		if err != nil {
			return err
		}
		s.at.Row = n - 1
	}
	rows, err := s.newRows(s.at.Row)
	if err != nil {
		return err
	}
	s.change.insert(e.from, rows)
	s.rowLook = -1
	if e.attr("customFormat") == "1" || e.attr("customFormat") == "true" {
		s.rowLook, err = number(e.attr("s"))
	}
	return err
}

// enterCell adds the wanted cells before this one and restyles it.
func (s *sheetPart) enterCell(e element) error {
	s.at.Col++
	if e.attr("r") != "" {
		ref, err := sheets.ParseRef(e.attr("r"))
		if err != nil {
			return err
		}
		s.at.Col = ref.Col
	}
	cells, err := s.newCells(s.at)
	if err != nil {
		return err
	}
	s.change.insert(e.from, cells)
	if len(s.wanted) == 0 || s.wanted[0] != s.at {
		return nil
	}
	s.wanted = s.wanted[1:]
	old, err := number(e.attr("s"))
	if err != nil {
		return err
	}
	style, err := s.restyle(s.at, old)
	if err == nil {
		s.change.setAttr(s.part, e, "s", strconv.Itoa(style))
	}
	return err
}

// leave adds what is wanted behind the last cell and the last row.
func (s *sheetPart) leave(e element) error {
	switch {
	case e.depth == 2 && e.name == "row":
		cells, err := s.newCells(sheets.Ref{Row: s.at.Row, Col: sheets.MaxCol + 1})
		if err != nil || cells == "" {
			return err
		}
		s.change.appendTo(e, cells)
	case e.depth == 1 && e.name == "sheetData":
		rows, err := s.newRows(sheets.MaxRow + 1)
		if err != nil || rows == "" {
			return err
		}
		s.change.appendTo(e, rows)
	case e.depth == 0 && s.behind < 0:
		s.behind = e.out
	}
	return nil
}

// newRows writes the wanted rows above another.
func (s *sheetPart) newRows(before int) (string, error) {
	var b strings.Builder
	s.rowLook = -1
	for len(s.wanted) > 0 && s.wanted[0].Row < before {
		row := s.wanted[0].Row
		cells, err := s.newCells(sheets.Ref{Row: row, Col: sheets.MaxCol + 1})
		if err != nil {
			return "", err
		}
		b.WriteString(prefixed(s.prefix, fmt.Sprintf(`<row r="%d">`, row+1)) + cells + prefixed(s.prefix, "</row>"))
	}
	return b.String(), nil
}

// newCells writes the wanted cells of a row that stand before another.
func (s *sheetPart) newCells(before sheets.Ref) (string, error) {
	var b strings.Builder
	for len(s.wanted) > 0 && s.wanted[0].Row == before.Row && s.wanted[0].Col < before.Col {
		at := s.wanted[0]
		s.wanted = s.wanted[1:]
		style, err := s.restyle(at, s.lookOf(at.Col))
		if err != nil {
			return "", err
		}
		b.WriteString(prefixed(s.prefix, fmt.Sprintf(`<c r="%s" s="%d"/>`, at.A1(), style)))
	}
	return b.String(), nil
}

// lookOf is the style of a cell that is not there: its row's, else its column's.
func (s *sheetPart) lookOf(col int) int {
	if s.rowLook >= 0 {
		return s.rowLook
	}
	for _, c := range s.columns {
		if c.from <= col && col <= c.to {
			return c.style
		}
	}
	return 0
}

// number reads a number that may be left out.
func number(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	return strconv.Atoi(s)
}

// attachDrawing makes a worksheet show the shapes of a part by its relation.
func (s *sheetPart) attachDrawing(relation string) {
	s.change.insert(s.behind, prefixed(s.prefix, fmt.Sprintf(`<legacyDrawing xmlns:r="%s" r:id="%s"/>`, relationSpace, relation)))
}
