package book

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua/sheets"
)

// workbookFile is a workbook as excelize reads it, which may panic on what
// others write.
type workbookFile struct{ file *excelize.File }

func openFile(data []byte) (f *workbookFile, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("open a workbook: %v", p)
		}
	}()
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("open a workbook: %w", err)
	}
	return &workbookFile{file}, nil
}

func (f *workbookFile) close() { f.file.Close() }

// formula returns the formula of a cell without its "=", "" when excelize
// cannot tell. Functions that are newer than the file format lose the prefix
// that they have in files.
func (f *workbookFile) formula(sheet, cell string) (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	text, err := f.file.GetCellFormula(sheet, cell)
	if err != nil {
		return ""
	}
	return strings.NewReplacer("_xlfn.", "", "_xlws.", "").Replace(text)
}

// pixels returns the width of a column, 0 when it has none of its own.
func (f *workbookFile) pixels(sheet, col string) (pixels int) {
	defer func() {
		if recover() != nil {
			pixels = 0
		}
	}()
	const usual = 9.140625 // what excelize says of columns without a width
	width, err := f.file.GetColWidth(sheet, col)
	if err != nil || width == usual {
		return 0
	}
	return pixelsOf(width)
}

// merges returns the merged ranges of a sheet.
func (f *workbookFile) merges(sheet string) (merges []sheets.Range) {
	defer func() {
		if recover() != nil {
			merges = nil
		}
	}()
	cells, err := f.file.GetMergeCells(sheet, true)
	if err != nil {
		return nil
	}
	for _, c := range cells {
		if r, err := sheets.ParseRange(c[0]); err == nil {
			merges = append(merges, r)
		}
	}
	return merges
}

// definedNames returns the names of ranges of the whole workbook.
func (f *workbookFile) definedNames() (names []excelize.DefinedName) {
	defer func() {
		if recover() != nil {
			names = nil
		}
	}()
	return slices.DeleteFunc(f.file.GetDefinedName(), func(n excelize.DefinedName) bool {
		return n.Scope != "Workbook" || strings.HasPrefix(n.Name, "_")
	})
}
