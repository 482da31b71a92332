package marked

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// styles is the part that says how cells look. New looks are appended; those
// that are there keep their numbers.
type styles struct {
	name  string // of the part
	part  []byte
	lists map[string]*styleList // fonts, fills, borders, cellXfs
	looks []element             // the cell styles of the part, by number
	tints map[tint]int
}

// styleList is a list of fonts, fills, borders or cell styles.
type styleList struct {
	element
	count int
	added []string
}

// tint is a cell style with a colour behind it.
type tint struct {
	style  int
	colour string
}

func readStyles(a *archive, name string) (*styles, error) {
	part, err := a.content(name)
	if err != nil {
		return nil, err
	}
	s := &styles{name: name, part: part, lists: map[string]*styleList{}, tints: map[tint]int{}}
	counts := map[string]int{}
	parent := ""
	err = walk(part, func(e element) error {
		if e.depth == 1 {
			parent = e.name
		}
		if e.depth == 2 {
			counts[parent]++
		}
		return nil
	}, func(e element) error {
		switch {
		case e.depth == 2 && parent == "cellXfs":
			s.looks = append(s.looks, e)
		case e.depth == 1:
			s.lists[e.name] = &styleList{element: e, count: counts[e.name]}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, list := range []string{"fonts", "fills", "borders", "cellXfs"} {
		if s.lists[list] == nil {
			return nil, fmt.Errorf("%s has no %s", name, list)
		}
	}
	return s, nil
}

// add appends to a list and returns the number of what was added.
func (s *styles) add(list, piece string) int {
	l := s.lists[list]
	l.added = append(l.added, prefixed(l.prefix, piece))
	return l.count + len(l.added) - 1
}

// fill adds a colour behind cells.
func (s *styles) fill(colour string) int {
	return s.add("fills", `<fill><patternFill patternType="solid"><fgColor rgb="FF`+colour+`"/><bgColor indexed="64"/></patternFill></fill>`)
}

// tinted returns the number of a cell style that differs from another in
// nothing but the colour behind the cell.
func (s *styles) tinted(style int, colour string) (int, error) {
	t := tint{style, colour}
	if number, made := s.tints[t]; made {
		return number, nil
	}
	if style < 0 || style >= len(s.looks) {
		return 0, errors.New("there is no cell style " + strconv.Itoa(style))
	}
	fill, made := s.tints[tint{-1, colour}]
	if !made {
		fill = s.fill(colour)
		s.tints[tint{-1, colour}] = fill
	}
	look := s.looks[style]
	var change edits
	change.setAttr(s.part, look, "fillId", strconv.Itoa(fill))
	change.setAttr(s.part, look, "applyFill", "1")
	s.lists["cellXfs"].added = append(s.lists["cellXfs"].added, string(change.within(s.part, look)))
	s.tints[t] = s.lists["cellXfs"].count + len(s.lists["cellXfs"].added) - 1
	return s.tints[t], nil
}

// within returns an element of part with the changes of it.
func (e edits) within(part []byte, of element) []byte {
	moved := make(edits, len(e))
	for i, c := range e {
		moved[i] = edit{c.from - of.from, c.to - of.from, c.text}
	}
	return moved.apply(part[of.from:of.to])
}

// save writes the part with what was added.
func (s *styles) save(a *archive) {
	var change edits
	for _, name := range []string{"fonts", "fills", "borders", "cellXfs"} {
		l := s.lists[name]
		if len(l.added) == 0 {
			continue
		}
		change.setAttr(s.part, l.element, "count", strconv.Itoa(l.count+len(l.added)))
		change.appendTo(l.element, strings.Join(l.added, ""))
	}
	a.put(s.name, change.apply(s.part))
}

// ensureStyles returns the name of the styles part, making one where a
// workbook has none.
func ensureStyles(a *archive, main string, relations []relation) (string, error) {
	if name := related(relations, "styles"); name != "" {
		return name, nil
	}
	name := a.free("xl/thidua-styles%d.xml")
	const plain = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
		`<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`
	_, err := a.addPart(main, "styles", name, spreadsheet+"styles+xml", plain)
	return name, err
}
