package book

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Namespaces and types of an Office Open XML package.
const (
	sheetNamespace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	linkNamespace = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	linkType      = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	contentType   = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
)

// XLSX returns the spreadsheet as Drive exports it: values, formulas with their
// results, number formats, notes, merges, widths and what is hidden. An export
// knows no ids of tabs and no text that is shown. Equal books give equal bytes.
//
// It is written part by part: excelize writes no errors and no formulas that
// have results.
func (b *Book) XLSX() ([]byte, error) {
	b.settle()
	e := &exporter{book: b, parts: map[string]string{}}
	for i, t := range b.tabs {
		e.addTab(i, t)
	}
	e.addWorkbook()
	return zipped(e.parts)
}

// exporter collects the parts of a workbook.
type exporter struct {
	book     *Book
	parts    map[string]string // by name
	patterns []string          // of number formats, in the order of the cell styles from the second on
	kinds    strings.Builder   // the elements of [Content_Types].xml
}

// addPart adds a part of one of the kinds of SpreadsheetML.
func (e *exporter) addPart(name, kind, content string) {
	e.parts[name] = xml.Header + content
	fmt.Fprintf(&e.kinds, `<Override PartName="/%s" ContentType="%s%s+xml"/>`, name, contentType, kind)
}

func (e *exporter) addWorkbook() {
	var tabs, links strings.Builder
	for i, t := range e.book.tabs {
		state := ""
		if t.hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&tabs, `<sheet name="%s" sheetId="%d" r:id="tab%[2]d"%s/>`, escape(t.title), i+1, state)
		fmt.Fprintf(&links, `<Relationship Id="tab%d" Type="%sworksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, linkType)
	}
	fmt.Fprintf(&links, `<Relationship Id="styles" Type="%sstyles" Target="styles.xml"/>`, linkType)
	e.addPart("xl/workbook.xml", "sheet.main", `<workbook `+sheetNamespace+`><sheets>`+tabs.String()+`</sheets>`+e.definedNames()+`</workbook>`)
	e.addPart("xl/styles.xml", "styles", e.styles())
	e.parts["xl/_rels/workbook.xml.rels"] = relationships(links.String())
	e.parts["_rels/.rels"] = relationships(`<Relationship Id="book" Type="` + linkType + `officeDocument" Target="xl/workbook.xml"/>`)
	e.parts["[Content_Types].xml"] = xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>` +
		e.kinds.String() + `</Types>`
}

func relationships(list string) string {
	return xml.Header + `<Relationships ` + linkNamespace + `>` + list + `</Relationships>`
}

// definedNames are the named ranges.
func (e *exporter) definedNames() string {
	var names strings.Builder
	for _, m := range e.book.names {
		if t, a, ok := e.book.named(m.text("name")); ok {
			if a, err := t.within(a); err == nil {
				fmt.Fprintf(&names, `<definedName name="%s">%s</definedName>`, escape(m.text("name")), escape(t.fixed(a)))
			}
		}
	}
	if names.Len() == 0 {
		return ""
	}
	return `<definedNames>` + names.String() + `</definedNames>`
}

// fixed names an area with its tab and signs that keep it in place, as in
// 'Biểu 1'!$A$1:$B$2.
func (t *tab) fixed(a area) string {
	corners := strings.Split(a.a1(), ":")
	for i, corner := range corners {
		digits := strings.TrimLeft(corner, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		corners[i] = "$" + strings.TrimSuffix(corner, digits) + "$" + digits
	}
	return quoteTitle(t.title) + "!" + strings.Join(corners, ":")
}

// styles numbers the number formats: cell style 0 has none, style i+1 the i-th
// of the patterns.
func (e *exporter) styles() string {
	var formats, cells strings.Builder
	for i, pattern := range e.patterns {
		const custom = 164 // the first id that is not built in
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, custom+i, escape(pattern))
		fmt.Fprintf(&cells, `<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`, custom+i)
	}
	list := ""
	if formats.Len() > 0 {
		list = `<numFmts>` + formats.String() + `</numFmts>`
	}
	return `<styleSheet ` + sheetNamespace + `>` + list +
		`<fonts><font><sz val="10"/><name val="Arial"/></font></fonts>` +
		`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` + cells.String() + `</cellXfs></styleSheet>`
}

// styleOf returns the cell style of a number format.
func (e *exporter) styleOf(pattern string) int {
	if pattern == "" {
		return 0
	}
	i := slices.Index(e.patterns, pattern)
	if i < 0 {
		i = len(e.patterns)
		e.patterns = append(e.patterns, pattern)
	}
	return i + 1
}

// escape writes a text as the content of an element or attribute.
func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer takes everything
	return b.String()
}

// unspeakable are the characters that XML cannot hold, and what looks like the
// form in which workbooks write them.
var unspeakable = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b\x0c\x0e-\x1f]`)

// escapeText is escape for the text of a cell or a note.
func escapeText(s string) string {
	return escape(unspeakable.ReplaceAllStringFunc(s, func(found string) string {
		if len(found) > 1 {
			return "_x005F" + found
		}
		return fmt.Sprintf("_x%04X_", found[0])
	}))
}

// zipped packs parts in the order of their names; the first must be the one
// that names the types of the others, which "[" sees to.
func zipped(parts map[string]string) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", name, err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			return nil, fmt.Errorf("part %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack a workbook: %w", err)
	}
	return b.Bytes(), nil
}
