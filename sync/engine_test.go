package sync_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/assess"
	"thidua/mail"
	"thidua/plan"
	"thidua/sheets"
	"thidua/store"
	"thidua/sync"
	"thidua/templates"
	"thidua/validate"
)

// eight is when the rounds of these stories run.
var eight = time.Date(2024, 7, 5, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))

// TestRoundReadsOnlyWhatChanged: the second round over the same sheets reads
// nothing and issues nothing; one changed sheet is the only one read.
func TestRoundReadsOnlyWhatChanged(t *testing.T) {
	o := newBureau(t)
	if r := o.run(t); r.Read != 2 || r.Changed != 2 || !r.Issued {
		t.Errorf("first round: read %d, changed %d, issued %v", r.Read, r.Changed, r.Issued)
	}
	if r := o.run(t); r.Read != 0 || r.Changed != 0 || r.Issued {
		t.Errorf("second round: read %d, changed %d, issued %v", r.Read, r.Changed, r.Issued)
	}
	o.reader.books["b"] = 41
	if r := o.run(t); r.Read != 1 || r.Changed != 1 || !r.Issued {
		t.Errorf("third round: read %d, changed %d, issued %v", r.Read, r.Changed, r.Issued)
	}
}

// TestSweepReadsEverything: whatever the reader says of changes.
func TestSweepReadsEverything(t *testing.T) {
	o := newBureau(t)
	o.run(t)
	r, err := o.engine.Sweep(t.Context(), eight)
	if err != nil {
		t.Fatal(err)
	}
	if r.Read != 2 || r.Changed != 0 || r.Issued {
		t.Errorf("read %d, changed %d, issued %v", r.Read, r.Changed, r.Issued)
	}
}

// TestDeadlineIsPrecededByASweep: the first round after a report is overdue
// reads everything before it says so.
func TestDeadlineIsPrecededByASweep(t *testing.T) {
	o := newBureau(t)
	o.run(t)
	due := o.engine.Plan.DueOf(plan.MonthOf(2024, 7))
	for _, step := range []struct {
		at   time.Time
		read int
	}{{due.Add(-time.Minute), 0}, {due.Add(time.Minute), 2}, {due.Add(time.Hour), 0}} {
		r, err := o.engine.Run(t.Context(), step.at)
		if err != nil {
			t.Fatal(err)
		}
		if r.Read != step.read {
			t.Errorf("at %v: read %d, want %d", step.at, r.Read, step.read)
		}
	}
}

// TestNothingChangedCostsNoJudging, and the next day judges anew.
func TestNothingChangedCostsNoJudging(t *testing.T) {
	o := newBureau(t)
	first := o.run(t)
	again := o.run(t)
	if again.Errors != first.Errors || again.Verdicts[assess.Unknown] != first.Verdicts[assess.Unknown] || !total(again).Equal(total(first)) {
		t.Errorf("confirmed: %+v, was %+v", again, first)
	}
	o.engine.Sources = o.engine.Sources[:1]
	if r := o.run(t); total(r).String() != "10" {
		t.Errorf("a source was taken away: total %s", total(r))
	}
	tomorrow, err := o.engine.Run(t.Context(), eight.AddDate(0, 0, 1))
	if err != nil || tomorrow.Read != 0 || total(tomorrow).String() != "10" {
		t.Errorf("the next day: %+v, %v", tomorrow, err)
	}
}

// TestOtherPlanReadsEverythingAgain: what is kept was understood otherwise.
func TestOtherPlanReadsEverythingAgain(t *testing.T) {
	o := newBureau(t)
	o.run(t)
	o.engine.Plan.Digest = "another"
	if r := o.run(t); r.Read != 2 {
		t.Errorf("read %d sources, want 2", r.Read)
	}
}

// TestFailingSourceKeepsItsLastFigures and is tried again in every round.
func TestFailingSourceKeepsItsLastFigures(t *testing.T) {
	o := newBureau(t)
	before := o.run(t)
	o.reader.fails["a"] = fmt.Errorf("unpack: %w", sheets.ErrCorrupt)
	for range 2 {
		r := o.run(t)
		if r.Failed != 1 || len(r.Failures) != 1 || r.Failures[0].Rule != "source-corrupt" {
			t.Fatalf("failures %+v", r.Failures)
		}
		if got, want := total(r), total(before); !got.Equal(want) {
			t.Errorf("total %s, want %s as before", got, want)
		}
	}
	delete(o.reader.fails, "a")
	if r := o.run(t); r.Failed != 0 {
		t.Errorf("still failing: %+v", r.Failures)
	}
}

// TestCopyIsMadeAgain: the round is over when its transaction is; a copy that
// failed is made by the next round although nothing has changed.
func TestCopyIsMadeAgain(t *testing.T) {
	o := newBureau(t)
	o.publisher.fails = errors.New("disk full")
	if _, err := o.engine.Run(t.Context(), eight); err == nil {
		t.Fatal("a copy that failed was not said")
	}
	o.publisher.fails = nil
	r := o.run(t)
	if r.Issued || len(o.publisher.copies) != 1 {
		t.Errorf("issued %v, %d copies, want the one of the round before", r.Issued, len(o.publisher.copies))
	}
}

// TestInterruptedRoundLosesNothing: what ends in the middle is gone on with.
func TestInterruptedRoundLosesNothing(t *testing.T) {
	o := newBureau(t)
	ctx, cancel := context.WithCancel(t.Context())
	o.reader.onRead = func(id string) {
		if id == "b" {
			cancel()
		}
	}
	if _, err := o.engine.Run(ctx, eight); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want an interruption", err)
	}
	if len(o.publisher.copies) != 0 {
		t.Error("half a round was published")
	}
	o.reader.onRead = nil
	if r := o.run(t); r.Failed != 0 || total(r).String() != "30" {
		t.Errorf("after going on: %d failed, total %s", r.Failed, total(r))
	}
}

// total is the whole plan's figure of the one indicator.
func total(r *sync.Result) plan.Number {
	for _, a := range r.Assessments {
		if a.Unit == "" {
			return a.Actual
		}
	}
	return plan.Number{}
}

// bureau is two units, each with one sheet that holds one figure.
type bureau struct {
	engine    *sync.Engine
	reader    *shelf
	publisher *desk
}

func newBureau(t *testing.T) *bureau {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "thidua.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	data, err := os.ReadFile("testdata/plan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, problems := plan.Load("testdata/plan.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("%+v", problems)
	}
	words, err := templates.Load(templates.Vietnamese)
	if err != nil {
		t.Fatal(err)
	}
	o := &bureau{reader: &shelf{books: map[string]float64{"a": 10, "b": 20}, fails: map[string]error{}}, publisher: &desk{}}
	o.engine = &sync.Engine{
		Plan: p, Store: st, Publisher: o.publisher, Words: words,
		Sources: []sync.Source{{Unit: "a", ID: "a", Reader: "shelf"}, {Unit: "b", ID: "b", Reader: "shelf"}},
		Readers: map[string]sheets.Reader{"shelf": o.reader},
		Mail:    mail.Settings{From: "office@example.com", Words: words},
		Link:    func(plan.Origin) string { return "" },
		Workers: 1, Log: slog.New(slog.DiscardHandler),
	}
	return o
}

func (o *bureau) run(t *testing.T) *sync.Result {
	t.Helper()
	r, err := o.engine.Run(t.Context(), eight)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// shelf is a reader of sheets with one figure each: June's.
type shelf struct {
	books     map[string]float64
	registers map[string][][]string // sheets of text instead
	odd       string                // what stands in place of the figures
	fails     map[string]error
	down      error // whatever is asked
	onRead    func(id string)
	seen      map[string]float64
}

func (s *shelf) Changes(_ context.Context, cursor string) (sheets.Changes, error) {
	if s.down != nil {
		return sheets.Changes{}, s.down
	}
	changes := sheets.Changes{Cursor: fmt.Sprint(s.books)}
	for id, figure := range s.books {
		if cursor == "" || s.seen[id] != figure || s.fails[id] != nil {
			changes.Sources = append(changes.Sources, id)
		}
	}
	s.seen = map[string]float64{}
	for id, figure := range s.books {
		s.seen[id] = figure
	}
	return changes, nil
}

func (s *shelf) Read(ctx context.Context, id string) (*sheets.Grid, error) {
	if s.onRead != nil {
		s.onRead(id)
	}
	if err := errors.Join(ctx.Err(), s.fails[id]); err != nil {
		return nil, err
	}
	if rows, ok := s.registers[id]; ok {
		return registerOf(id, rows), nil
	}
	figure := s.books[id]
	cell := sheets.Cell{Kind: sheets.Number, Number: figure, Seen: fmt.Sprint(figure)}
	if s.odd != "" {
		cell = text(s.odd)
	}
	return &sheets.Grid{
		Source: id, Title: id, Revision: fmt.Sprint(figure),
		Tabs: []sheets.Tab{{Title: "Báo cáo", Cells: [][]sheets.Cell{
			{text("STT"), text("Chỉ tiêu"), text("Lũy kế tháng 6/2024")},
			{text("1"), text("Trồng rừng"), cell},
		}}},
	}, nil
}

func text(s string) sheets.Cell { return sheets.Cell{Kind: sheets.Text, Text: s, Seen: s} }

func registerOf(id string, rows [][]string) *sheets.Grid {
	tab := sheets.Tab{Title: "Đăng ký"}
	for _, row := range rows {
		var cells []sheets.Cell
		for _, s := range row {
			cells = append(cells, text(s))
		}
		tab.Cells = append(tab.Cells, cells)
	}
	return &sheets.Grid{Source: id, Title: id, Revision: fmt.Sprint(rows), Tabs: []sheets.Tab{tab}}
}

// desk is where the workbook is copied to.
type desk struct {
	copies [][]byte
	fails  error
}

func (d *desk) Publish(_ context.Context, data []byte) error {
	if d.fails != nil {
		return d.fails
	}
	d.copies = append(d.copies, data)
	return nil
}

func (d *desk) Published(context.Context) (bool, error) { return len(d.copies) > 0, nil }

// TestPastRewritten: what is altered after its report was overdue is said, and
// no longer once it says again what it said.
func TestPastRewritten(t *testing.T) {
	o := newBureau(t)
	o.run(t)
	for _, step := range []struct {
		figure float64
		found  bool
	}{{11, true}, {12, true}, {10, false}} {
		o.reader.books["a"] = step.figure
		if _, err := o.engine.Run(t.Context(), eight.AddDate(0, 2, 0)); err != nil {
			t.Fatal(err)
		}
		if o.has(t, validate.RulePastRewritten) != step.found {
			t.Errorf("with %v in place of 10: found %v, want %v", step.figure, !step.found, step.found)
		}
	}
}
