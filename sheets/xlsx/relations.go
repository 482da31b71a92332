package xlsx

import (
	"path"
	"strings"
)

// A relation is one entry of a .rels part: parts find each other through
// these, never through fixed paths.
type relation struct {
	kind   string // last step of its type, such as "worksheet"
	target string // path of the part in the archive
}

// relations reads what the part at owner points to, by id. The owner of the
// whole package is "".
func (a *archive) relations(owner string) (map[string]relation, error) {
	dir, file := path.Split(owner)
	s, err := a.scan(dir + "_rels/" + file + ".rels")
	if err != nil {
		return nil, err
	}
	relations := map[string]relation{}
	err = s.children(func() error { // the root element
		return s.children(func() error {
			if s.attr("TargetMode") != "External" {
				relations[s.attr("Id")] = relation{path.Base(s.attr("Type")), resolve(dir, s.attr("Target"))}
			}
			return nil
		})
	})
	return relations, s.wrap(err)
}

// resolve makes a target, which is relative to its owner's folder unless it
// begins with a slash, a path in the archive.
func resolve(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = "/" + dir + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}
