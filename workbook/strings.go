package workbook

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// stringTable numbers the texts of all sheets: each is written once.
type stringTable struct {
	numbers map[string]int
	texts   []string
}

func newStringTable() *stringTable { return &stringTable{numbers: map[string]int{}} }

// index returns the number of a text.
func (t *stringTable) index(text string) int {
	n, ok := t.numbers[text]
	if !ok {
		n = len(t.texts)
		t.numbers[text], t.texts = n, append(t.texts, text)
	}
	return n
}

// write writes the part that holds the texts.
func (t *stringTable) write(w *bufio.Writer) error {
	head := xml.Header + `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="` + strconv.Itoa(len(t.texts)) + `">`
	if _, err := w.WriteString(head); err != nil {
		return err
	}
	for _, text := range t.texts {
		if _, err := w.WriteString(`<si><t xml:space="preserve">` + escape(escapeCodes(text)) + `</t></si>`); err != nil {
			return err
		}
	}
	_, err := w.WriteString("</sst>")
	return err
}

// escapeCodes keeps what a person typed from being taken for a character
// written by its code, such as _x0041_ for A: the underscore before it is
// itself written by its code.
func escapeCodes(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		if isCode(text[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

func isCode(s string) bool {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

// escape makes a text fit for XML.
func escape(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a Buffer takes everything
	return b.String()
}
