package plan

// Code identifies an indicator, such as "LN-01".
type Code string

// UnitID identifies a unit, such as "kiem-lam".
type UnitID string

// Kind says how an indicator's figures behave.
type Kind string

// The kinds of indicators.
const (
	Flow      Kind = "flow"      // adds up over the year
	Stock     Kind = "stock"     // a level at a date
	Ratio     Kind = "ratio"     // numerator over denominator
	Milestone Kind = "milestone" // a document issued or not
	Quota     Kind = "quota"     // a ceiling on award proposals
)

// Direction says which way is good; "" for milestones and quotas.
type Direction string

// The directions of indicators.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
)

// Op is a target's operator.
type Op string

// The operators of targets.
const (
	AtLeast Op = ">="
	Above   Op = ">"
	AtMost  Op = "<="
	Below   Op = "<"
	Between Op = "between"
	About   Op = "about"
	IsDone  Op = "done"
)

// Target is what was promised, in the indicator's measure. At-least and Above
// have Low; AtMost and Below have High; Between has both; About has Low =
// High = the value and an absolute Tolerance; IsDone has none.
type Target struct {
	Op        Op
	Low       Number
	High      Number
	Tolerance Number
	Text      string // as printed in the plan, such as "trên 9.000 ha"
}

// Rollup says how the whole plan's figure comes from the reporters'.
type Rollup string

// The roll-ups.
const (
	Sum        Rollup = "sum"    // sum over the named reporters
	Single     Rollup = "single" // one reporter speaks for the whole
	RatioOfSum Rollup = "ratio"  // sum of numerators over sum of denominators
	All        Rollup = "all"    // milestone: done when every reporter has done it
)

// Frequency is how often an indicator is reported.
type Frequency string

// The frequencies.
const (
	Monthly   Frequency = "monthly"
	Quarterly Frequency = "quarterly"
	Yearly    Frequency = "yearly"
)

// Grain returns the period length of f.
func (f Frequency) Grain() Grain {
	switch f {
	case Quarterly:
		return Quarter
	case Yearly:
		return Year
	}
	return Month
}

// Citation is a place in the plan document that states a target.
type Citation struct {
	Place string // "II.1 gạch 2"
	Quote string // as printed, slips included
}

// String returns the citation as one line.
func (c Citation) String() string {
	if c.Quote == "" {
		return c.Place
	}
	return c.Place + ": “" + c.Quote + "”"
}

// Check is a relation between indicators that must hold in every period, such
// as TT-02 <= TT-01 or HTX-05 + HTX-06 <= 100.
type Check struct {
	Terms []Code // the left side is their sum
	Op    Op     // AtMost or Below
	Code  Code   // the right side: an indicator…
	Limit Number // …or a constant
	Text  string // as written in the plan file
}

// Indicator is one measurable promise.
type Indicator struct {
	Code        Code
	Name        string
	Aliases     []string // other names and abbreviations under which units write it
	Section     string   // Section.ID
	Kind        Kind
	Direction   Direction
	Measure     string // Measure.ID
	Target      Target
	Rollup      Rollup
	Frequency   Frequency
	Due         Period   // month at the end of which the target is due
	Reporters   []UnitID // who owes the figure; sums go over them and the proposers
	Proposers   []UnitID // quotas: who may propose without owing a figure
	Allocations []Allocation
	Phasing     []Number // share of the target per month, 12 of them adding up to 1; nil is linear up to Due
	Cumulative  bool     // only the cumulative figure counts: in-period figures are never summed
	Numerator   []string // row labels of the numerator of a ratio
	Denominator []string // row labels of its denominator
	Citations   []Citation
	Conflict    string // what the plan contradicts itself about; shown wherever the target is
	Remark      string
	Invented    []string // keys of this indicator in the plan file that the document does not contain
}

// Allocation is the part of a target given to one unit, in the indicator's measure.
type Allocation struct {
	Unit   UnitID
	Amount Number
}

// Measure is a unit of measure and how it converts.
type Measure struct {
	ID      string   // "nghìn cây"
	Aliases []string // other spellings: "1000 cây"
	Base    string   // the measure of which this is Factor; "" when it is its own base
	Factor  Number   // 1 of this is Factor of Base
	Count   bool     // counts whole things: a fraction is a mistake
}

// Campaign is a themed part of the plan (chuyên đề).
type Campaign struct {
	ID   string // "1"
	Name string // short, becomes a tab title
	Text string // full title as printed
}

// Section is a numbered part of the plan in which indicators stand.
type Section struct {
	ID       string // "II.2.1a"
	Name     string
	Campaign string // Campaign.ID, "" for general targets
}

// Unit is a reporting body.
type Unit struct {
	ID      UnitID
	Name    string
	Aliases []string
	Parent  UnitID // "" at a root
	Kind    string
	Emails  []string
	From    Period // first month in which it reports, zero: from the start
	To      Period // last month in which it reports, zero: to the end
}

// Calendar says when periods end and when reports are owed.
type Calendar struct {
	// CutoffDay is the last day of a reporting month, 1–28; 0 is the calendar
	// month's own end. With 14, the reporting month of May ends on 14 May.
	CutoffDay int
	// DueDays is how many days after a period's end its report is owed.
	DueDays int
}

// Thresholds steer judgements.
type Thresholds struct {
	// OnTrack is the least share of the amount expected by now at which a
	// target is on track, such as 0.9.
	OnTrack Number
	// Slip is the factor between a figure and what the target, last period or
	// neighbours suggest from which a magnitude slip is suspected, such as 10.
	Slip Number
}

// Letterhead is the head and foot of printed documents.
type Letterhead struct {
	Superior  string // UBND TỈNH …
	Issuer    string // SỞ …
	Place     string // Lạng Sơn
	Signatory string // title of who signs
	Secretary string // body that keeps the books
}

// Plan is one yearly plan. It is read-only once loaded.
type Plan struct {
	ID         string
	Title      string
	Number     string // as printed on the document
	Year       int
	From, To   Period // months
	Zone       string // IANA name
	Letterhead Letterhead
	Calendar   Calendar
	Thresholds Thresholds
	Campaigns  []Campaign
	Sections   []Section
	Measures   []Measure
	Indicators []Indicator
	Checks     []Check
	Units      []Unit
	Invented   []string // keys of the plan file that the document does not contain
	Digest     string   // SHA-256 of the file, hex
}
