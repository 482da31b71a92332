package marked

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// book is a workbook that is changed in place.
type book struct {
	*archive
	main   string            // name of the part that lists the tabs
	tabs   map[string]string // names of the worksheets' parts, by title
	titles []string          // of all tabs, those that hold charts included
	styles *styles
}

func openBook(data []byte) (*book, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	for name := range a.byName {
		if strings.HasPrefix(name, "_xmlsignatures/") {
			return nil, errors.New("it is signed, and a change would break the signature")
		}
	}
	whole, err := a.relations("")
	if err != nil {
		return nil, err
	}
	b := &book{archive: a, main: related(whole, "officeDocument"), tabs: map[string]string{}}
	relations, err := a.relations(b.main)
	if err != nil {
		return nil, err
	}
	if err := b.readTabs(relations); err != nil {
		return nil, fmt.Errorf("%s: %w", b.main, err)
	}
	name, err := ensureStyles(a, b.main, relations)
	if err != nil {
		return nil, err
	}
	b.styles, err = readStyles(a, name)
	return b, err
}

func (b *book) readTabs(relations []relation) error {
	data, err := b.content(b.main)
	if err != nil {
		return err
	}
	return walk(data, func(e element) error {
		if e.depth == 0 && strings.Contains(e.attr("xmlns"), "purl.oclc.org") {
			return errors.New("it is in the strict form of Office Open XML")
		}
		if e.depth != 2 || e.name != "sheet" {
			return nil
		}
		title := e.attr("name")
		b.titles = append(b.titles, title)
		for _, r := range relations {
			if r.id == e.attr("id") && r.kind == "worksheet" {
				b.tabs[title] = r.target
			}
		}
		return nil
	}, nil)
}

// addTab adds a worksheet at the end.
func (b *book) addTab(title, sheet string) error {
	part := b.free("xl/worksheets/thidua%d.xml")
	relation, err := b.addPart(b.main, "worksheet", part, spreadsheet+"worksheet+xml", sheet)
	if err != nil {
		return err
	}
	data, err := b.content(b.main)
	if err != nil {
		return err
	}
	last, list := 0, element{}
	err = walk(data, nil, func(e element) error {
		switch {
		case e.depth == 1 && e.name == "sheets":
			list = e
		case e.depth == 2 && e.name == "sheet":
			n, err := strconv.Atoi(e.attr("sheetId"))
			last = max(last, n)
			return err
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", b.main, err)
	}
	var change edits
	change.appendTo(list, prefixed(list.prefix, fmt.Sprintf(`<sheet xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>`, relationSpace, escape(title), last+1, relation)))
	b.put(b.main, change.apply(data))
	return nil
}
