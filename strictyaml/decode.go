package strictyaml

import (
	"errors"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"
)

// Rules are validation tags beyond those of the validator, each with its test
// of the text that stands in the file. A rule may replace a tag of the
// validator. Empty text is not tested: that is the business of "required".
type Rules map[string]func(text string) bool

// Decode reads data into the struct that into points to and validates it. The
// problems are in the Document; into holds whatever could be read. file is
// only a name for the problems.
func Decode(file string, data []byte, into any, rules Rules) *Document {
	d := &Document{file: file, places: map[string]place{}, told: map[string]string{}}
	root := d.parse(data)
	if root == nil {
		return d
	}
	d.places[""] = place{line: 1, column: 1}
	d.fill(reflect.ValueOf(into).Elem(), root, "")
	d.validate(into, rules)
	return d
}

func (d *Document) validate(into any, rules Rules) {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(yamlName)
	for tag, holds := range rules {
		test := func(fl validator.FieldLevel) bool {
			text := fl.Field().String()
			return text == "" || holds(text)
		}
		if err := v.RegisterValidation(tag, test); err != nil {
			panic("strictyaml: rule " + tag + ": " + err.Error()) // a mistake in the program, not in the file
		}
	}
	var failed validator.ValidationErrors
	if errors.As(v.Struct(into), &failed) {
		for _, f := range failed {
			_, path, _ := strings.Cut(f.Namespace(), ".")
			if d.told[parentOf(path)] != problemWantMapping { // else it lacks every key
				d.Report(path, f.Tag(), map[string]string{"param": f.Param()})
			}
		}
	}
}

// Readable reports whether the file could be read at all, so that what is
// wrong with it is in its values.
func (d *Document) Readable() bool { return d.Has("") }
