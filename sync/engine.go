package sync

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"thidua/assess"
	"thidua/mail"
	"thidua/plan"
	"thidua/sheets"
	"thidua/store"
	"thidua/templates"
	"thidua/validate"
)

// Source is one spreadsheet of one unit.
type Source struct {
	Unit   plan.UnitID
	ID     string // as its reader knows it
	Reader string // key into Engine.Readers
}

// Publisher copies the issued workbook to where people open it.
type Publisher interface {
	// Publish makes data the current workbook, wholly or not at all.
	Publish(ctx context.Context, data []byte) error
	// Published reports whether a workbook is there at all.
	Published(ctx context.Context) (bool, error)
}

// Engine runs rounds over one plan. Its fields are set once, by cmd.
type Engine struct {
	Plan        *plan.Plan
	Sources     []Source
	Collections []Collection // list more sources
	Adjustments Source       // the secretariat's adjustments; no ID for none
	// Identify returns the source that the address of a spreadsheet stands
	// for, as a register has it.
	Identify  func(link string) (source string, ok bool)
	Readers   map[string]sheets.Reader
	Store     *store.Store
	Publisher Publisher
	Mirror    Mirror // nil for none
	// Annotators write feedback into the sources of the readers of these
	// names; nil for no feedback.
	Annotators map[string]Annotator
	Words      *templates.Catalog
	Mail       mail.Settings
	// WorkbookName is the name under which the workbook goes with the digest.
	WorkbookName string
	// DailyCap is how many messages may go in a day at most.
	DailyCap int
	// Link returns where a figure's cell opens, for the workbook.
	Link func(plan.Origin) string
	// Workers is how many sources are read at a time, at least 1.
	Workers int
	// Progress is told after each source that was dealt with; it may be nil.
	Progress func(done, total int)
	Log      *slog.Logger
}

// Failure is a source that could not be read, and the rule that says why.
type Failure struct {
	Unit   plan.UnitID
	Source string
	Rule   string
	Err    error
}

// Result is what one round did.
type Result struct {
	Round                        int64
	Total, Changed, Read, Failed int // sources
	Errors, Warnings, Infos      int // open findings after the round
	Verdicts                     map[assess.Verdict]int
	Assessments                  []assess.Assessment
	Issued                       bool // a new workbook was issued
	Adjustments                  map[validate.AdjustmentState]int
	Mirror                       MirrorState
	MirrorError                  error
	Failures                     []Failure
	Messages                     []mail.Message // due after the round
}

// Run runs one round as of now over the sources that may have changed, and
// over all of them when a deadline has passed since the last round: nobody is
// called late because a change was told late. A source that cannot be read never stops it: Result.Failures tells. The error
// says what we could not do; a round that was interrupted leaves everything
// it has saved, and the next one goes on.
func (e *Engine) Run(ctx context.Context, now time.Time) (*Result, error) {
	last, ok, err := e.Store.LastRound(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the last round: %w", err)
	}
	deadline := ok && e.Plan.LastOwed(last.FinishedAt) != e.Plan.LastOwed(now)
	return e.run(ctx, now, deadline)
}

// Sweep is Run over every source, whether or not its reader says that it may
// have changed.
func (e *Engine) Sweep(ctx context.Context, now time.Time) (*Result, error) {
	return e.run(ctx, now, true)
}

func (e *Engine) run(ctx context.Context, now time.Time, everything bool) (*Result, error) {
	round, err := e.Store.BeginRound(ctx, e.Plan.Digest, now)
	if err != nil {
		return nil, fmt.Errorf("begin round: %w", err)
	}
	log := e.Log.With("round", round.ID)
	pulled, err := e.pull(ctx, round.ID, everything, now)
	if err != nil {
		return nil, fmt.Errorf("round %d: %w", round.ID, err)
	}
	log.Info("sources pulled", "total", len(pulled.sources), "read", len(pulled.read), "changed", pulled.changed, "failed", len(pulled.failures))
	result, err := e.consolidate(ctx, round.ID, pulled, now)
	if err != nil {
		return nil, fmt.Errorf("round %d: %w", round.ID, err)
	}
	issue, err := e.issued(ctx)
	if err != nil {
		return nil, fmt.Errorf("round %d: %w", round.ID, err)
	}
	if err := e.publish(ctx, issue); err != nil {
		return nil, fmt.Errorf("round %d: %w", round.ID, err)
	}
	if err := e.mirror(ctx, issue, pulled, everything, result); err != nil {
		return nil, fmt.Errorf("round %d: %w", round.ID, err)
	}
	if err := e.locate(ctx, pulled.read); err != nil {
		return nil, fmt.Errorf("round %d: %w", round.ID, err)
	}
	if err := e.feedback(ctx, pulled.sources, everything); err != nil {
		return nil, fmt.Errorf("round %d: feedback: %w", round.ID, err)
	}
	if result.Messages, err = e.Due(ctx, now); err != nil {
		return nil, fmt.Errorf("round %d: %w", round.ID, err)
	}
	log.Info("round finished", "errors", result.Errors, "warnings", result.Warnings, "issued", result.Issued, "mails_due", len(result.Messages))
	return result, nil
}

// publish copies the issued workbook when its copy has not been made yet, or
// is gone. A crash between the round's end and the copy heals here.
func (e *Engine) publish(ctx context.Context, issue store.Workbook) error {
	if issue.Round == 0 {
		return nil
	}
	there, err := e.Publisher.Published(ctx)
	if err != nil {
		return fmt.Errorf("look for the workbook: %w", err)
	}
	if there && issue.Copied {
		return nil
	}
	if err := e.Publisher.Publish(ctx, issue.Data); err != nil {
		return fmt.Errorf("publish the workbook: %w", err)
	}
	return e.Store.MarkCopied(ctx, issue.Round)
}
