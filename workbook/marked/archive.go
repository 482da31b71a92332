package marked

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// archive is the zip file that a workbook comes in. Members that are not
// changed are packed again as they are, byte for byte.
type archive struct {
	members []*zip.File
	byName  map[string]*zip.File // in the form of memberName
	changed map[string][]byte    // new contents, in the same form
	added   []string             // names of new members, in order
}

func openArchive(data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	a := &archive{members: z.File, byName: map[string]*zip.File{}, changed: map[string][]byte{}}
	for _, f := range z.File {
		a.byName[memberName(f.Name)] = f
	}
	return a, nil
}

// memberName is the form in which members are looked up: some programs write
// cases and slashes wrong.
func memberName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (a *archive) has(name string) bool {
	name = memberName(name)
	return a.byName[name] != nil || a.changed[name] != nil
}

// content returns a member, as it was changed last.
func (a *archive) content(name string) ([]byte, error) {
	if data := a.changed[memberName(name)]; data != nil {
		return data, nil
	}
	f := a.byName[memberName(name)]
	if f == nil {
		return nil, fmt.Errorf("there is no %s", name)
	}
	const most = 128 << 20 // bytes of one member: no workbook with more is read
	if f.UncompressedSize64 > most {
		return nil, fmt.Errorf("%s is too large", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	data, err := io.ReadAll(io.LimitReader(r, most))
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}

// put changes a member, or adds one.
func (a *archive) put(name string, data []byte) {
	if !a.has(name) {
		a.added = append(a.added, name)
	}
	a.changed[memberName(name)] = data
}

// free returns a name that no member has, with a number in the place of %d.
func (a *archive) free(pattern string) string {
	for n := 1; ; n++ {
		if name := fmt.Sprintf(pattern, n); !a.has(name) {
			return name
		}
	}
}

// pack writes the archive.
func (a *archive) pack() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range a.members {
		data, changed := a.changed[memberName(f.Name)]
		if !changed {
			if err := z.Copy(f); err != nil {
				return nil, fmt.Errorf("pack %s: %w", f.Name, err)
			}
			continue
		}
		if err := packPart(z, f.Name, data); err != nil {
			return nil, err
		}
	}
	for _, name := range a.added {
		if err := packPart(z, name, a.changed[memberName(name)]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func packPart(z *zip.Writer, name string, data []byte) error {
	w, err := z.Create(name)
	if err != nil {
		return fmt.Errorf("pack %s: %w", name, err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("pack %s: %w", name, err)
	}
	return nil
}
