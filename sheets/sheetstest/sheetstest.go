// Package sheetstest holds every sheets.Reader to the same contract. A kind of
// spreadsheets shows how its spreadsheets are made; Run makes them from grids,
// reads them back and compares what both can know.
package sheetstest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"thidua/sheets"
)

// Place keeps spreadsheets of one kind.
type Place interface {
	// Save makes or replaces the spreadsheet of a name, and returns the source
	// under which it is read.
	Save(t *testing.T, name string, book *sheets.Grid) (source string)
	// Delete removes a spreadsheet that was saved.
	Delete(t *testing.T, source string)
	// Open returns a Reader of the sources.
	Open(t *testing.T, sources ...string) sheets.Reader
}

// Kind is a kind of spreadsheets and what its Reader can know.
type Kind struct {
	New func(t *testing.T) Place

	GID     bool // the ids of tabs
	Locale  bool // the language
	Seen    bool // what a person sees, in that language
	Changes bool // which spreadsheets did not change
}

// Run runs the suite.
func Run(t *testing.T, kind Kind) {
	t.Run("books", kind.testBooks)
	t.Run("missing", kind.testMissing)
	t.Run("cancelled", kind.testCancelled)
	t.Run("concurrent", kind.testConcurrent)
	t.Run("revision", kind.testRevision)
	t.Run("changes", kind.testChanges)
}

func (k Kind) testBooks(t *testing.T) {
	place := k.New(t)
	for name, book := range books() {
		t.Run(name, func(t *testing.T) {
			source := place.Save(t, name, book)
			got := read(t, place.Open(t, source), source)
			if got.Source != source {
				t.Errorf("source %q, want %q", got.Source, source)
			}
			if got.Title == "" || got.Revision == "" {
				t.Errorf("title %q, revision %q: neither may be empty", got.Title, got.Revision)
			}
			if diff := cmp.Diff(k.view(book), k.view(got), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(- saved, + read)\n%s", diff)
			}
		})
	}
}

func (k Kind) testMissing(t *testing.T) {
	place := k.New(t)
	source := place.Save(t, "one", oneCell(1))
	reader := place.Open(t, source)
	place.Delete(t, source)
	if _, err := reader.Read(t.Context(), source); !errors.Is(err, sheets.ErrNotFound) {
		t.Errorf("%v, want ErrNotFound", err)
	}
}

func (k Kind) testCancelled(t *testing.T) {
	place := k.New(t)
	source := place.Save(t, "one", oneCell(1))
	reader := place.Open(t, source)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := reader.Read(ctx, source); !errors.Is(err, context.Canceled) {
		t.Errorf("Read: %v, want context.Canceled", err)
	}
	if _, err := reader.Changes(ctx, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("Changes: %v, want context.Canceled", err)
	}
}

func (k Kind) testConcurrent(t *testing.T) {
	place := k.New(t)
	sources := []string{place.Save(t, "one", oneCell(1)), place.Save(t, "two", oneCell(2)), place.Save(t, "all", kinds())}
	reader := place.Open(t, sources...)
	want := map[string]*sheets.Grid{}
	for _, source := range sources {
		want[source] = read(t, reader, source)
	}
	var group sync.WaitGroup
	for i := range 24 {
		source := sources[i%len(sources)]
		group.Go(func() {
			got, err := reader.Read(t.Context(), source)
			if err != nil {
				t.Error(err)
			} else if diff := cmp.Diff(want[source], got); diff != "" {
				t.Errorf("%s differs when read beside others:\n%s", source, diff)
			}
		})
	}
	group.Wait()
}

func (k Kind) testRevision(t *testing.T) {
	place := k.New(t)
	source := place.Save(t, "one", oneCell(1))
	reader := place.Open(t, source)
	first := read(t, reader, source).Revision
	if again := read(t, reader, source).Revision; again != first {
		t.Errorf("revision %s, then %s of what did not change", first, again)
	}
	place.Save(t, "one", oneCell(2))
	if changed := read(t, reader, source).Revision; changed == first {
		t.Errorf("revision %s both before and after a change", first)
	}
	place.Save(t, "one", oneCell(1))
	if back := read(t, reader, source).Revision; back != first {
		t.Errorf("revision %s, and %s once all was as before", first, back)
	}
}

func (k Kind) testChanges(t *testing.T) {
	place := k.New(t)
	one, two, three := place.Save(t, "one", oneCell(1)), place.Save(t, "two", oneCell(2)), place.Save(t, "three", oneCell(3))
	reader := place.Open(t, one, two, three, one)

	c := &changesTest{k, reader, []string{one, two, three}}
	cursor := c.expect(t, "", one, two, three)
	cursor = c.expect(t, cursor)
	place.Save(t, "two", oneCell(22))
	cursor = c.expect(t, cursor, two)
	place.Delete(t, three)
	cursor = c.expect(t, cursor, three)
	place.Save(t, "three", oneCell(3))
	c.expect(t, cursor, three)
	c.expect(t, "a cursor of something else", one, two, three)
}

// A changesTest asks a Reader what changed of some sources.
type changesTest struct {
	Kind
	reader  sheets.Reader
	sources []string
}

// expect asks for changes. A Reader that cannot tell what did not change may
// name more than the wanted sources, and any Reader may name what is none of
// the sources, but each once.
func (c *changesTest) expect(t *testing.T, cursor string, want ...string) (next string) {
	t.Helper()
	changes, err := c.reader.Changes(t.Context(), cursor)
	if err != nil {
		t.Fatal(err)
	}
	got := slices.Sorted(slices.Values(changes.Sources))
	if unique := slices.Compact(slices.Clone(got)); len(unique) != len(got) {
		t.Errorf("changed: %v, want each once", got)
	}
	if changes.All {
		got = slices.Sorted(slices.Values(c.sources))
	}
	got = slices.DeleteFunc(got, func(s string) bool {
		return !slices.Contains(c.sources, s) || !c.Changes && !slices.Contains(want, s)
	})
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("changed: %v, want %v", got, want)
	}
	return changes.Cursor
}

func read(t *testing.T, reader sheets.Reader, source string) *sheets.Grid {
	t.Helper()
	grid, err := reader.Read(t.Context(), source)
	if err != nil {
		t.Fatal(err)
	}
	return grid
}
