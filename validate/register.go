package validate

import (
	"net/mail"
	"slices"
	"strings"

	"thidua/plan"
	"thidua/sheets"
)

// Entry is one row of a register: a spreadsheet and the unit whose it is.
type Entry struct {
	Unit   plan.UnitID
	Source string   // as identify returned it
	Emails []string // where the unit is written to; none: as the plan says
}

// ReadRegister reads a register: a spreadsheet in which the secretariat lists,
// a row each, a unit, the address of its spreadsheet and where it is written
// to. A row names its unit by the id, the name or an alias that the plan has.
// The columns are known by their headings, on the first visible tab that has
// those of unit and link. identify returns the source that an address stands
// for. A row that cannot be used is a finding, and so is a spreadsheet that
// another row has already given to a unit; a row without a link is a unit
// whose spreadsheet is not known yet, and no finding.
func ReadRegister(p *plan.Plan, grid *sheets.Grid, identify func(link string) (source string, ok bool)) ([]Entry, []Finding) {
	r := register{plan: p, grid: grid, identify: identify, units: unitsByName(p), taken: map[string]bool{}}
	for i := range grid.Tabs {
		if tab := &grid.Tabs[i]; !tab.Hidden {
			if head, ok := r.heading(tab); ok {
				r.read(tab, head)
				return r.entries, r.findings
			}
		}
	}
	r.report(nil, sheets.Ref{}, "header", "")
	return nil, r.findings
}

type register struct {
	plan     *plan.Plan
	grid     *sheets.Grid
	identify func(string) (string, bool)
	units    map[string]*plan.Unit
	taken    map[string]bool // sources
	entries  []Entry
	findings []Finding
}

// registerHead is the heading of a register: its row and its columns, -1 for
// the addresses when there are none.
type registerHead struct{ row, unit, link, email int }

// heading finds the first row that has a heading for units and one for links.
func (r *register) heading(tab *sheets.Tab) (registerHead, bool) {
	for row, cells := range tab.Cells {
		h := registerHead{row, -1, -1, -1}
		for col, cell := range cells {
			switch text := fold(cell.Text); {
			case cell.Kind != sheets.Text:
			case h.link < 0 && headsLinks(text):
				h.link = col
			case h.email < 0 && headsEmails(text):
				h.email = col
			case h.unit < 0 && headsUnits(text):
				h.unit = col
			}
		}
		if h.unit >= 0 && h.link >= 0 {
			return h, true
		}
	}
	return registerHead{}, false
}

func headsUnits(text string) bool {
	return slices.Contains([]string{"don vi", "ten don vi", "don vi bao cao", "ma don vi", "unit"}, text)
}

func headsLinks(text string) bool {
	return slices.ContainsFunc([]string{"lien ket", "duong dan", "bang tinh", "link", "url"}, func(word string) bool {
		return strings.Contains(text, word)
	})
}

func headsEmails(text string) bool {
	return slices.ContainsFunc([]string{"thu dien tu", "hom thu", "hop thu", "email", "e mail", "mail"}, func(word string) bool {
		return strings.Contains(text, word)
	})
}

func (r *register) read(tab *sheets.Tab, head registerHead) {
	for row := head.row + 1; row < len(tab.Cells); row++ {
		at := func(col int) sheets.Ref { return sheets.Ref{Row: row, Col: col} }
		name, link := textAt(tab, at(head.unit)), textAt(tab, at(head.link))
		if link == "" {
			continue
		}
		unit := r.unit(name)
		source, known := r.identify(link)
		switch {
		case unit == nil:
			r.report(tab, at(head.unit), "unit", name)
		case !known:
			r.report(tab, at(head.link), "link", link)
		case r.taken[source]:
			r.report(tab, at(head.link), "twice", link)
		default:
			r.taken[source] = true
			r.entries = append(r.entries, Entry{unit.ID, source, r.emails(tab, at(head.email))})
		}
	}
}

func (r *register) unit(name string) *plan.Unit {
	if u := r.plan.Unit(plan.UnitID(name)); u != nil {
		return u
	}
	return r.units[fold(name)]
}

// emails reads one or more addresses; one that cannot be written to is a finding.
func (r *register) emails(tab *sheets.Tab, at sheets.Ref) []string {
	var emails []string
	for _, text := range strings.FieldsFunc(tab.At(at).Text, func(c rune) bool { return strings.ContainsRune(";,\n", c) }) {
		switch address, err := mail.ParseAddress(strings.TrimSpace(text)); {
		case err == nil:
			emails = append(emails, address.Address)
		case strings.TrimSpace(text) != "":
			r.report(tab, at, "email", strings.TrimSpace(text))
		}
	}
	return emails
}

func (r *register) report(tab *sheets.Tab, at sheets.Ref, reason, found string) {
	origin := plan.Origin{Source: r.grid.Source, Revision: r.grid.Revision}
	if tab != nil {
		origin.Tab, origin.GID, origin.Cell = tab.Title, tab.GID, at.A1()
	}
	f := newFinding(RuleRegisterInvalid, "", origin)
	f.Found, f.Args = found, map[string]string{"reason": reason}
	r.findings = append(r.findings, f)
}

func textAt(tab *sheets.Tab, at sheets.Ref) string {
	if cell := tab.At(at); cell.Kind == sheets.Text {
		return strings.Join(strings.Fields(cell.Text), " ")
	}
	return ""
}
