package workbook

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Names of parts of an .xlsx.
const (
	partTypes   = "[Content_Types].xml"
	partStrings = "xl/sharedStrings.xml"
)

func partSheet(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }
func partLinks(i int) string { return fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", i+1) }

// pack writes the workbook: the parts of the frame, with the rows and links of
// the sheets put in as they are made. Parts stand in a fixed order and bear no
// time, so equal workbooks are equal bytes.
func (b *book) pack(out io.Writer) error {
	parts, err := frameParts(b.frame)
	b.styles.done = true
	if err != nil {
		return err
	}
	if parts[partTypes], err = sortTypes(parts[partTypes]); err != nil {
		return err
	}
	a := newArchive(out)
	a.add(partTypes, literal(parts[partTypes]))
	strings := newStringTable()
	for i, s := range b.tabs {
		skeleton := parts[partSheet(i)]
		a.add(partSheet(i), func(w *bufio.Writer) error { return s.write(w, skeleton, strings, b.limit.links) })
		delete(parts, partSheet(i))
		if len(s.links) > 0 {
			a.add(partLinks(i), s.writeRelations)
		}
	}
	a.add(partStrings, strings.write)
	delete(parts, partTypes)
	delete(parts, partStrings)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		a.add(name, literal(parts[name]))
	}
	return a.close()
}

// archive is a zip file in the making; after a failure it does nothing more.
type archive struct {
	zip *zip.Writer
	err error
}

func newArchive(out io.Writer) *archive {
	z := zip.NewWriter(out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestSpeed)
	})
	return &archive{zip: z}
}

func (a *archive) add(name string, content func(*bufio.Writer) error) {
	if a.err != nil {
		return
	}
	part, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		a.err = fmt.Errorf("part %s: %w", name, err)
		return
	}
	w := bufio.NewWriterSize(part, 64<<10)
	if err := errors.Join(content(w), w.Flush()); err != nil {
		a.err = fmt.Errorf("part %s: %w", name, err)
	}
}

func (a *archive) close() error {
	if a.err != nil {
		return a.err
	}
	return a.zip.Close()
}

func literal(data []byte) func(*bufio.Writer) error {
	return func(w *bufio.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// frameParts returns the parts that excelize makes, by name.
func frameParts(f *excelize.File) (map[string][]byte, error) {
	kept := collector{}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return kept })
	if _, err := f.WriteToBuffer(); err != nil {
		return nil, err
	}
	parts := map[string][]byte{}
	for name, content := range kept {
		parts[name] = content.Bytes()
	}
	return parts, nil
}

// collector keeps parts instead of zipping them.
type collector map[string]*bytes.Buffer

// Create begins a part.
func (c collector) Create(name string) (io.Writer, error) {
	c[name] = new(bytes.Buffer)
	return c[name], nil
}

// AddFS is not used by excelize.
func (c collector) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close ends the last part.
func (c collector) Close() error { return nil }

// contentTypes is the part that names the type of every other.
type contentTypes struct {
	XMLName   xml.Name      `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
	Defaults  []contentType `xml:"Default"`
	Overrides []contentType `xml:"Override"`
}

type contentType struct {
	Extension string `xml:",attr,omitempty"`
	PartName  string `xml:",attr,omitempty"`
	Type      string `xml:"ContentType,attr"`
}

// sortTypes puts the content types in order: excelize writes some in the
// order of a map.
func sortTypes(part []byte) ([]byte, error) {
	var types contentTypes
	if err := xml.Unmarshal(part, &types); err != nil {
		return nil, fmt.Errorf("part %s: %w", partTypes, err)
	}
	order := func(a, b contentType) int {
		return cmp.Or(cmp.Compare(a.Extension, b.Extension), cmp.Compare(a.PartName, b.PartName))
	}
	slices.SortFunc(types.Defaults, order)
	slices.SortFunc(types.Overrides, order)
	data, err := xml.Marshal(types)
	return append([]byte(xml.Header), data...), err
}
