package book

import (
	"cmp"
	"maps"
	"math"
	"strconv"
	"strings"

	"thidua/sheets/emulator/fieldmask"
)

// canonical writes a message that a client sent as Google gives it back:
// fields with the zero value are left out, and a colour is there twice, by
// itself and as a ColorStyle.
func canonical(m message, typeName string) message {
	t := schema()[typeName]
	result := message{}
	for name, value := range m {
		field := t.fields[name]
		switch {
		case field.message == "ColorStyle" && len(m.message(name)) == 0:
		case field.kind == isMessage && field.repeated:
			list := m.messages(name)
			for i := range list {
				list[i] = canonical(list[i], field.message)
			}
			setList(result, name, list)
		case field.kind == isMessage:
			result[name] = canonical(m.message(name), field.message)
		case field.repeated && len(m.list(name)) == 0:
		case field.repeated || !isZero(value, field) || keepsZero(typeName, name):
			result[name] = value
		}
	}
	switch {
	case typeName == "Border" && result.has("style"):
		completeBorder(result)
	case typeName == "Color":
		return quantized(result)
	}
	for name, style := range t.colours() {
		pairColours(result, name, style)
	}
	return result
}

// quantized rounds the parts of a colour to what a byte can hold, as Google
// keeps them, in single precision.
func quantized(colour message) message {
	result := message{}
	for name, part := range colour {
		if part, ok := part.(float64); ok {
			stored := float32(math.Round(min(max(part, 0), 1)*math.MaxUint8) / math.MaxUint8)
			part, _ = strconv.ParseFloat(strconv.FormatFloat(float64(stored), 'g', -1, 32), 64)
			setUnlessZero(result, name, part)
		}
	}
	return result
}

// completeBorder gives a border the width of its style and a colour, black.
func completeBorder(m message) {
	widths := map[string]int{"SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}
	m["width"] = cmp.Or(widths[m.text("style")], 1)
	if !m.has("color") && !m.has("colorStyle") {
		m["color"] = message{}
	}
}

func isZero(value any, field fieldType) bool {
	switch value := value.(type) {
	case string:
		return value == "" || field.kind == isEnum && value == field.values[0]
	case int:
		return value == 0
	case float64:
		return value == 0
	case bool:
		return !value
	default:
		return false
	}
}

// keepsZero knows the fields whose zero is something else than their absence.
func keepsZero(typeName, field string) bool {
	switch typeName {
	case "TextFormat", "ExtendedValue", "TextRotation":
		return true
	case "GridRange", "DimensionRange", "SheetProperties":
		return strings.HasSuffix(field, "ndex") || typeName == "SheetProperties" && field == "sheetId"
	}
	return false
}

// colours returns the fields that hold a colour, with those that hold the same
// colour as a ColorStyle.
func (t messageType) colours() map[string]string {
	pairs := map[string]string{}
	for name, field := range t.fields {
		if style := name + "Style"; field.message == "Color" && t.fields[style].message == "ColorStyle" {
			pairs[name] = style
		}
	}
	return pairs
}

// pairColours sets the field of two that was not given; the style wins.
func pairColours(m message, name, style string) {
	given := m.message(style)
	switch {
	case given.has("rgbColor"):
		m[name] = given.message("rgbColor")
	case given.has("themeColor"):
		m[name] = themeColour(given.text("themeColor"))
	case m.has(name):
		m[style] = message{"rgbColor": m.message(name)}
	}
}

// themeColour looks a colour up in the theme of new spreadsheets.
func themeColour(name string) message {
	for _, pair := range defaults().message("spreadsheetTheme").messages("themeColors") {
		if pair.text("colorType") == name {
			return pair.message("color").message("rgbColor")
		}
	}
	return message{}
}

// overwrite returns old with the fields that the mask names taken from given;
// those that given lacks are gone. Without a mask given replaces old.
func overwrite(old, given message, fields mask, typeName string) message {
	if fields == nil {
		return given
	}
	t := schema()[typeName]
	fields = maps.Clone(fields)
	for name, style := range t.colours() {
		if fields.Wants(name) || fields.Wants(style) {
			fields[name], fields[style] = nil, nil
		}
	}
	result := maps.Clone(old)
	if result == nil {
		result = message{}
	}
	for name, below := range fields {
		switch {
		case below != nil:
			result[name] = overwrite(old.message(name), given.message(name), below, t.fields[name].message)
		case given.has(name):
			result[name] = given[name]
		default:
			delete(result, name)
		}
	}
	return result
}

// updateMask reads the field mask that says what a request changes.
func updateMask(request message, typeName string) (mask, error) {
	s := request.text("fields")
	if s == "" {
		return nil, invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
	}
	m, ok := fieldmask.Parse(s, camelCase)
	if !ok {
		return nil, invalid("Invalid field mask: %s", s)
	}
	if path, ok := unknownField(m, typeName, ""); !ok {
		return nil, invalid("Invalid field: %s", path)
	}
	return m, nil
}
