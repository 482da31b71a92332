package validate

import (
	"strings"

	"thidua/plan"
)

// Severity says how much a finding matters.
type Severity string

// The severities: an error makes a figure unusable or wrong, a warning makes
// it doubtful, an info is worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Finding is something a person should look at in a unit's sheet. It is data,
// not a Go error. The sentence is rendered from templates by Rule and Args.
type Finding struct {
	Rule      string // code of the rule, from Rules; never renamed
	Severity  Severity
	Unit      plan.UnitID // "" when it concerns the whole plan
	Indicator plan.Code   // "" when none is concerned
	Period    plan.Period // zero when none is concerned
	Origin    plan.Origin // the place; empty Cell when a whole tab or source is meant
	Found     string      // what stands there, as a person would write it
	Expected  string      // what was expected, as a person would write it
	Args      map[string]string
}

// Key identifies a finding from round to round: the same rule at the same
// place about the same indicator and period.
func (f Finding) Key() string {
	return strings.Join([]string{
		f.Rule, string(f.Unit), string(f.Indicator), f.Period.String(),
		f.Origin.Source, f.Origin.Tab, f.Origin.Cell,
	}, "|")
}

// Ledger accounts for every non-empty cell of a grid: each is used, ignored
// by a named rule, or reported, and the three add up to NonEmpty.
type Ledger struct {
	NonEmpty, Used, Ignored, Reported int
	// IgnoredBy counts the ignored cells by the name of the rule.
	IgnoredBy map[string]int
}

// Balanced reports whether the ledger adds up.
func (l Ledger) Balanced() bool { return l.NonEmpty == l.Used+l.Ignored+l.Reported }

// TableKind is what a table holds.
type TableKind string

// The kinds of tables.
const (
	IndicatorTable TableKind = "indicators"
	TaskTable      TableKind = "tasks"
	AwardTable     TableKind = "awards"
	UnknownTable   TableKind = "unknown"
)

// Role is what a column holds.
type Role string

// The roles of columns.
const (
	RoleNumber            Role = "number" // ordinal: STT
	RoleCode              Role = "code"
	RoleLabel             Role = "label"
	RoleMeasure           Role = "measure"
	RolePlan              Role = "plan"
	RoleInPeriod          Role = "in-period"
	RoleCumulative        Role = "cumulative"
	RoleAsOf              Role = "as-of"
	RoleEstimate          Role = "estimate"
	RolePercentOfPlan     Role = "percent-of-plan"
	RoleSamePeriodLast    Role = "same-period-last-year"
	RolePercentOfLastYear Role = "percent-of-last-year"
	RoleNumerator         Role = "numerator"
	RoleDenominator       Role = "denominator"
	RolePeriod            Role = "period"
	RoleNote              Role = "note"
	RoleIgnored           Role = "ignored"
)

// Table is one table as it was understood.
type Table struct {
	Tab        string
	GID        string
	Kind       TableKind
	HeaderFrom int // 1-based row
	HeaderTo   int // 1-based row
	Columns    []Column
}

// Column is one column of a table as it was understood.
type Column struct {
	Col    string // letters
	Role   Role
	Period plan.Period // zero when the column is not of one period
}

// Blank is a place where a figure belongs and nothing stands: Review decides
// by the calendar whether it is missing.
type Blank struct {
	Indicator plan.Code
	Period    plan.Period
	Basis     plan.Basis
	Origin    plan.Origin
}

// Reading is what one source said at one revision.
type Reading struct {
	Unit         plan.UnitID
	Source       string
	Title        string
	Revision     string
	Locale       string
	Tables       []Table
	Observations []plan.Observation
	Blanks       []Blank
	Unread       []Blank // places where something stands that a finding about the row or the column makes unusable
	Findings     []Finding
	Ledger       Ledger
}
