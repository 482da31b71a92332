package marked

import (
	"fmt"
	"path"
	"strings"
)

// The types of relations and of parts begin with these.
const (
	relationType   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relationSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	spreadsheet    = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	relationsSpace = "http://schemas.openxmlformats.org/package/2006/relationships"
	declaration    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// relation leads from one part to another.
type relation struct {
	id     string
	kind   string // the end of its type: "worksheet", "comments"
	target string // name of the part
}

// relationsPart is where the relations of a part are kept; those of the whole
// package are those of "".
func relationsPart(part string) string {
	folder, file := path.Split(part)
	return folder + "_rels/" + file + ".rels"
}

// relations returns the relations of a part that lead to other parts.
func (a *archive) relations(part string) ([]relation, error) {
	name := relationsPart(part)
	if !a.has(name) {
		return nil, nil
	}
	data, err := a.content(name)
	if err != nil {
		return nil, err
	}
	var found []relation
	err = walk(data, func(e element) error {
		if e.name == "Relationship" && !strings.EqualFold(e.attr("TargetMode"), "External") {
			found = append(found, relation{e.attr("Id"), path.Base(e.attr("Type")), resolve(part, e.attr("Target"))})
		}
		return nil
	}, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return found, nil
}

// resolve returns the part that a target stands for, seen from another part.
func resolve(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(from), target)
}

// related returns the part to which a relation of a kind leads, "" when there
// is none.
func related(relations []relation, kind string) string {
	for _, r := range relations {
		if r.kind == kind {
			return r.target
		}
	}
	return ""
}

// relate leads from a part to another and returns the relation's id.
func (a *archive) relate(from, kind, to string) (id string, err error) {
	name := relationsPart(from)
	data := []byte(declaration + `<Relationships xmlns="` + relationsSpace + `"/>`)
	if a.has(name) {
		if data, err = a.content(name); err != nil {
			return "", err
		}
	}
	taken, root := map[string]bool{}, element{}
	err = walk(data, nil, func(e element) error {
		taken[e.attr("Id")], root = true, e // the root is left last
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	for n := 1; id == "" || taken[id]; n++ {
		id = fmt.Sprintf("rIdThidua%d", n)
	}
	var change edits
	change.appendTo(root, prefixed(root.prefix, fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="/%s"/>`, id, relationType, kind, escape(to))))
	a.put(name, change.apply(data))
	return id, nil
}

// typesPart lists the types of the parts.
const typesPart = "[Content_Types].xml"

// declare gives a part its type, or parts of an extension where name has no
// folder.
func (a *archive) declare(entry string) error {
	data, err := a.content(typesPart)
	if err != nil {
		return err
	}
	root := element{}
	if err := walk(data, nil, func(e element) error { root = e; return nil }); err != nil {
		return fmt.Errorf("%s: %w", typesPart, err)
	}
	var change edits
	change.appendTo(root, prefixed(root.prefix, entry))
	a.put(typesPart, change.apply(data))
	return nil
}

// addPart adds a part of a type, and the relation that leads to it.
func (a *archive) addPart(from, kind, name, contentType string, data string) (id string, err error) {
	a.put(name, []byte(declaration+data))
	if err := a.declare(fmt.Sprintf(`<Override PartName="/%s" ContentType="%s"/>`, escape(name), contentType)); err != nil {
		return "", err
	}
	return a.relate(from, kind, name)
}

// declareExtension gives all parts of an extension their type, unless they
// have one.
func (a *archive) declareExtension(extension, contentType string) error {
	data, err := a.content(typesPart)
	if err != nil {
		return err
	}
	known := false
	err = walk(data, func(e element) error {
		known = known || e.name == "Default" && strings.EqualFold(e.attr("Extension"), extension)
		return nil
	}, nil)
	if err != nil || known {
		return err
	}
	return a.declare(fmt.Sprintf(`<Default Extension="%s" ContentType="%s"/>`, extension, contentType))
}
