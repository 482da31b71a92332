package workbook

import (
	"bufio"
	"bytes"
	"errors"
	"strconv"
)

// errFrame tells that excelize writes its sheets in another way than known here.
var errFrame = errors.New("frame of the sheet is not as expected")

// write writes the part of a sheet: the frame that excelize made of it, with
// rows, merges and at most mostLinks links put in their places.
func (s *sheet) write(w *bufio.Writer, frame []byte, table *stringTable, mostLinks int) error {
	head, tail, ok := bytes.Cut(frame, []byte("<sheetData></sheetData>"))
	beforeLinks := bytes.Index(tail, []byte("<printOptions"))
	if !ok || beforeLinks < 0 {
		return errFrame
	}
	beforeMerges := 0
	if filter := []byte("</autoFilter>"); bytes.Contains(tail, filter) {
		beforeMerges = bytes.Index(tail, filter) + len(filter)
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	merges, err := s.writeRows(w, table, mostLinks)
	if err != nil {
		return err
	}
	rest := append([]byte(nil), tail[:beforeMerges]...)
	rest = appendMerges(rest, merges)
	rest = append(rest, tail[beforeMerges:beforeLinks]...)
	rest = s.appendLinks(rest)
	rest = append(rest, tail[beforeLinks:]...)
	_, err = w.Write(rest)
	return err
}

// writeRows writes the cells, gathers the links and returns the merged ranges.
func (s *sheet) writeRows(w *bufio.Writer, table *stringTable, mostLinks int) (merges []area, err error) {
	var columns []string
	for i := range s.widths {
		columns = append(columns, letters(i))
	}
	line, n := []byte("<sheetData>"), 0
	for r := range s.rows() {
		n++
		line = appendRowStart(line, n, r.height)
		for col, c := range r.cells {
			at := place{col, n}
			if c.span > 0 {
				merges = append(merges, area{at, place{col + c.span, n}})
			}
			if c.link != (link{}) && len(s.links) < mostLinks {
				s.links = append(s.links, placedLink{at, c.link})
			}
			line = c.append(line, columns[col], n, table)
		}
		line = append(line, "</row>"...)
		if _, err := w.Write(line); err != nil {
			return nil, err
		}
		line = line[:0]
	}
	_, err = w.Write(append(line, "</sheetData>"...))
	return merges, err
}

func appendRowStart(to []byte, n int, height float64) []byte {
	to = append(to, `<row r="`...)
	to = strconv.AppendInt(to, int64(n), 10)
	if height > 0 {
		to = append(to, `" ht="`...)
		to = strconv.AppendFloat(to, height, 'f', -1, 64)
		to = append(to, `" customHeight="1`...)
	}
	return append(to, `">`...)
}

func (c cell) append(to []byte, column string, row int, table *stringTable) []byte {
	if c.text == "" && c.style == 0 {
		return to
	}
	to = append(append(to, `<c r="`...), column...)
	to = strconv.AppendInt(to, int64(row), 10)
	to = strconv.AppendInt(append(to, `" s="`...), int64(c.style), 10)
	switch {
	case c.text == "":
		return append(to, `"/>`...)
	case c.figure:
		to = append(append(to, `"><v>`...), c.text...)
	default:
		to = append(to, `" t="s"><v>`...)
		to = strconv.AppendInt(to, int64(table.index(c.text)), 10)
	}
	return append(to, "</v></c>"...)
}

func appendMerges(to []byte, merges []area) []byte {
	if len(merges) == 0 {
		return to
	}
	to = append(to, "<mergeCells>"...)
	for _, m := range merges {
		to = append(to, `<mergeCell ref="`+m.a1()+`"/>`...)
	}
	return append(to, "</mergeCells>"...)
}
