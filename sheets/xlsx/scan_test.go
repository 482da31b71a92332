package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"thidua/sheets"
)

func TestScannerRefuses(t *testing.T) {
	for name, part := range map[string]string{
		"a document type":           `<!DOCTYPE lolz [<!ENTITY lol "lol">]><a>&lol;</a>`,
		"an external entity":        `<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`,
		"an unknown entity":         `<a>&nbsp;</a>`,
		"an unfinished entity":      `<a>&amp</a>`,
		"a character beyond all":    `<a>&#x110000;</a>`,
		"an element left open":      `<a><b></b>`,
		"elements closed crosswise": `<a><b></a></b>`,
		"an end without beginning":  `</a>`,
		"an unfinished tag":         `<a b="1"`,
		"an attribute left open":    `<a b="1>`,
		"an attribute unquoted":     `<a b=1/>`,
		"an attribute alone":        `<a b/>`,
		"an unfinished comment":     `<a><!-- </a>`,
		"unfinished CDATA":          `<a><![CDATA[ </a>`,
		"nesting without end":       strings.Repeat("<a>", maxDepth+1),
	} {
		t.Run(name, func(t *testing.T) {
			s := &scanner{data: []byte(part)}
			err := error(nil)
			for tok := startTag; tok != endOfPart && err == nil; {
				tok, err = s.next()
			}
			if err == nil {
				t.Fatal("no error")
			}
			if !errors.Is(s.wrap(err), sheets.ErrCorrupt) {
				t.Errorf("%v is not ErrCorrupt", s.wrap(err))
			}
		})
	}
}

// FuzzScanner holds the scanner against encoding/xml: what that reads, and what
// has no document type, must read here as the same elements and text.
func FuzzScanner(f *testing.F) {
	for _, part := range []string{
		`<a/>`, `<?xml version="1.0"?><x:a xmlns:x="u" b='"' x:c="&lt;&#65;&#x1F335;">t<!-- c -->u<![CDATA[<v>]]></x:a>`,
		"<a>1\r\n2\r3</a>", `<a b = "1"	c="2" ></a >`, `<a>]]</a>`, `<a><b/><b></b>Lạng Sơn</a>`,
	} {
		f.Add([]byte(part))
	}
	f.Fuzz(func(t *testing.T, part []byte) {
		want, ok := byEncodingXML(part)
		got, err := byScanner(part)
		if !ok {
			return
		}
		if err != nil {
			t.Fatalf("encoding/xml reads it, the scanner says: %v", err)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("scanner      %q\nencoding/xml %q", got, want)
		}
	})
}

// events list what a reader of XML meets: tags by local name, unprefixed
// attributes, and text inside the root element, adjacent runs joined.
type events struct {
	list  []string
	depth int
}

func (e *events) start(name string) {
	e.depth++
	e.list = append(e.list, "<"+name)
}

func (e *events) attr(name, value string) {
	if name != "xmlns" {
		e.list = append(e.list, name+"="+value)
	}
}

func (e *events) end(name string) {
	e.depth--
	e.list = append(e.list, ">"+name)
}

func (e *events) text(s string) {
	last := len(e.list) - 1
	switch {
	case s == "" || e.depth == 0:
	case strings.HasPrefix(e.list[last], `"`):
		e.list[last] += s
	default:
		e.list = append(e.list, `"`+s)
	}
}

func byScanner(part []byte) ([]string, error) {
	s := &scanner{data: part}
	var e events
	for {
		tok, err := s.next()
		switch {
		case err != nil, tok == endOfPart:
			return e.list, err
		case tok == startTag:
			e.start(string(s.name))
			for _, a := range s.attrs {
				if len(a.prefix) == 0 {
					e.attr(string(a.name), string(a.value))
				}
			}
		case tok == endTag:
			e.end(string(s.name))
		default:
			e.text(string(s.text))
		}
	}
}

func byEncodingXML(part []byte) (list []string, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(part))
	var e events
	for {
		tok, err := d.Token()
		if err != nil {
			return e.list, errors.Is(err, io.EOF)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e.start(tok.Name.Local)
			for _, a := range tok.Attr {
				if a.Name.Space == "" {
					e.attr(a.Name.Local, a.Value)
				}
			}
		case xml.EndElement:
			e.end(tok.Name.Local)
		case xml.CharData:
			e.text(string(tok))
		case xml.Directive:
			return nil, false
		}
	}
}
