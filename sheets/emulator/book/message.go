package book

import "maps"

// message is a message of the API as decoded JSON: fields under their names in
// lower camel case, integers as int, other numbers as float64, lists as []any,
// messages within it as message. A field that is not there has the value that
// protocol buffers give it: zero, "", false or nothing.
//
// Messages are shared between the cells and copies of a book: what is kept is
// replaced, never changed in place.
type message map[string]any

func (m message) has(name string) bool { _, ok := m[name]; return ok }

func (m message) integer(name string) int { v, _ := m[name].(int); return v }

func (m message) text(name string) string { v, _ := m[name].(string); return v }

func (m message) flag(name string) bool { v, _ := m[name].(bool); return v }

func (m message) message(name string) message { v, _ := m[name].(message); return v }

func (m message) list(name string) []any { v, _ := m[name].([]any); return v }

// messages returns a repeated field of messages.
func (m message) messages(name string) []message {
	list := m.list(name)
	found := make([]message, 0, len(list))
	for _, v := range list {
		if v, ok := v.(message); ok {
			found = append(found, v)
		}
	}
	return found
}

// texts returns a repeated field of strings.
func (m message) texts(name string) []string {
	var found []string
	for _, v := range m.list(name) {
		if v, ok := v.(string); ok {
			found = append(found, v)
		}
	}
	return found
}

// with returns a copy of m in which a field has another value.
func (m message) with(name string, value any) message {
	changed := maps.Clone(m)
	if changed == nil {
		changed = message{}
	}
	changed[name] = value
	return changed
}

// without returns a copy of m that lacks a field.
func (m message) without(name string) message {
	changed := maps.Clone(m)
	delete(changed, name)
	return changed
}

// setUnlessZero gives m a field, as protocol buffers write it: not at all when
// it has the zero value.
func setUnlessZero[T comparable](m message, name string, value T) {
	var zero T
	if value != zero {
		m[name] = value
	}
}

// listOf turns messages into a repeated field.
func listOf(messages []message) []any {
	list := make([]any, len(messages))
	for i, m := range messages {
		list[i] = m
	}
	return list
}
