package validate

import (
	"strings"

	"thidua/plan"
)

// directory finds the units of a plan by what people call them.
type directory struct {
	full map[string]*plan.Unit // by name and alias, folded
	bare map[string]*plan.Unit // without the kind of place; nil where several are called so
}

func newDirectory(p *plan.Plan) directory {
	d := directory{full: unitsByName(p), bare: map[string]*plan.Unit{}}
	for name, u := range d.full {
		short := trimKind(name)
		if other, taken := d.bare[short]; taken && other != u {
			u = nil
		}
		d.bare[short] = u
	}
	return d
}

// unitsByName finds the units of a plan by their names and aliases, folded.
func unitsByName(p *plan.Plan) map[string]*plan.Unit {
	units := map[string]*plan.Unit{}
	for i := range p.Units {
		u := &p.Units[i]
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			units[fold(name)] = u
		}
	}
	return units
}

// named returns the unit whose name or alias a text is, or whose committee it
// names as "UBND huyện Đông" does; nil when there is none.
func (d directory) named(text string) *plan.Unit {
	name := fold(text)
	if u := d.full[name]; u != nil {
		return u
	}
	for _, body := range []string{"ubnd ", "uy ban nhan dan "} {
		if rest, ok := strings.CutPrefix(name, body); ok {
			return d.full[rest]
		}
	}
	return nil
}

// placed is named where places stand beside each other: "Đông" is Huyện Đông,
// unless another unit is called so as well.
func (d directory) placed(text string) *plan.Unit {
	if u := d.named(text); u != nil {
		return u
	}
	return d.bare[trimKind(fold(text))]
}

// within reports whether a text has the name of a unit in it.
func (d directory) within(text string, u *plan.Unit) bool {
	if u == nil {
		return false
	}
	text = " " + fold(text) + " "
	for _, name := range append([]string{u.Name}, u.Aliases...) {
		if key := fold(name); key != "" && strings.Contains(text, " "+key+" ") {
			return true
		}
	}
	return false
}

// trimKind takes the kind of place off a folded name: "huyen dong" is "dong".
func trimKind(name string) string {
	for _, kind := range []string{
		"thanh pho ", "tp ", "thi xa ", "tx ", "huyen ", "h ", "quan ", "thi tran ", "tt ", "xa ", "phuong ", "p ", "tinh ",
	} {
		if rest, ok := strings.CutPrefix(name, kind); ok {
			return rest
		}
	}
	return name
}
