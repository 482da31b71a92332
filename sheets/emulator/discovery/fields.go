package discovery

import (
	"errors"
	"fmt"
	"strings"

	"thidua/sheets/emulator/fieldmask"
)

// checkFields holds a field mask such as files(id,name),nextPageToken against
// the response.
func (m *Method) checkFields(fields string) error {
	mask, ok := fieldmask.Parse(fields, strings.TrimSpace)
	err := errors.New("not a field mask")
	switch {
	case m.response == nil:
		err = errors.New("the answer has none")
	case ok:
		err = m.checkMask(m.response, mask)
	}
	if err != nil {
		return fmt.Errorf("%s: fields %s: %w", m.ID, fields, err)
	}
	return nil
}

// checkMask says which names of a mask a schema does not have.
func (m *Method) checkMask(s *schema, mask fieldmask.Mask) error {
	var wrong []error
	for name, below := range mask {
		field, err := m.field(s, name)
		if err == nil {
			err = m.checkMask(field, below)
		}
		wrong = append(wrong, err)
	}
	return errors.Join(wrong...)
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
	case s.Type == "any":
		return s, nil
	case s.Additional != nil:
		return s.Additional, nil
	}
	return nil, fmt.Errorf("no field %q", name)
}
