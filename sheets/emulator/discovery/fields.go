package discovery

import (
	"fmt"
	"strings"
)

// checkFields holds a field mask such as files(id,name),nextPageToken against
// the response. Names are joined by dots or by slashes; * stands for any.
func (m *Method) checkFields(mask string) error {
	if m.response == nil {
		return fmt.Errorf("%s: fields of an answer that has none", m.ID)
	}
	rest, err := m.checkMask(m.response, mask)
	if err == nil && rest != "" {
		err = fmt.Errorf("%q is too much", rest)
	}
	if err != nil {
		return fmt.Errorf("%s: fields %s: %w", m.ID, mask, err)
	}
	return nil
}

// checkMask reads the fields of s up to the end or a closing parenthesis and
// returns what follows.
func (m *Method) checkMask(s *schema, mask string) (rest string, err error) {
	for {
		if mask, err = m.checkField(s, mask); err != nil {
			return mask, err
		}
		more, found := strings.CutPrefix(mask, ",")
		if !found {
			return mask, nil
		}
		mask = more
	}
}

// checkField reads one field with all below it.
func (m *Method) checkField(s *schema, mask string) (rest string, err error) {
	end := strings.IndexAny(mask, ",./()")
	if end < 0 {
		end = len(mask)
	}
	below, err := m.field(s, mask[:end])
	if err != nil {
		return mask, err
	}
	mask = mask[end:]
	switch {
	case strings.HasPrefix(mask, "."), strings.HasPrefix(mask, "/"):
		return m.checkField(below, mask[1:])
	case strings.HasPrefix(mask, "("):
		rest, err = m.checkMask(below, mask[1:])
		if err == nil && !strings.HasPrefix(rest, ")") {
			err = fmt.Errorf("a parenthesis is not closed before %q", rest)
		}
		return strings.TrimPrefix(rest, ")"), err
	default:
		return mask, nil
	}
}

// field returns the schema of a field; that of an array is its elements'.
func (m *Method) field(s *schema, name string) (*schema, error) {
	for s.Ref != "" || s.Type == "array" {
		if s.Type == "array" {
			s = s.Items
		} else {
			s = m.schemas[s.Ref]
		}
	}
	below, known := s.Properties[name]
	switch {
	case known:
		return below, nil
	case name == "*":
		return &schema{Type: "any"}, nil
	case s.Type == "any" && name != "":
		return s, nil
	case s.Additional != nil && name != "":
		return s.Additional, nil
	}
	return nil, fmt.Errorf("no field %q", name)
}
