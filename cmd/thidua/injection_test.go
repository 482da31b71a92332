package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
)

// typed is what must come out as it was typed, and as nothing else.
func typed() []string {
	return []string{
		`=HYPERLINK("http://evil.example","x")`,
		`=WEBSERVICE("http://evil.example")`,
		`+cmd|' /C calc'!A0`,
		`@SUM(1)`,
		`-2+3`,
		`<script>alert(1)</script>`,
		`"><img src=x onerror=alert(1)>`,
		"một\r\nBcc: all@evil.example\r\n\r\nhai",
		`{{.Secret}} ${HOME} %s`,
	}
}

// evilOffice is the example with such texts in the plan's names and in the
// cells and the tab's name of one unit.
func evilOffice(t *testing.T) string {
	t.Helper()
	dir := office(t)
	plan := dir + "/plan.yaml"
	replaceInFile(t, plan, "    name: Chi cục Trồng trọt và Bảo vệ thực vật\n",
		`    name: "=HYPERLINK(\"http://evil.example\") <script>alert(1)</script> \"Chi cục\", Bcc: all@evil.example"`+"\n")
	replaceInFile(t, plan, "    name: Phòng Kế hoạch - Tài chính\n", `    name: "@SUM(1)<b>đậm</b>"`+"\n")
	edit(t, unitFile(dir, "tt-bvtv"), func(book *excelize.File) error {
		tab := book.GetSheetName(0)
		rows, err := book.GetRows(tab)
		if err != nil {
			return err
		}
		var errs []error
		for i, text := range typed() {
			for _, cell := range []string{
				cellName(8, 8+i%6),                                     // among the figures of April
				cellName(2, len(rows)+1+i), cellName(5, len(rows)+1+i), // a row that the plan does not know
				cellName(17, 8+i%6), // a note
			} {
				errs = append(errs, book.SetCellStr(tab, cell, text))
			}
		}
		errs = append(errs, book.SetSheetName(tab, `=cmd|'C calc'!A0<b>&"`))
		return errors.Join(errs...)
	})
	return dir
}

func cellName(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(col, row) // fails below 1 only
	return name
}

// TestNothingTypedIsAFormula: no cell of the workbook computes, and no link
// leads to a page or a file that is not a source.
func TestNothingTypedIsAFormula(t *testing.T) {
	dir := evilOffice(t)
	round(t, 0, dir)
	z, err := zip.OpenReader(masterOf(dir))
	do(t, err)
	defer z.Close()
	for _, f := range z.File {
		part, err := fs.ReadFile(z, f.Name)
		do(t, err)
		if formula := regexp.MustCompile(`<f[ >/].{0,80}`).Find(part); strings.HasPrefix(f.Name, "xl/worksheets/") && formula != nil {
			t.Errorf("%s has a formula: %s", f.Name, formula)
		}
		if bytes.Contains(part, []byte("<script")) || bytes.Contains(part, []byte("<ddeLink")) || strings.Contains(f.Name, "externalLink") {
			t.Errorf("%s has something of its own", f.Name)
		}
	}
	sources := regexp.MustCompile(`^\.\./units/[a-z-]+\.xlsx$`)
	for _, l := range linksOf(t, masterOf(dir)) {
		if l.target == "" || sources.MatchString(l.target) {
			continue
		}
		if u, err := url.Parse(l.target); err != nil || u.Scheme != "https" || u.Host != "docs.google.com" {
			t.Errorf("%s!%s leads to %s", l.tab, l.cell, l.target)
		}
	}
	shown := allText(t, masterOf(dir))
	for _, want := range []string{`=HYPERLINK("http://evil.example") <script>alert(1)</script>`, `@SUM(1)<b>đậm</b>`, `<script>alert(1)</script>`} {
		if !strings.Contains(shown, want) {
			t.Errorf("the workbook does not show %q", want)
		}
	}
}

// allText is what all cells of a workbook show.
func allText(t *testing.T, path string) string {
	t.Helper()
	book := openBook(t, path)
	var b strings.Builder
	for _, tab := range book.GetSheetList() {
		for _, row := range rowsOf(t, book, tab) {
			b.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return b.String()
}

// TestNothingTypedIsPartOfAMail: headers are ours alone and once each, and a
// page has no element, link or attribute that a unit typed.
func TestNothingTypedIsPartOfAMail(t *testing.T) {
	dir := evilOffice(t)
	round(t, 0, dir)
	mine := []string{"Auto-Submitted", "Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Reply-To", "Subject", "To", "User-Agent", "X-Mailer"}
	shown := ""
	for _, preview := range previews(t, dir) {
		m, err := netmail.ReadMessage(bytes.NewReader(preview.data))
		do(t, err)
		for name, values := range m.Header {
			if !slices.Contains(mine, name) || len(values) != 1 {
				t.Errorf("the header %s: %q", name, values)
			}
		}
		if to, err := m.Header.AddressList("To"); err != nil || len(to) != 1 || !strings.HasSuffix(to[0].Address, "@langson.example") {
			t.Errorf("a message to %v (%v)", to, err)
		}
		page := bodies(t, m.Header.Get("Content-Type"), m.Body)["text/html"]
		if page == "" {
			t.Error("a message without a page")
		}
		shown += checkPage(t, page)
	}
	for _, want := range []string{`<script>alert(1)</script>`, `@SUM(1)<b>đậm</b>`} {
		if !strings.Contains(shown, want) {
			t.Errorf("no mail shows %q", want)
		}
	}
}

// checkPage looks for elements and links that are not ours, and returns what
// the page shows.
func checkPage(t *testing.T, page string) string {
	t.Helper()
	ours := strings.Fields("html head meta body table tr td th strong br p h2 a span")
	var shown strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		if token.Type == html.TextToken {
			shown.WriteString(token.Data)
		}
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		if !slices.Contains(ours, token.Data) {
			t.Errorf("a page with the element %s", token)
		}
		for _, a := range token.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "https://docs.google.com/") {
				t.Errorf("a page with the attribute %s=%q", a.Key, a.Val)
			}
		}
	}
	return shown.String()
}

// bodies returns the texts of a message by their media types.
func bodies(t *testing.T, contentType string, r io.Reader) map[string]string {
	t.Helper()
	media, params, err := mime.ParseMediaType(contentType)
	do(t, err)
	out := map[string]string{}
	if !strings.HasPrefix(media, "multipart/") {
		data, err := io.ReadAll(quotedprintable.NewReader(r))
		do(t, err)
		out[media] = string(data)
		return out
	}
	parts := multipart.NewReader(r, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return out
		}
		do(t, err)
		if part.FileName() != "" {
			continue // an attachment
		}
		for media, body := range bodies(t, part.Header.Get("Content-Type"), part) {
			out[media] = body
		}
	}
}

// TestNothingTypedSteersTheTerminal: what commands print has no control
// characters but the ends of lines.
func TestNothingTypedSteersTheTerminal(t *testing.T) {
	dir := evilOffice(t)
	edit(t, unitFile(dir, "thuy-loi"), func(book *excelize.File) error {
		for _, tab := range book.GetSheetList() {
			for row := 7; row < 20; row++ {
				for col := 1; col < 8; col++ {
					text, err := book.GetCellValue(tab, cellName(col, row))
					if err == nil && strings.HasPrefix(text, "Kế hoạch số") {
						err = book.SetCellStr(tab, cellName(col, row), "Kế hoạch số 07/KH\r\n\u009b31m ngày 27/02/2024\u202e")
					}
					if err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	for _, args := range [][]string{
		{"read", unitFile(dir, "tt-bvtv"), "--unit", "tt-bvtv"},
		{"read", unitFile(dir, "thuy-loi"), "--unit", "thuy-loi"},
		{"check"},
		{"sync"},
		{"status", "--units"},
		{"plan", "show"},
	} {
		printed := thidua(t, 0, append(args, "-c", configOf(dir), "--now", asOf)...)
		if i := bytes.IndexFunc(printed, steers); i >= 0 {
			t.Errorf("thidua %s prints %q", args[0], printed[max(0, i-60):min(len(printed), i+20)])
		}
	}
}

// steers reports whether a terminal does not just show a character.
func steers(c rune) bool {
	return c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069
}
