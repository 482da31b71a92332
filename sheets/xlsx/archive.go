package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"thidua/sheets"
)

// An archive is the zip file that a workbook comes in. Its members are found
// whatever the case of their names and the direction of their slashes, since
// some programs write both wrong.
type archive struct {
	members map[string]*zip.File
}

// openArchive checks the table of contents against the limits; nothing is
// unpacked yet.
func openArchive(data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", sheets.ErrCorrupt, err)
	}
	if len(z.File) > maxMembers {
		return nil, tooLarge("files in the archive", maxMembers)
	}
	a := &archive{members: make(map[string]*zip.File, len(z.File))}
	total := uint64(0)
	for _, f := range z.File {
		if err := checkSize(f); err != nil {
			return nil, err
		}
		if total += f.UncompressedSize64; total > maxUnpacked {
			return nil, tooLarge("bytes once unpacked", maxUnpacked)
		}
		name := memberName(f.Name)
		if a.members[name] != nil {
			return nil, fmt.Errorf("%w: the archive holds %s twice", sheets.ErrCorrupt, name)
		}
		a.members[name] = f
	}
	return a, nil
}

func checkSize(f *zip.File) error {
	size := f.UncompressedSize64
	if size > maxMember {
		return fmt.Errorf("%s: %w", f.Name, tooLarge("bytes once unpacked", maxMember))
	}
	if size > maxRatioFrom && size/maxRatio > f.CompressedSize64 {
		return fmt.Errorf("%s: %w", f.Name, tooLarge("times its packed size once unpacked", maxRatio))
	}
	return nil
}

// memberName is the form under which members are looked up.
func memberName(name string) string {
	slashed := strings.ReplaceAll(name, `\`, "/")
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+slashed), "/"))
}

func (a *archive) has(name string) bool { return a.members[memberName(name)] != nil }

// part unpacks an XML member as UTF-8, and nothing when there is none.
// The size that the archive declares is the most that is ever unpacked.
func (a *archive) part(name string) ([]byte, error) {
	f := a.members[memberName(name)]
	if f == nil {
		return nil, nil
	}
	data, err := unpack(f)
	if err == nil {
		data, err = asUTF8(data)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", sheets.ErrCorrupt, f.Name, err)
	}
	return data, nil
}

// scan begins reading an XML member; one that is not there reads as empty.
func (a *archive) scan(name string) (*scanner, error) {
	data, err := a.part(name)
	if err != nil {
		return nil, err
	}
	return &scanner{part: name, data: data}, nil
}

func unpack(f *zip.File) (data []byte, err error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	var b bytes.Buffer
	b.Grow(int(min(f.UncompressedSize64, 1<<20)) + bytes.MinRead)
	n, err := io.Copy(&b, io.LimitReader(r, int64(f.UncompressedSize64)+1))
	if err != nil {
		return nil, err
	}
	if uint64(n) != f.UncompressedSize64 {
		return nil, errors.New("its size is not the declared one")
	}
	return b.Bytes(), nil
}

// asUTF8 follows a byte order mark and checks the encoding.
func asUTF8(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte("<")) && utf8.Valid(data) {
		return data, nil
	}
	decoded, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), data)
	if err != nil || !utf8.Valid(decoded) {
		return nil, errors.New("the XML is not UTF-8")
	}
	return decoded, nil
}
