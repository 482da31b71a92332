package main

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"time"

	"thidua/assess"
	"thidua/mail"
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/google"
	"thidua/store"
	"thidua/sync"
	"thidua/validate"
)

// The shapes below are public: other programs rely on them. What is not
// there is "", never null; only done may be null.

func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

type problemJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Path    string `json:"path"`
	Value   string `json:"value"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

type planJSON struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Year       int             `json:"year"`
	From       plan.Period     `json:"from"`
	To         plan.Period     `json:"to"`
	Indicators []indicatorJSON `json:"indicators"`
	Units      []unitJSON      `json:"units"`
}

type indicatorJSON struct {
	Code      plan.Code      `json:"code"`
	Name      string         `json:"name"`
	Kind      plan.Kind      `json:"kind"`
	Direction plan.Direction `json:"direction"`
	Measure   string         `json:"measure"`
	Section   string         `json:"section"`
	Target    targetJSON     `json:"target"`
	Rollup    plan.Rollup    `json:"rollup"`
	Frequency plan.Frequency `json:"frequency"`
	Due       plan.Period    `json:"due"`
	Reporters []plan.UnitID  `json:"reporters"`
	Citations []string       `json:"citations"`
	Conflict  string         `json:"conflict"`
}

type targetJSON struct {
	Op        plan.Op     `json:"op"`
	Low       plan.Number `json:"low"`
	High      plan.Number `json:"high"`
	Tolerance plan.Number `json:"tolerance"`
}

type unitJSON struct {
	ID     plan.UnitID `json:"id"`
	Name   string      `json:"name"`
	Parent plan.UnitID `json:"parent"`
	Kind   string      `json:"kind"`
}

func planToJSON(p *plan.Plan) planJSON {
	out := planJSON{ID: p.ID, Title: p.Title, Year: p.Year, From: p.From, To: p.To, Indicators: []indicatorJSON{}, Units: []unitJSON{}}
	for _, x := range p.Indicators {
		citations := []string{}
		for _, c := range x.Citations {
			citations = append(citations, c.String())
		}
		out.Indicators = append(out.Indicators, indicatorJSON{
			Code: x.Code, Name: x.Name, Kind: x.Kind, Direction: x.Direction, Measure: x.Measure, Section: x.Section,
			Target: targetJSON{x.Target.Op, x.Target.Low, x.Target.High, x.Target.Tolerance},
			Rollup: x.Rollup, Frequency: x.Frequency, Due: x.Due,
			Reporters: append([]plan.UnitID{}, x.Reporters...), Citations: citations, Conflict: x.Conflict,
		})
	}
	for _, u := range p.Units {
		out.Units = append(out.Units, unitJSON{u.ID, u.Name, u.Parent, u.Kind})
	}
	return out
}

type readingJSON struct {
	Source       sourceJSON        `json:"source"`
	Tables       []tableJSON       `json:"tables"`
	Observations []observationJSON `json:"observations"`
	Findings     []findingJSON     `json:"findings"`
	Ledger       ledgerJSON        `json:"ledger"`
	Rows         []rowJSON         `json:"rows"`
}

type sourceJSON struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Revision string `json:"revision"`
	Locale   string `json:"locale"`
}

type tableJSON struct {
	Tab     string             `json:"tab"`
	GID     string             `json:"gid"`
	Kind    validate.TableKind `json:"kind"`
	Header  headerJSON         `json:"header"`
	Columns []columnJSON       `json:"columns"`
}

type headerJSON struct {
	From int `json:"from"`
	To   int `json:"to"`
}

type columnJSON struct {
	Col    string        `json:"col"`
	Role   validate.Role `json:"role"`
	Period plan.Period   `json:"period"`
}

type observationJSON struct {
	Unit        plan.UnitID `json:"unit"`
	Indicator   plan.Code   `json:"indicator"`
	Period      plan.Period `json:"period"`
	Basis       plan.Basis  `json:"basis"`
	Status      plan.Status `json:"status"`
	Value       plan.Number `json:"value"`
	Numerator   plan.Number `json:"numerator"`
	Denominator plan.Number `json:"denominator"`
	Done        *bool       `json:"done"`
	Document    string      `json:"document"`
	Date        string      `json:"date"`
	Raw         string      `json:"raw"`
	Tab         string      `json:"tab"`
	Cell        string      `json:"cell"`
	Cells       []string    `json:"cells"`
}

type ledgerJSON struct {
	NonEmpty  int            `json:"nonempty"`
	Used      int            `json:"used"`
	Ignored   int            `json:"ignored"`
	Reported  int            `json:"reported"`
	IgnoredBy map[string]int `json:"ignored_by"`
}

// rowJSON is what one row was taken for, and why. Scores go from 0 to 1.
type rowJSON struct {
	Tab        string          `json:"tab"`
	Cell       string          `json:"cell"` // of the label
	Label      string          `json:"label"`
	Indicator  plan.Code       `json:"indicator"`
	Part       validate.Role   `json:"part"`
	How        string          `json:"how"`
	Name       string          `json:"name"`
	Score      float64         `json:"score"`
	Ambiguous  bool            `json:"ambiguous"`
	Candidates []candidateJSON `json:"candidates"`
}

type candidateJSON struct {
	Indicator plan.Code `json:"indicator"`
	Score     float64   `json:"score"`
}

type findingJSON struct {
	Rule      string            `json:"rule"`
	Severity  validate.Severity `json:"severity"`
	Unit      plan.UnitID       `json:"unit"`
	Indicator plan.Code         `json:"indicator"`
	Period    plan.Period       `json:"period"`
	Tab       string            `json:"tab"`
	Cell      string            `json:"cell"`
	Found     string            `json:"found"`
	Expected  string            `json:"expected"`
	Message   string            `json:"message"`
	Hint      string            `json:"hint"`
	URL       string            `json:"url"`
	Source    string            `json:"source"`
}

func readingToJSON(r *validate.Reading, rows []rowJSON, findings []findingJSON) readingJSON {
	out := readingJSON{
		Rows:   rows,
		Source: sourceJSON{r.Source, r.Title, r.Revision, r.Locale},
		Tables: []tableJSON{}, Observations: []observationJSON{}, Findings: findings,
		Ledger: ledgerJSON{r.Ledger.NonEmpty, r.Ledger.Used, r.Ledger.Ignored, r.Ledger.Reported, r.Ledger.IgnoredBy},
	}
	if out.Ledger.IgnoredBy == nil {
		out.Ledger.IgnoredBy = map[string]int{}
	}
	for _, t := range r.Tables {
		columns := []columnJSON{}
		for _, c := range t.Columns {
			columns = append(columns, columnJSON{c.Col, c.Role, c.Period})
		}
		out.Tables = append(out.Tables, tableJSON{t.Tab, t.GID, t.Kind, headerJSON{t.HeaderFrom, t.HeaderTo}, columns})
	}
	for _, o := range r.Observations {
		out.Observations = append(out.Observations, observationJSON{
			Unit: o.Unit, Indicator: o.Indicator, Period: o.Period, Basis: o.Basis, Status: o.Status,
			Value: o.Value.Number, Numerator: o.Value.Numerator, Denominator: o.Value.Denominator,
			Done: doneToJSON(o.Value.Done), Document: o.Value.Document, Date: o.Value.Date,
			Raw: o.Raw, Tab: o.Origin.Tab, Cell: o.Origin.Cell, Cells: append([]string{}, o.Cells...),
		})
	}
	return out
}

// rowsToJSON tells of the rows of a grid.
func rowsToJSON(g *sheets.Grid, told *validate.Explanation) []rowJSON {
	out := []rowJSON{}
	for i, tab := range told.Tabs {
		for _, r := range tab.Rows {
			row := rowJSON{
				Tab: g.Tabs[i].Title, Cell: r.Ref.A1(), Label: r.Label, Indicator: r.Indicator, Part: r.Part,
				How: r.How, Name: r.Name, Score: hundredths(r.Score), Ambiguous: r.Ambiguous, Candidates: []candidateJSON{},
			}
			for _, c := range r.Candidates {
				row.Candidates = append(row.Candidates, candidateJSON{c.Code, hundredths(c.Score)})
			}
			out = append(out, row)
		}
	}
	return out
}

// hundredths rounds a score down: what is not certain never becomes 1.
func hundredths(score float64) float64 { return math.Floor(score*100+1e-9) / 100 }

func doneToJSON(d plan.Done) *bool {
	if d == plan.NotSaid {
		return nil
	}
	yes := d == plan.DoneYes
	return &yes
}

type syncJSON struct {
	Round    int64          `json:"round"`
	Sources  sourcesJSON    `json:"sources"`
	Findings severitiesJSON `json:"findings"`
	Verdicts map[string]int `json:"verdicts"`
	Workbook string         `json:"workbook"`
	Issued   bool           `json:"issued"`
	Mails    int            `json:"mails"`
	Calls    callsJSON      `json:"calls"`
	Failed   []failedJSON   `json:"failed"`
	Mirror   mirrorJSON     `json:"mirror"`

	Adjustments adjustmentsJSON `json:"adjustments"`
}

// adjustmentsJSON counts the secretariat's adjustments by what became of them.
type adjustmentsJSON struct {
	Applied  int `json:"applied"`
	Matched  int `json:"matched"`
	Unusable int `json:"unusable"`
}

// mirrorJSON is how the spreadsheet of google.publish stands.
type mirrorJSON struct {
	State sync.MirrorState `json:"state"`
	Error string           `json:"error"`
}

type sourcesJSON struct {
	Total   int `json:"total"`
	Changed int `json:"changed"`
	Read    int `json:"read"`
	Failed  int `json:"failed"`
}

type severitiesJSON struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

type callsJSON struct {
	Sheets int `json:"sheets"`
	Drive  int `json:"drive"`
}

type failedJSON struct {
	Unit plan.UnitID `json:"unit"`
	Rule string      `json:"rule"`
}

func syncToJSON(r *sync.Result, workbookPath string, calls google.Calls) syncJSON {
	out := syncJSON{
		Round:    r.Round,
		Sources:  sourcesJSON{r.Total, r.Changed, r.Read, r.Failed},
		Findings: severitiesJSON{r.Errors, r.Warnings, r.Infos},
		Verdicts: map[string]int{}, Workbook: workbookPath, Issued: r.Issued, Mails: len(r.Messages),
		Calls: callsJSON{calls.Sheets, calls.Drive}, Failed: failuresToJSON(r.Failures),
	}
	out.Adjustments = adjustmentsJSON{
		r.Adjustments[validate.AdjustmentApplied], r.Adjustments[validate.AdjustmentMatched], r.Adjustments[validate.AdjustmentUnusable],
	}
	out.Mirror.State = r.Mirror
	if r.MirrorError != nil {
		out.Mirror.Error = r.MirrorError.Error()
	}
	for _, v := range assess.Verdicts() {
		out.Verdicts[v.String()] = r.Verdicts[v]
	}
	return out
}

func failuresToJSON(failures []sync.Failure) []failedJSON {
	out := []failedJSON{}
	for _, f := range failures {
		out = append(out, failedJSON{f.Unit, f.Rule})
	}
	slices.SortFunc(out, func(a, b failedJSON) int { return cmp.Compare(a.Unit, b.Unit) })
	return out
}

type statusJSON struct {
	AsOf        string           `json:"as_of"`
	Assessments []assessmentJSON `json:"assessments"`
}

type assessmentJSON struct {
	Indicator       plan.Code     `json:"indicator"`
	Unit            plan.UnitID   `json:"unit"`
	Period          plan.Period   `json:"period"`
	Actual          plan.Number   `json:"actual"`
	Target          plan.Number   `json:"target"`
	TargetHigh      plan.Number   `json:"target_high"`
	Expected        plan.Number   `json:"expected"`
	Completion      plan.Number   `json:"completion"`
	Verdict         string        `json:"verdict"`
	Gap             plan.Number   `json:"gap"`
	NeededPerPeriod plan.Number   `json:"needed_per_period"`
	Forecast        plan.Number   `json:"forecast"`
	Overdue         bool          `json:"overdue"`
	Missing         []plan.UnitID `json:"missing"`
}

func assessmentToJSON(x assess.Assessment) assessmentJSON {
	return assessmentJSON{
		Indicator: x.Indicator, Unit: x.Unit, Period: x.Period, Actual: x.Actual, Target: bound(x.Target), TargetHigh: x.Target.High,
		Expected: x.Expected, Completion: x.Completion, Verdict: x.Verdict.String(), Gap: x.Gap,
		NeededPerPeriod: x.NeededPerPeriod, Forecast: x.Forecast, Overdue: x.Overdue,
		Missing: append([]plan.UnitID{}, x.Missing...),
	}
}

// bound is the figure a target is measured against: the low bound, or the
// high one of a ceiling.
func bound(t plan.Target) plan.Number {
	if t.Low.Known() {
		return t.Low
	}
	return t.High
}

type mailJSON struct {
	Reason    mail.Reason `json:"reason"`
	Unit      string      `json:"unit"`
	To        string      `json:"to"`
	Subject   string      `json:"subject"`
	MessageID string      `json:"message_id"`
	State     mail.State  `json:"state"`
	QueuedAt  time.Time   `json:"queued_at"`
	StateAt   time.Time   `json:"state_at"`
	Attempts  int         `json:"attempts"`
	LastError string      `json:"last_error"`
}

func mailsToJSON(entries []store.OutboxEntry) []mailJSON {
	out := []mailJSON{}
	for _, m := range entries {
		out = append(out, mailJSON{
			m.Reason, m.Unit, m.To, m.Subject, m.MessageID, m.State, m.QueuedAt, m.StateAt, m.Attempts, m.LastError,
		})
	}
	return out
}
