package workbook

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"net/url"
	"strconv"
	"strings"

	"thidua/plan"
)

// link is where a cell leads: to a place in this workbook, or to a file or
// page, and there to a place. The zero link leads nowhere.
type link struct {
	target string // URI of a page or file, "" for this workbook
	tab    string // of the workbook that it leads to, "" for the beginning
	cell   string
}

// place is where the link leads in its workbook: 'Tab'!A1.
func (l link) place() string {
	if l.tab == "" {
		return ""
	}
	return quoteSheet(l.tab) + "!" + l.cell
}

// inside returns the link to a cell of this workbook.
func inside(sheet, cell string) link { return link{tab: sheet, cell: cell} }

// maxTarget is the longest target that Excel opens.
const maxTarget = 2_000

// origin returns the link to the cell that a figure or finding rests on. Only
// web pages and files by a relative path are linked to: whatever else the
// address of a source may be, a click must not start it.
func (b *book) origin(o plan.Origin) link {
	if b.in.Link == nil {
		return link{}
	}
	address := b.in.Link(o)
	switch {
	case address == "" || len(address) > maxTarget:
		return link{}
	case isWebPage(address):
		return link{target: address}
	case !isRelativePath(address):
		return link{}
	}
	path := url.URL{Path: address}
	l := link{target: path.EscapedPath()}
	if o.Tab != "" {
		l.tab, l.cell = o.Tab, cmp.Or(o.Cell, "A1")
	}
	return l
}

func isWebPage(address string) bool {
	if !strings.HasPrefix(address, "http") { // as most are: files
		return false
	}
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

func isRelativePath(address string) bool {
	return cellText(address) == address && !strings.ContainsAny(address, ":\\") && !strings.HasPrefix(address, "/")
}

// appendLinks writes the links of the sheet; what they lead to outside of this
// workbook is in the part that writeRelations writes. excelize would look each
// link up among all earlier ones.
func (s *sheet) appendLinks(to []byte) []byte {
	if len(s.links) == 0 {
		return to
	}
	targets := s.targets()
	to = append(to, "<hyperlinks>"...)
	for _, l := range s.links {
		to = append(to, `<hyperlink ref="`+l.cell.a1()...)
		if l.link.target != "" {
			to = append(to, `" r:id="rId`+strconv.Itoa(targets[l.link.target])...)
		}
		if place := l.link.place(); place != "" {
			to = append(to, `" location="`+escape(place)...)
		}
		to = append(to, `"/>`...)
	}
	return append(to, "</hyperlinks>"...)
}

// targets numbers the pages and files that the sheet leads to, from 1.
func (s *sheet) targets() map[string]int {
	numbers := map[string]int{}
	for _, l := range s.links {
		if t := l.link.target; t != "" && numbers[t] == 0 {
			numbers[t] = len(numbers) + 1
		}
	}
	return numbers
}

// writeRelations writes the part that names the targets by their numbers.
func (s *sheet) writeRelations(w *bufio.Writer) error {
	const namespace = "http://schemas.openxmlformats.org/"
	targets := s.targets()
	ordered := make([]string, len(targets))
	for target, n := range targets {
		ordered[n-1] = target
	}
	if _, err := w.WriteString(xml.Header + `<Relationships xmlns="` + namespace + `package/2006/relationships">`); err != nil {
		return err
	}
	for i, target := range ordered {
		_, err := w.WriteString(`<Relationship Id="rId` + strconv.Itoa(i+1) + `" Type="` + namespace +
			`officeDocument/2006/relationships/hyperlink" TargetMode="External" Target="` + escape(target) + `"/>`)
		if err != nil {
			return err
		}
	}
	_, err := w.WriteString("</Relationships>")
	return err
}
