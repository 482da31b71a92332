package xlsx

import (
	"fmt"
	"maps"
	"slices"

	"thidua/sheets"
)

// A workbook is what the tabs of one file have in common.
type workbook struct {
	archive  *archive
	tabs     []tabPart
	strings  []string
	formats  *formats
	date1904 bool

	room int // cells that the tabs still to be read may hold
	text int // bytes of text held so far
}

// A tabPart is a worksheet as the workbook part lists it.
type tabPart struct {
	title, part string
	hidden      bool
}

func openWorkbook(data []byte) (*workbook, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	main, err := mainPart(a)
	if err != nil {
		return nil, err
	}
	relations, err := a.relations(main)
	if err != nil {
		return nil, err
	}
	b := &workbook{archive: a, room: maxCells}
	if err := b.readMain(main, relations); err != nil {
		return nil, err
	}
	if b.strings, err = readStrings(a, partOf(relations, "sharedStrings")); err != nil {
		return nil, err
	}
	b.formats, err = readFormats(a, partOf(relations, "styles"), b.date1904)
	return b, err
}

// mainPart finds the part that lists the tabs. Documents of other programs
// come in zip archives too and have none.
func mainPart(a *archive) (string, error) {
	relations, err := a.relations("")
	if err != nil {
		return "", err
	}
	main := partOf(relations, "officeDocument")
	if main == "" {
		main = "xl/workbook.xml"
	}
	switch {
	case !a.has(main):
		return "", fmt.Errorf("%w: a zip archive without a workbook", sheets.ErrNotSpreadsheet)
	case memberName(main) == "xl/workbook.bin":
		return "", fmt.Errorf("%w: a binary workbook (.xlsb)", sheets.ErrLegacyFormat)
	}
	return main, nil
}

// partOf returns the part that is related in the given way, "" when there is
// none. Of several it is the one whose id sorts first.
func partOf(relations map[string]relation, kind string) string {
	for _, id := range slices.Sorted(maps.Keys(relations)) {
		if relations[id].kind == kind {
			return relations[id].target
		}
	}
	return ""
}

// readMain reads the list of tabs and the date system.
func (b *workbook) readMain(part string, relations map[string]relation) error {
	s, err := b.archive.scan(part)
	if err != nil {
		return err
	}
	root := ""
	err = s.children(func() error {
		root = string(s.name)
		return s.children(func() error {
			switch string(s.name) {
			case "workbookPr":
				b.date1904 = isTrue(s.attr("date1904"))
			case "sheets":
				return s.children(func() error { return b.addTab(s, relations) })
			}
			return nil
		})
	})
	if err == nil && root != "workbook" {
		return fmt.Errorf("%w: its main part is a %q", sheets.ErrNotSpreadsheet, root)
	}
	return s.wrap(err)
}

// addTab lists the worksheet at s. Tabs that hold a chart, a dialog or macros
// have no cells and are passed over.
func (b *workbook) addTab(s *scanner, relations map[string]relation) error {
	title := s.attr("name")
	related, ok := relations[s.prefixedAttr("id")]
	if !ok {
		return fmt.Errorf("tab %q has no part", title)
	}
	if related.kind != "worksheet" {
		return nil
	}
	if len(b.tabs) >= maxTabs {
		return tooLarge("tabs", maxTabs)
	}
	state := s.attr("state")
	b.tabs = append(b.tabs, tabPart{
		title:  title,
		part:   related.target,
		hidden: state == "hidden" || state == "veryHidden",
	})
	return nil
}

// isTrue reads a boolean attribute, which is false when absent.
func isTrue(s string) bool { return s == "1" || s == "true" }
