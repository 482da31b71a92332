package marked

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// element is an element of a part, with where it stands among its bytes.
type element struct {
	name     string // without prefix
	prefix   string // with its colon, "" for none
	attrs    []xml.Attr
	depth    int // 0 is the root
	from, in int // the start tag, and what is behind it
	out, to  int // the end tag, and what is behind it; of an empty element all but from are the same
}

// attr returns an attribute by its name without prefix.
func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// empty reports whether the element is written as one tag.
func (e element) empty() bool { return e.in == e.to }

// walk calls enter and leave for each element of a part. What ends an element
// is known only when it is left. Either may be nil.
func walk(part []byte, enter, leave func(element) error) error {
	decoder := xml.NewDecoder(bytes.NewReader(part))
	var open []element
	for {
		from := int(decoder.InputOffset())
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) && len(open) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		to := int(decoder.InputOffset())
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attrs: slices.Clone(token.Attr), depth: len(open), from: from, in: to}
			if token.Name.Space != "" {
				e.prefix = token.Name.Space + ":"
			}
			open = append(open, e)
			if enter != nil {
				err = enter(e)
			}
		case xml.EndElement:
			if len(open) == 0 {
				return errors.New("an end tag without its start")
			}
			e := open[len(open)-1]
			open = open[:len(open)-1]
			e.out, e.to = from, to
			if leave != nil {
				err = leave(e)
			}
		}
		if err != nil {
			return err
		}
	}
}

// edit puts text in the place of bytes from..to of a part.
type edit struct {
	from, to int
	text     string
}

// edits are changes of one part. Insertions at one place stay in their order.
type edits []edit

func (e *edits) insert(at int, text string) { *e = append(*e, edit{at, at, text}) }

// appendTo puts text at the end of an element.
func (e *edits) appendTo(parent element, text string) {
	if !parent.empty() {
		e.insert(parent.out, text)
		return
	}
	*e = append(*e, edit{parent.in - len("/>"), parent.in, ">" + text + "</" + parent.prefix + parent.name + ">"})
}

// setAttr gives an element of part an attribute.
func (e *edits) setAttr(part []byte, of element, name, value string) {
	from, to := attrSpan(part[of.from:of.in], name)
	if from < 0 {
		e.insert(of.from+len("<")+len(of.prefix)+len(of.name), fmt.Sprintf(" %s=%q", name, value))
		return
	}
	*e = append(*e, edit{of.from + from, of.from + to, fmt.Sprintf("%s=%q", name, value)})
}

// attrSpan finds an attribute without prefix in a start tag, -1 when it has none.
func attrSpan(tag []byte, name string) (from, to int) {
	for i := 0; i < len(tag); i++ {
		if tag[i] != '"' && tag[i] != '\'' {
			continue
		}
		end := i + 1 + bytes.IndexByte(tag[i+1:], tag[i])
		before := strings.TrimRight(string(tag[:i]), " \t\r\n")
		before = strings.TrimRight(strings.TrimSuffix(before, "="), " \t\r\n")
		if start := strings.LastIndexAny(before, " \t\r\n") + 1; before[start:] == name {
			return start, end + 1
		}
		i = end
	}
	return -1, -1
}

// apply returns part with the changes.
func (e edits) apply(part []byte) []byte {
	sorted := slices.Clone(e)
	slices.SortStableFunc(sorted, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var out bytes.Buffer
	at := 0
	for _, c := range sorted {
		out.Write(part[at:c.from])
		out.WriteString(c.text)
		at = c.to
	}
	out.Write(part[at:])
	return out.Bytes()
}

// prefixed gives the tags of a piece of XML a prefix. Its texts and attributes
// are escaped, so that every "<" is that of a tag.
func prefixed(prefix, piece string) string {
	if prefix == "" {
		return piece
	}
	return strings.NewReplacer("</", "</"+prefix, "<", "<"+prefix).Replace(piece)
}

// escape writes a text as it stands in XML. What XML cannot hold is replaced.
func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder takes everything
	return b.String()
}
