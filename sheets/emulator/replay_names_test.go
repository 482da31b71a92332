package emulator_test

import (
	"encoding/json"
	"strings"

	"thidua/sheets/emulator"
)

// names says what the emulator calls what Google called otherwise: ids, and
// the account that asked.
type names struct {
	texts   map[string]string
	numbers map[float64]float64
}

func newNames() *names {
	return &names{
		texts:   map[string]string{"recorder@example.iam.gserviceaccount.com": emulator.Account},
		numbers: map[float64]float64{},
	}
}

func (n *names) learn(recorded, served string) { n.texts[recorded] = served }

// isID knows the fields that hold ids.
func isID(field string) bool { return field == "id" || strings.HasSuffix(field, "Id") }

func isTime(field string) bool { return strings.HasSuffix(field, "Time") }

// learnFrom takes the ids of an answer for those that Google gave in the same
// places.
func (n *names) learnFrom(recorded, served any, field string) {
	switch recorded := recorded.(type) {
	case map[string]any:
		served, _ := served.(map[string]any)
		for name := range recorded {
			n.learnFrom(recorded[name], served[name], name)
		}
	case []any:
		served, _ := served.([]any)
		for i := range min(len(recorded), len(served)) {
			n.learnFrom(recorded[i], served[i], field)
		}
	case string:
		_, known := n.texts[recorded]
		if served, ok := served.(string); ok && isID(field) && !known && served != "" {
			n.texts[recorded] = served
		}
	case float64:
		_, known := n.numbers[recorded]
		if served, ok := served.(float64); ok && isID(field) && !known && recorded != 0 && served != 0 {
			n.numbers[recorded] = served
		}
	}
}

// inText replaces the ids of files and the account in a text.
func (n *names) inText(s string) string {
	for recorded, served := range n.texts {
		if len(recorded) > 20 { // not the short numbers of ranges
			s = strings.ReplaceAll(s, recorded, served)
		}
	}
	return s
}

// inRequest replaces ids in a body.
func (n *names) inRequest(body string) string {
	tree, ok := decoded(body)
	if !ok {
		return body
	}
	data, err := json.Marshal(n.replace(tree, ""))
	if err != nil {
		return body
	}
	return string(data)
}

// inTree replaces ids in an answer, and times by a word.
func (n *names) inTree(tree any, field string) any {
	return withoutTimes(n.replace(tree, field), field)
}

func (n *names) replace(tree any, field string) any {
	switch tree := tree.(type) {
	case map[string]any:
		replaced := map[string]any{}
		for name, value := range tree {
			replaced[name] = n.replace(value, name)
		}
		return replaced
	case []any:
		replaced := make([]any, len(tree))
		for i, value := range tree {
			replaced[i] = n.replace(value, field)
		}
		return replaced
	case string:
		if served, ok := n.texts[tree]; ok && isID(field) {
			return served
		}
		return n.inText(tree)
	case float64:
		if served, ok := n.numbers[tree]; ok && isID(field) {
			return served
		}
		return tree
	default:
		return tree
	}
}

// withoutTimes puts a word in the place of each time that is written as
// Google writes it.
func withoutTimes(tree any, field string) any {
	switch tree := tree.(type) {
	case map[string]any:
		result := map[string]any{}
		for name, value := range tree {
			result[name] = withoutTimes(value, name)
		}
		return result
	case []any:
		result := make([]any, len(tree))
		for i, value := range tree {
			result[i] = withoutTimes(value, field)
		}
		return result
	case string:
		if len(tree) == len("2006-01-02T15:04:05.000Z") && isTime(field) && strings.HasSuffix(tree, "Z") {
			return "a time"
		}
		return tree
	default:
		return tree
	}
}
