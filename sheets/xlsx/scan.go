package xlsx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua/sheets"
)

// A scanner walks one XML part that lies in memory. It knows the XML that
// spreadsheet parts are made of (elements, attributes, text, CDATA, the five
// named entities and character references) and refuses document type
// declarations, so that no part can define entities of its own.
//
// Namespaces are not resolved: an element goes by its local name, so that
// prefixed and unprefixed, transitional and strict parts read alike.
type scanner struct {
	part string // its name, for errors
	data []byte
	pos  int

	name  []byte   // local name of the element that was last entered or left
	attrs []attr   // attributes of the element that was last entered
	text  []byte   // the text last met
	open  [][]byte // qualified names of the elements around pos
	empty bool     // the element last entered was written <like-this/>
}

type attr struct{ prefix, name, value []byte }

type token int

const (
	endOfPart token = iota
	startTag
	endTag
	textRun
)

// maxDepth is far beyond what any spreadsheet part nests.
const maxDepth = 100

var (
	errDoctype   = errors.New("the XML has a document type declaration")
	errTruncated = errors.New("the XML ends too early")
)

// wrap says in which part something went wrong. What does not tell its own
// kind of failure is a corrupt part.
func (s *scanner) wrap(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sheets.ErrTooLarge), errors.Is(err, sheets.ErrCorrupt),
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s: %w", s.part, err)
	default:
		return fmt.Errorf("%w: %s: %w", sheets.ErrCorrupt, s.part, err)
	}
}

// children enters each child of the current element in turn (of the whole
// part, before the first element) and calls visit, which may read the child's
// content with children or content; what it leaves unread is skipped.
func (s *scanner) children(visit func() error) error {
	depth := len(s.open)
	for {
		tok, err := s.next()
		switch {
		case err != nil:
			return err
		case tok == endOfPart, tok == endTag:
			return nil
		case tok != startTag:
			continue
		}
		if err := visit(); err != nil {
			return err
		}
		if err := s.leave(depth); err != nil {
			return err
		}
	}
}

// leave reads on until only depth elements are open.
func (s *scanner) leave(depth int) error {
	for len(s.open) > depth {
		if tok, err := s.next(); err != nil {
			return err
		} else if tok == endOfPart {
			return errTruncated
		}
	}
	return nil
}

// content returns the text of the current element, that of its children left out.
func (s *scanner) content() (string, error) {
	depth := len(s.open)
	var joined []byte
	for {
		tok, err := s.next()
		if err != nil {
			return "", err
		}
		switch tok {
		case textRun:
			if len(s.open) == depth {
				joined = append(joined[:len(joined):len(joined)], s.text...)
			}
		case endTag:
			if len(s.open) < depth {
				return string(joined), nil
			}
		case endOfPart:
			return "", errTruncated
		}
	}
}

// attr returns the value of the attribute that is written without a prefix,
// "" when there is none.
func (s *scanner) attr(name string) string {
	for _, a := range s.attrs {
		if len(a.prefix) == 0 && string(a.name) == name {
			return string(a.value)
		}
	}
	return ""
}

// prefixedAttr returns the value of an attribute such as r:id, whatever its prefix.
func (s *scanner) prefixedAttr(name string) string {
	for _, a := range s.attrs {
		if len(a.prefix) > 0 && string(a.name) == name {
			return string(a.value)
		}
	}
	return ""
}

// next reads on to the next token. White space outside the root element is
// passed over.
func (s *scanner) next() (token, error) {
	if s.empty {
		s.empty = false
		return s.close()
	}
	for s.pos < len(s.data) {
		if s.data[s.pos] != '<' {
			if inside, err := s.readText(); inside || err != nil {
				return textRun, err
			}
			continue
		}
		rest := s.data[s.pos:]
		switch {
		case bytes.HasPrefix(rest, []byte("</")):
			return s.readEnd()
		case bytes.HasPrefix(rest, []byte("<!--")):
			if err := s.skipPast(4, "-->"); err != nil {
				return 0, err
			}
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			if err := s.readCDATA(); err != nil {
				return 0, err
			}
			return textRun, nil
		case bytes.HasPrefix(rest, []byte("<!")):
			return 0, errDoctype
		case bytes.HasPrefix(rest, []byte("<?")):
			if err := s.skipPast(2, "?>"); err != nil {
				return 0, err
			}
		default:
			return startTag, s.readStart()
		}
	}
	if len(s.open) > 0 {
		return 0, errTruncated
	}
	return endOfPart, nil
}

// readText reports whether the text is inside the root element.
func (s *scanner) readText() (inside bool, err error) {
	end := bytes.IndexByte(s.data[s.pos:], '<')
	if end < 0 {
		end = len(s.data) - s.pos
	}
	s.text, err = unescape(s.data[s.pos : s.pos+end])
	s.pos += end
	return len(s.open) > 0, err
}

func (s *scanner) readCDATA() error {
	start := s.pos + len("<![CDATA[")
	if err := s.skipPast(len("<![CDATA["), "]]>"); err != nil {
		return err
	}
	s.text = s.data[start : s.pos-len("]]>")]
	return nil
}

func (s *scanner) skipPast(from int, end string) error {
	i := bytes.Index(s.data[s.pos+from:], []byte(end))
	if i < 0 {
		return errTruncated
	}
	s.pos += from + i + len(end)
	return nil
}

func (s *scanner) readStart() error {
	s.pos++
	qualified := s.readName()
	if len(qualified) == 0 {
		return s.malformed("a tag without a name")
	}
	s.attrs = s.attrs[:0]
	for {
		s.skipSpace()
		if s.pos >= len(s.data) {
			return errTruncated
		}
		switch s.data[s.pos] {
		case '>':
			s.pos++
			return s.enter(qualified)
		case '/':
			if s.pos+1 >= len(s.data) || s.data[s.pos+1] != '>' {
				return s.malformed("a stray slash in a tag")
			}
			s.pos += 2
			s.empty = true
			return s.enter(qualified)
		}
		if err := s.readAttr(); err != nil {
			return err
		}
	}
}

func (s *scanner) enter(qualified []byte) error {
	if len(s.open) >= maxDepth {
		return s.malformed("elements nested too deep")
	}
	s.open = append(s.open, qualified)
	_, s.name = splitName(qualified)
	return nil
}

func (s *scanner) readAttr() error {
	qualified := s.readName()
	s.skipSpace()
	if len(qualified) == 0 || s.pos >= len(s.data) || s.data[s.pos] != '=' {
		return s.malformed("an attribute without a value")
	}
	s.pos++
	s.skipSpace()
	if s.pos >= len(s.data) || s.data[s.pos] != '"' && s.data[s.pos] != '\'' {
		return s.malformed("an attribute without quotes")
	}
	quote := s.data[s.pos]
	s.pos++
	end := bytes.IndexByte(s.data[s.pos:], quote)
	if end < 0 {
		return errTruncated
	}
	value, err := unescape(s.data[s.pos : s.pos+end])
	if err != nil {
		return err
	}
	prefix, name := splitName(qualified)
	s.attrs = append(s.attrs, attr{prefix, name, value})
	s.pos += end + 1
	return nil
}

func (s *scanner) readEnd() (token, error) {
	s.pos += 2
	qualified := s.readName()
	s.skipSpace()
	if s.pos >= len(s.data) || s.data[s.pos] != '>' {
		return 0, s.malformed("an unfinished end tag")
	}
	s.pos++
	if len(s.open) == 0 || !bytes.Equal(qualified, s.open[len(s.open)-1]) {
		return 0, s.malformed("an end tag that closes nothing")
	}
	return s.close()
}

func (s *scanner) close() (token, error) {
	last := len(s.open) - 1
	_, s.name = splitName(s.open[last])
	s.open = s.open[:last]
	return endTag, nil
}

func (s *scanner) readName() []byte {
	start := s.pos
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ' ', '\t', '\n', '\r', '/', '>', '=', '<', '"', '\'':
			return s.data[start:s.pos]
		}
		s.pos++
	}
	return s.data[start:s.pos]
}

func (s *scanner) skipSpace() {
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return
		}
	}
}

func (s *scanner) malformed(what string) error {
	return fmt.Errorf("malformed XML at byte %d: %s", s.pos, what)
}

func splitName(qualified []byte) (prefix, local []byte) {
	if i := bytes.IndexByte(qualified, ':'); i >= 0 {
		return qualified[:i], qualified[i+1:]
	}
	return nil, qualified
}

// unescape resolves entities and, as XML demands, turns CR LF and CR into LF.
func unescape(raw []byte) ([]byte, error) {
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw, nil
	}
	var b bytes.Buffer
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\r':
			if i+1 >= len(raw) || raw[i+1] != '\n' {
				b.WriteByte('\n')
			}
		case '&':
			end := bytes.IndexByte(raw[i:], ';')
			if end < 0 {
				return nil, errors.New("malformed XML: an unfinished entity")
			}
			c, err := entity(string(raw[i+1 : i+end]))
			if err != nil {
				return nil, err
			}
			b.WriteRune(c)
			i += end
		default:
			b.WriteByte(raw[i])
		}
	}
	return b.Bytes(), nil
}

func entity(name string) (rune, error) {
	switch name {
	case "amp":
		return '&', nil
	case "lt":
		return '<', nil
	case "gt":
		return '>', nil
	case "quot":
		return '"', nil
	case "apos":
		return '\'', nil
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if strings.HasPrefix(digits, "x") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !strings.HasPrefix(name, "#") || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, fmt.Errorf("malformed XML: the entity %q is not known", name)
	}
	return rune(n), nil
}
