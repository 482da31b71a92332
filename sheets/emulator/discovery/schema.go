package discovery

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
)

// schema says what a value is. In JSON a 64-bit integer is a string.
type schema struct {
	Ref        string             `json:"$ref"`
	Type       string             `json:"type"`
	Format     string             `json:"format"`
	Enum       []string           `json:"enum"`
	Items      *schema            `json:"items"`
	Properties map[string]*schema `json:"properties"`
	Additional *schema            `json:"additionalProperties"`
}

// A part of a body is its request or its response.
const (
	request  = "request"
	response = "response"
)

func (m *Method) checkBody(part string, s *schema, body []byte) error {
	if s == nil {
		if len(bytes.TrimSpace(body)) > 0 {
			return fmt.Errorf("%s: the %s has a body", m.ID, part)
		}
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return fmt.Errorf("%s: %s: %w", m.ID, part, err)
	}
	if decoder.More() {
		return fmt.Errorf("%s: the %s goes on after its end", m.ID, part)
	}
	c := checker{schemas: m.schemas, null: part == request}
	c.check(s, m.ID+" "+part, tree)
	return errors.Join(c.wrong...)
}

// checker walks through a decoded body beside its schema.
type checker struct {
	schemas map[string]*schema
	null    bool // a client may write null for what it does not give; Google never does
	wrong   []error
}

func (c *checker) errorf(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Errorf(format, args...))
}

func (c *checker) check(s *schema, path string, v any) {
	if s.Ref != "" {
		s = c.schemas[s.Ref]
	}
	switch v := v.(type) {
	case nil:
		if !c.null {
			c.errorf("%s: null, want %s", path, s.Type)
		}
	case map[string]any:
		c.checkObject(s, path, v)
	case []any:
		if s.Type != "array" && s.Type != "any" {
			c.errorf("%s: an array, want %s", path, s.Type)
			return
		}
		for i, element := range v {
			if s.Items != nil {
				c.check(s.Items, fmt.Sprintf("%s[%d]", path, i), element)
			}
		}
	default:
		if err := s.checkScalar(v); err != nil {
			c.errorf("%s: %w", path, err)
		}
	}
}

func (c *checker) checkObject(s *schema, path string, object map[string]any) {
	if s.Type == "any" {
		return
	}
	if s.Type != "object" {
		c.errorf("%s: an object, want %s", path, s.Type)
		return
	}
	for name, value := range object {
		below, known := s.Properties[name]
		if !known {
			below = s.Additional
		}
		if below == nil {
			c.errorf("%s.%s: unknown field", path, name)
			continue
		}
		c.check(below, path+"."+name, value)
	}
}

// checkScalar holds a decoded string, number or boolean against a type.
func (s *schema) checkScalar(v any) error {
	switch v := v.(type) {
	case string:
		if s.Type != "string" && s.Type != "any" {
			return fmt.Errorf("the string %q, want %s", v, s.Type)
		}
		return s.checkText(v)
	case json.Number:
		if s.Type != "number" && s.Type != "integer" && s.Type != "any" {
			return fmt.Errorf("the number %s, want %s %s", v, s.Type, s.Format)
		}
		return s.checkText(v.String())
	default:
		if s.Type != "boolean" && s.Type != "any" {
			return fmt.Errorf("%v, want %s", v, s.Type)
		}
		return nil
	}
}

// checkText holds a value as it is written in a query or, but for the quotes,
// in a body against the format and the values that a type has.
func (s *schema) checkText(text string) error {
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, text) {
		return fmt.Errorf("%q is none of %q", text, s.Enum)
	}
	var err error
	switch {
	case s.Type == "boolean":
		_, err = strconv.ParseBool(text)
	case s.Type == "number":
		_, err = strconv.ParseFloat(text, 64)
	case s.Type == "integer":
		err = whole(text, math.MinInt32, math.MaxInt32)
	case s.Format == "int64":
		err = whole(text, math.MinInt64, math.MaxInt64)
	case s.Format == "byte":
		_, err = base64.StdEncoding.DecodeString(text)
	case s.Format == "date":
		_, err = time.Parse(time.DateOnly, text)
	case s.Format == "date-time" || s.Format == "google-datetime":
		_, err = time.Parse(time.RFC3339, text)
	}
	return err
}

func whole(text string, low, high int64) error {
	n, err := strconv.ParseInt(text, 10, 64)
	if err == nil && (n < low || n > high) {
		err = fmt.Errorf("%d is out of range", n)
	}
	return err
}
