package sync_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sync"
)

// TestFeedback is written where something is wrong, once, and taken back when
// that is corrected.
func TestFeedback(t *testing.T) {
	o, pen := newAnnotated(t)
	o.reader.odd = "mười"
	o.run(t)
	wrote := pen.take()
	if len(wrote) != 2 || wrote[0].source != "a" || len(wrote[0].notes) != 1 {
		t.Fatalf("wrote %+v", wrote)
	}
	note := wrote[0].notes[0]
	if note.Tab != "Báo cáo" || note.Cell != "C2" || !strings.HasPrefix(note.Text, "05/07/2024\n") || !strings.Contains(note.Text, "mười") {
		t.Errorf("note %+v", note)
	}
	o.run(t)
	if wrote := pen.take(); len(wrote) != 0 {
		t.Errorf("with nothing new: %v", wrote)
	}
	o.reader.books["a"], o.reader.odd = 12, "" // of b nobody has said that it changed
	o.run(t)
	wrote = pen.take()
	if len(wrote) != 1 || len(wrote[0].notes) != 0 || !slices.Contains(wrote[0].ours, note.Text) {
		t.Errorf("corrected: %+v", wrote)
	}
}

// TestFeedbackThatFails is tried again: at once when that may help, else in the
// next sweep. What it said is known to be ours all the same.
func TestFeedbackThatFails(t *testing.T) {
	for _, c := range []struct {
		err   error
		again int // times the next round tries
	}{{sheets.ErrBusy, 1}, {sheets.ErrAuth, 1}, {sheets.ErrDenied, 0}, {sheets.ErrNotSpreadsheet, 0}} {
		o, pen := newAnnotated(t)
		o.reader.odd = "mười"
		pen.fails = fmt.Errorf("no: %w", c.err)
		o.run(t)
		first := pen.take()
		o.run(t)
		if again := pen.take(); len(again) != c.again*len(first) {
			t.Errorf("%v: the next round tries %d times", c.err, len(again))
		}
		pen.fails = nil
		if _, err := o.engine.Sweep(t.Context(), eight.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		wrote := pen.take()
		if len(wrote) != len(first) || len(wrote) == 0 || !slices.Contains(wrote[0].ours, first[0].notes[0].Text) {
			t.Errorf("%v: the sweep writes %+v", c.err, wrote)
		}
	}
}

// pen notes what is written with it.
type pen struct {
	wrote []written
	fails error
}

type written struct {
	source string
	notes  []sheets.Note
	ours   []string
}

func newAnnotated(t *testing.T) (*bureau, *pen) {
	t.Helper()
	o, p := newBureau(t), &pen{}
	o.engine.Annotators = map[string]sync.Annotator{"shelf": p}
	return o, p
}

func (p *pen) take() []written {
	wrote := p.wrote
	p.wrote = nil
	return wrote
}

func (p *pen) Annotate(_ context.Context, source string, notes []sheets.Note, ours []string) error {
	p.wrote = append(p.wrote, written{source, notes, ours})
	return p.fails
}
