package file

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"thidua/sheets"
)

// What one .csv file may hold.
const (
	maxRows  = 50_000
	maxCells = 1_000_000
)

// decodeCSV reads a .csv file as one tab, titled as the file. Every cell that
// is not empty is Text: what number it stands for is not the file's to say.
func decodeCSV(ctx context.Context, source string, data []byte) (*sheets.Grid, error) {
	if len(data) == 0 {
		return nil, fmt.Errorf("%w: the file is empty", sheets.ErrCorrupt)
	}
	content, err := asUTF8(data)
	if err != nil {
		return nil, err
	}
	rows, err := readCSV(ctx, content)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	name := filepath.Base(filepath.FromSlash(source))
	return &sheets.Grid{
		Revision: hex.EncodeToString(sum[:]),
		TextOnly: true,
		Tabs:     []sheets.Tab{{Title: strings.TrimSuffix(name, filepath.Ext(name)), Cells: rows}},
	}, nil
}

// asUTF8 follows a byte order mark and takes everything else for UTF-8.
// No older Vietnamese encoding is guessed: a wrong guess is a wrong name.
func asUTF8(data []byte) ([]byte, error) {
	decoded, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), data)
	if err != nil || !utf8.Valid(decoded) || bytes.IndexByte(decoded, 0) >= 0 || isUTF16(data) && bytes.ContainsRune(decoded, utf8.RuneError) {
		return nil, fmt.Errorf("%w: the text is not in UTF-8", sheets.ErrCorrupt)
	}
	return decoded, nil
}

// isUTF16 knows the marks of both byte orders. What is broken in such a text
// comes out of its decoding as replacement characters.
func isUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}

// readCSV keeps every row in its place: csv.Reader passes over empty lines,
// which are rows to the person who made the file.
func readCSV(ctx context.Context, content []byte) ([][]sheets.Cell, error) {
	r := csv.NewReader(bytes.NewReader(content))
	r.Comma = delimiter(content)
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	var rows [][]sheets.Cell
	cells, line := 0, 1 // line is where the next record begins, but for empty lines
	for {
		start := r.InputOffset()
		record, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return rows, nil
		case err != nil:
			return nil, fmt.Errorf("%w: %w", sheets.ErrCorrupt, err)
		case ctx.Err() != nil:
			return nil, ctx.Err()
		}
		begins, _ := r.FieldPos(0)
		rows = append(rows, make([][]sheets.Cell, begins-line)...)
		rows = append(rows, textCells(record))
		line += bytes.Count(content[start:r.InputOffset()], []byte("\n"))
		if cells += len(record); cells > maxCells {
			return nil, fmt.Errorf("%w: more than %d cells", sheets.ErrTooLarge, maxCells)
		}
		if len(rows) > maxRows {
			return nil, fmt.Errorf("%w: more than %d rows", sheets.ErrTooLarge, maxRows)
		}
	}
}

func textCells(record []string) []sheets.Cell {
	cells := make([]sheets.Cell, len(record))
	for i, s := range record {
		if s != "" {
			cells[i] = sheets.Cell{Kind: sheets.Text, Text: s, Seen: s}
		}
	}
	return cells
}

// delimiter returns the mark that stands, outside quotes, on most lines. Where
// two draw level the comma loses: it is then the decimal mark.
func delimiter(content []byte) rune {
	marks := []byte("\t;,")
	lines := make([]int, len(marks))
	for line := range bytes.Lines(content) {
		plain := unquoted(line)
		for i, mark := range marks {
			if bytes.IndexByte(plain, mark) >= 0 {
				lines[i]++
			}
		}
	}
	best := len(marks) - 1
	for i := best - 1; i >= 0; i-- {
		if lines[i] > 0 && lines[i] >= lines[best] {
			best = i
		}
	}
	return rune(marks[best])
}

// unquoted leaves out what stands between quotes on a line.
func unquoted(line []byte) []byte {
	var plain []byte
	for i, part := range bytes.Split(line, []byte{'"'}) {
		if i%2 == 0 {
			plain = append(plain, part...)
		}
	}
	return plain
}
