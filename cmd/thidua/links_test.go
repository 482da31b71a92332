package main

import (
	"archive/zip"
	"encoding/xml"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryLinkLeadsToItsCell follows the links of the workbook: into a unit's
// file, to a cell there that holds something, or to another place in the
// workbook.
func TestEveryLinkLeadsToItsCell(t *testing.T) {
	dir := office(t)
	round(t, 0, dir)
	cells := map[string]map[string]string{} // by file: what stands at each place that was asked for
	files, inside := 0, 0
	for _, l := range linksOf(t, masterOf(dir)) {
		file := masterOf(dir)
		if l.target == "" {
			inside++
		} else {
			files++
			name, err := url.PathUnescape(l.target)
			do(t, err)
			file = filepath.Join(filepath.Dir(masterOf(dir)), filepath.FromSlash(name))
		}
		if l.place == "" {
			read(t, file)
			continue
		}
		if cells[file] == nil {
			cells[file] = map[string]string{}
		}
		shown, known := cells[file][l.place]
		if !known {
			shown = shownAt(t, file, l.place)
			cells[file][l.place] = shown
		}
		if shown == "" && l.tab != "Lỗi số liệu" { // a finding may be about an empty cell
			t.Errorf("%s!%s leads to %s in %s, where nothing stands", l.tab, l.cell, l.place, filepath.Base(file))
		}
	}
	if files < 300 || inside < 40 {
		t.Errorf("the workbook has %d links to files and %d inside", files, inside)
	}
}

// shownAt returns what a place such as 'Tháng 6'!E7 shows.
func shownAt(t *testing.T, file, place string) string {
	t.Helper()
	at := strings.LastIndex(place, "!")
	tab := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(place[:at], "'"), "'"), "''", "'")
	shown, err := openBook(t, file).GetCellValue(tab, place[at+1:])
	if err != nil {
		t.Fatalf("%s in %s: %v", place, file, err)
	}
	return shown
}

// placedLink is a link of one cell: to a file or page, to a place there, or both.
type placedLink struct{ tab, cell, target, place string }

// linksOf reads the links out of the parts of a workbook, all of them.
func linksOf(t *testing.T, file string) []placedLink {
	t.Helper()
	z, err := zip.OpenReader(file)
	do(t, err)
	defer z.Close()
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	parsePart(t, z, "xl/workbook.xml", &book)
	parts := targetsOf(t, z, "xl/workbook.xml")
	var links []placedLink
	for _, s := range book.Sheets {
		part := path.Join("xl", parts[s.ID])
		if strings.HasPrefix(parts[s.ID], "/") {
			part = parts[s.ID][1:]
		}
		var sheet struct {
			Links []struct {
				Ref      string `xml:"ref,attr"`
				ID       string `xml:"id,attr"`
				Location string `xml:"location,attr"`
			} `xml:"hyperlinks>hyperlink"`
		}
		parsePart(t, z, part, &sheet)
		targets := targetsOf(t, z, part)
		for _, l := range sheet.Links {
			links = append(links, placedLink{s.Name, l.Ref, targets[l.ID], l.Location})
		}
	}
	return links
}

// targetsOf reads what a part of a workbook is related to, by the relations' ids.
func targetsOf(t *testing.T, z *zip.ReadCloser, part string) map[string]string {
	t.Helper()
	folder, name := path.Split(part)
	var relations struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	parsePart(t, z, folder+"_rels/"+name+".rels", &relations)
	targets := map[string]string{}
	for _, r := range relations.All {
		targets[r.ID] = r.Target
	}
	return targets
}

func parsePart(t *testing.T, z *zip.ReadCloser, name string, v any) {
	t.Helper()
	data, err := fs.ReadFile(z, name)
	do(t, err)
	do(t, xml.Unmarshal(data, v))
}
