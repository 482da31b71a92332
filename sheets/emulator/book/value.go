package book

import "thidua/sheets/emulator/display"

// value is what a cell holds: nothing, a literal, a formula or, as the result
// of a formula, an error.
type value struct {
	kind   valueKind
	number float64 // a number; a boolean: 1 for true
	text   string  // a text; a formula with its "="; an error as it is shown, such as "#DIV/0!"
}

type valueKind uint8

const (
	noValue valueKind = iota
	numberValue
	textValue
	boolValue
	formulaValue
	errorValue
)

func number(v float64) value { return value{kind: numberValue, number: v} }

func text(s string) value { return value{kind: textValue, text: s} }

func boolean(v bool) value {
	if v {
		return value{kind: boolValue, number: 1}
	}
	return value{kind: boolValue}
}

// extended writes v as an ExtendedValue, nil when there is nothing.
func (v value) extended() message {
	switch v.kind {
	case numberValue:
		return message{"numberValue": v.number}
	case textValue:
		if v.text == "" {
			return nil
		}
		return message{"stringValue": v.text}
	case boolValue:
		return message{"boolValue": v.number == 1}
	case formulaValue:
		return message{"formulaValue": v.text}
	case errorValue:
		m := message{"type": errorType(v.text)}
		setUnlessZero(m, "message", explain(m.text("type")))
		return message{"errorValue": m}
	default:
		return nil
	}
}

// fromExtended reads an ExtendedValue that a client sent.
func fromExtended(m message) (value, error) {
	switch {
	case m.has("formulaValue"):
		return value{kind: formulaValue, text: m.text("formulaValue")}, nil
	case m.has("stringValue"):
		return text(m.text("stringValue")), nil
	case m.has("boolValue"):
		return boolean(m.flag("boolValue")), nil
	case m.has("numberValue"):
		v, _ := m["numberValue"].(float64)
		return number(v), nil
	case m.has("errorValue"):
		return value{}, invalid("Cannot set user_entered_value.error_value: it is read-only.")
	default:
		return value{}, nil
	}
}

// errorType returns Google's type of an error that a cell shows.
func errorType(shown string) string {
	name, ok := display.ErrorType(shown)
	if !ok {
		return "LOADING"
	}
	return name
}

// explain is what Google adds to an error, as far as that does not depend on
// the formula.
func explain(errorType string) string {
	switch errorType {
	case "DIVIDE_BY_ZERO":
		return "Function DIVIDE parameter 2 cannot be zero."
	case "REF":
		return "Reference does not exist."
	case "LOADING":
		return "Loading..."
	case "ERROR":
		return "Formula parse error."
	default:
		return ""
	}
}
