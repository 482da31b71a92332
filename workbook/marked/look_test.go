package marked_test

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	do(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// colourOf is the colour behind a cell, "" for none.
func colourOf(t *testing.T, f *excelize.File, tab, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(tab, cell)
	do(t, err)
	style, err := f.GetStyle(id)
	do(t, err)
	if len(style.Fill.Color) == 0 {
		return ""
	}
	return style.Fill.Color[0]
}

// notesOf returns the notes of a tab by their cells.
func notesOf(t *testing.T, f *excelize.File, tab string) map[string]string {
	t.Helper()
	comments, err := f.GetComments(tab)
	do(t, err)
	notes := map[string]string{}
	for _, c := range comments {
		notes[c.Cell] = c.Text
		for _, run := range c.Paragraph {
			notes[c.Cell] += run.Text
		}
	}
	return notes
}

// withMember is an archive with one member more.
func withMember(t *testing.T, data []byte, name, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if data != nil {
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		do(t, err)
		for _, f := range archive.File {
			do(t, z.Copy(f))
		}
	}
	w, err := z.Create(name)
	do(t, err)
	_, err = w.Write([]byte(content))
	do(t, err, z.Close())
	return out.Bytes()
}
