package marked

import (
	"fmt"
	"strconv"
)

// property is the custom document property by which a workbook made here is
// known. Its value is the source.
const property = "thidua"

const (
	customSpace = `xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"`
	customSet   = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" // of the properties that a user names
)

// sign marks a workbook as made here.
func (a *archive) sign(source string) error {
	relations, err := a.relations("")
	if err != nil {
		return err
	}
	part := related(relations, "custom-properties")
	if part == "" {
		_, err := a.addPart("", "custom-properties", a.free("docProps/thidua%d.xml"), "application/vnd.openxmlformats-officedocument.custom-properties+xml",
			`<Properties `+customSpace+`>`+signature(2, source)+`</Properties>`)
		return err
	}
	data, err := a.content(part)
	if err != nil {
		return err
	}
	root, last, signed := element{}, 1, false
	err = walk(data, nil, func(e element) error {
		if n, err := strconv.Atoi(e.attr("pid")); err == nil {
			last = max(last, n)
		}
		signed = signed || e.name == "property" && e.attr("name") == property
		root = e
		return nil
	})
	if err != nil || signed {
		return err
	}
	var change edits
	change.appendTo(root, signature(last+1, source))
	a.put(part, change.apply(data))
	return nil
}

// signature writes the property, with a number that no other has. It names its
// namespaces, whatever is around it.
func signature(pid int, source string) string {
	return fmt.Sprintf(`<property %s fmtid="%s" pid="%d" name="%s"><vt:lpwstr>%s</vt:lpwstr></property>`, customSpace, customSet, pid, property, escape(source))
}

// IsOurs reports whether a file is a workbook that was made here and may be
// replaced.
func IsOurs(data []byte) bool {
	a, err := openArchive(data)
	if err != nil {
		return false
	}
	relations, err := a.relations("")
	if err != nil {
		return false
	}
	part, err := a.content(related(relations, "custom-properties"))
	if err != nil {
		return false
	}
	ours := false
	err = walk(part, func(e element) error {
		ours = ours || e.name == "property" && e.attr("name") == property
		return nil
	}, nil)
	return err == nil && ours
}
