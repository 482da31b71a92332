package sheets

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// ContentHash returns the SHA-256, in hex, of what the grid holds, the same
// whichever way it was read. It covers the tabs in their order with title,
// merges and what is hidden, and every cell's kind, value and note.
//
// It leaves out what is not content or what some ways of reading do not tell:
// ids, the file's name, the language, what is seen, whether a formula computed
// the value, and how a number format is spelled. Of a format it covers whether
// it shows a percentage, which makes another figure of the same number.
func (g *Grid) ContentHash() string {
	hash := sha256.New()
	var line []byte
	for i := range g.Tabs {
		tab := &g.Tabs[i]
		line = append(line[:0], "tab "...)
		line = strconv.AppendQuote(line, tab.Title)
		line = strconv.AppendBool(append(line, ' '), tab.Hidden)
		for _, merge := range sortedA1(tab.Merges) {
			line = append(append(line, ' '), merge...)
		}
		hash.Write(append(line, '\n'))
		for row, cells := range tab.Cells {
			for col, cell := range cells {
				if cell.Kind == Empty && cell.Note == "" {
					continue
				}
				line = append(line[:0], Ref{row, col}.A1()...)
				if cell.Kind != Empty && (tab.HiddenRows[row] || tab.HiddenCols[col]) {
					line = append(line, " hidden"...)
				}
				hash.Write(append(cell.appendContent(line), '\n'))
			}
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// appendContent writes what a cell holds in a form in which equal cells are
// equal. The Text of a Date follows from its number.
func (c Cell) appendContent(line []byte) []byte {
	line = strconv.AppendInt(append(line, ' '), int64(c.Kind), 10)
	line = append(line, ' ')
	switch c.Kind {
	case Number, Date:
		line = strconv.AppendFloat(line, c.Number, 'g', -1, 64)
		if showsPercent(c.Format) {
			line = append(line, '%')
		}
	case Text, Error:
		line = strconv.AppendQuote(line, c.Text)
	case Bool:
		line = strconv.AppendBool(line, c.Bool)
	case Empty:
	}
	if c.Note != "" {
		line = strconv.AppendQuote(append(line, " note "...), c.Note)
	}
	return line
}

// showsPercent reports whether a number format multiplies by a hundred: it has
// a percent sign outside quotes and escapes.
func showsPercent(format string) bool {
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case '%':
			return true
		case '\\', '_', '*':
			i++
		case '"':
			end := strings.IndexByte(format[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		}
	}
	return false
}

func sortedA1(ranges []Range) []string {
	var sorted []string
	for _, r := range ranges {
		sorted = append(sorted, r.A1())
	}
	slices.Sort(sorted)
	return sorted
}
