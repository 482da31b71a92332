package plan

// Basis says what span a figure covers.
type Basis string

// The bases of figures.
const (
	InPeriod   Basis = "in-period"  // trong kỳ: the period alone
	Cumulative Basis = "cumulative" // lũy kế: from the start of the year to the period's end
	AsOf       Basis = "as-of"      // a stock or a ratio at the period's end
)

// Status says how firm a figure is.
type Status string

// The statuses of figures. Replacing an estimate is not a rewriting of the past.
const (
	Official Status = "official"
	Estimate Status = "estimate" // ước thực hiện
	Adjusted Status = "adjusted" // the secretariat's, in place of what the unit's sheet says or leaves out
)

// Done is the answer to a milestone; the zero Done is "nothing said".
type Done int

// The answers to a milestone.
const (
	NotSaid Done = iota
	DoneNo
	DoneYes
)

// Value is what a unit answered. The zero Value is "nothing reported".
type Value struct {
	Number      Number // flow, stock, quota; ratio in the measure of its target
	Numerator   Number // ratios, when the parts were given
	Denominator Number
	Done        Done   // milestones
	Document    string // milestones: number of the document, or where it is published
	Date        string // milestones: date of the document, ISO 8601
}

// Equal reports whether two values say the same.
func (v Value) Equal(w Value) bool {
	return v.Number.Equal(w.Number) && v.Numerator.Equal(w.Numerator) && v.Denominator.Equal(w.Denominator) &&
		v.Done == w.Done && v.Document == w.Document && v.Date == w.Date
}

// Origin is the place a figure or a finding rests on. Fields that are not
// known are empty; GID is a decimal string because 0 is a valid one.
type Origin struct {
	Source   string // id of the source: a spreadsheet id or a file path as configured
	Revision string // content hash or revision of the source
	Tab      string // tab title as shown
	GID      string // Google's tab id
	Cell     string // A1 address of the cell, a merge's first cell
}

// Observation is one figure that one unit reported. Figures are already in
// the indicator's measure.
type Observation struct {
	Unit      UnitID
	Indicator Code
	Period    Period
	Basis     Basis
	Status    Status
	Value     Value
	Raw       string   // what the cell shows
	Origin    Origin   // the cell that gave the figure
	Cells     []string // every cell it rests on, A1, Origin.Cell first
}
