package sync_test

import (
	"context"
	"errors"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"thidua/sync"
	"thidua/workbook"
)

// TestMirrorShowsWhatIsIssued, once for each issue; a sweep looks after it.
func TestMirrorShowsWhatIsIssued(t *testing.T) {
	o, m := newMirrored(t)
	if r := o.run(t); r.Mirror != sync.Shown || len(m.shown) != 1 {
		t.Errorf("first round: %s, shown %d times", r.Mirror, len(m.shown))
	}
	if r := o.run(t); r.Mirror != sync.Current || len(m.shown) != 1 {
		t.Errorf("with nothing changed: %s, shown %d times", r.Mirror, len(m.shown))
	}
	if r, err := o.engine.Sweep(t.Context(), eight.Add(time.Hour)); err != nil || r.Mirror != sync.Shown || len(m.shown) != 2 {
		t.Errorf("sweep: %+v, shown %d times (%v)", r, len(m.shown), err)
	}
	if diff := gocmp.Diff(m.shown[0], m.shown[1]); diff != "" {
		t.Errorf("the same issue is shown in another way:\n%s", diff)
	}
	o.reader.books["b"] = 41
	if r := o.run(t); r.Mirror != sync.Shown || len(m.shown) != 3 {
		t.Errorf("with one figure changed: %s, shown %d times", r.Mirror, len(m.shown))
	}
}

// TestMirrorThatFails does not fail the round, is told, and is tried again
// with what the workbook showed.
func TestMirrorThatFails(t *testing.T) {
	o, m := newMirrored(t)
	m.fails = errors.New("not shared")
	if r := o.run(t); r.Mirror != sync.Failed || !errors.Is(r.MirrorError, m.fails) || !r.Issued || len(o.publisher.copies) != 1 {
		t.Errorf("%s (%v), issued %v", r.Mirror, r.MirrorError, r.Issued)
	}
	m.fails = nil
	r, err := o.engine.Run(t.Context(), eight.Add(time.Hour))
	if err != nil || r.Mirror != sync.Shown || r.Issued {
		t.Errorf("%+v (%v)", r, err)
	}
	undisturbed, n := newMirrored(t)
	undisturbed.run(t)
	if diff := gocmp.Diff(n.shown[0], m.shown[0]); diff != "" {
		t.Errorf("what is shown is not what was issued (- undisturbed, + later):\n%s", diff)
	}
}

// TestAnotherMirror is shown the workbook although nothing has changed.
func TestAnotherMirror(t *testing.T) {
	o, m := newMirrored(t)
	o.run(t)
	m.name = "another"
	if r := o.run(t); r.Mirror != sync.Shown || len(m.shown) != 2 {
		t.Errorf("%s, shown %d times", r.Mirror, len(m.shown))
	}
}

// TestMirrorIsNoSource: it may lie in a folder of which every spreadsheet is read.
func TestMirrorIsNoSource(t *testing.T) {
	o, m := newMirrored(t)
	o.keepInFolder("a", "b", m.name)
	if r := o.run(t); r.Total != 2 {
		t.Errorf("%d sources, want 2", r.Total)
	}
}

// TestMirrorSwitchedOnLater is shown what was issued without it.
func TestMirrorSwitchedOnLater(t *testing.T) {
	o := newBureau(t)
	o.run(t)
	m := &glass{name: "glass"}
	o.engine.Mirror = m
	if r := o.run(t); r.Mirror != sync.Shown || r.Issued {
		t.Fatalf("%s, issued %v", r.Mirror, r.Issued)
	}
	undisturbed, there := newMirrored(t)
	undisturbed.run(t)
	if diff := gocmp.Diff(there.shown[0], m.shown[0]); diff != "" {
		t.Errorf("what is shown is not what was issued:\n%s", diff)
	}
}

// glass is a mirror.
type glass struct {
	name  string
	shown [][]workbook.Table
	fails error
}

func newMirrored(t *testing.T) (*bureau, *glass) {
	t.Helper()
	o, m := newBureau(t), &glass{name: "glass"}
	o.engine.Mirror = m
	return o, m
}

func (g *glass) Source() string { return g.name }

func (g *glass) Show(_ context.Context, tables []workbook.Table, at time.Time) error {
	if g.fails != nil {
		return g.fails
	}
	if !at.Equal(eight) && len(g.shown) == 0 {
		return errors.New("not as of the issue")
	}
	g.shown = append(g.shown, tables)
	return nil
}
