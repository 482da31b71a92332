package sync_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"thidua/mail"
	"thidua/sheets"
	"thidua/store"
	"thidua/sync"
	"thidua/validate"
)

// TestFolderListsSources: what lies in a folder is read, what is put there
// later as well, and what is taken away no longer counts.
func TestFolderListsSources(t *testing.T) {
	o := newBureau(t)
	cabinet := o.keepInFolder("a")
	if r := o.run(t); r.Total != 1 || r.Read != 1 || total(r).String() != "10" {
		t.Fatalf("%d sources, %d read, total %s", r.Total, r.Read, total(r))
	}
	if r := o.run(t); r.Read != 0 || cabinet.opened != 1 {
		t.Errorf("nothing changed: %d read, the folder was opened %d times", r.Read, cabinet.opened)
	}
	cabinet.lists = []string{"a", "b"}
	o.reader.books["folder"]++ // as Drive tells of the folder when a file comes to it
	if r := o.run(t); r.Total != 2 || r.Read != 1 {
		t.Errorf("a file came: %d sources, %d read", r.Total, r.Read)
	}
	cabinet.lists = []string{"b"}
	o.reader.books["a"]++ // as Drive tells of the file that left
	if r := o.run(t); r.Total != 1 || total(r).String() != "20" {
		t.Errorf("a file left: %d sources, total %s", r.Total, total(r))
	}
}

// TestFolderThatCannotBeListedKeepsItsSources and is tried in every round.
func TestFolderThatCannotBeListedKeepsItsSources(t *testing.T) {
	o := newBureau(t)
	cabinet := o.keepInFolder("a", "b")
	before := o.run(t)
	cabinet.fails = fmt.Errorf("list: %w", sheets.ErrDenied)
	o.reader.books["folder"]++
	for range 2 {
		r := o.run(t)
		if r.Total != 2 || !total(r).Equal(total(before)) || len(r.Failures) != 1 || r.Failures[0].Rule != validate.RuleSourceDenied {
			t.Fatalf("%d sources, total %s, failures %+v", r.Total, total(r), r.Failures)
		}
	}
	cabinet.fails = nil
	if r := o.run(t); r.Failed != 0 || cabinet.opened != 4 {
		t.Errorf("%+v after %d looks", r.Failures, cabinet.opened)
	}
}

// TestRegisterListsSources: a row is a source; a row that cannot be used is
// said until it is corrected; addresses of the register are written to.
func TestRegisterListsSources(t *testing.T) {
	o := newBureau(t)
	o.engine.Sources = nil
	o.engine.Collections = []sync.Collection{{ID: "register", Reader: "shelf"}}
	o.engine.Identify = func(link string) (string, bool) { return link, link == "a" || link == "b" }
	o.reader.registers = map[string][][]string{"register": {
		{"Đơn vị", "Liên kết", "Thư điện tử"}, {"a", "a", "new@example.vn"}, {"b", "Báo cáo của B", ""},
	}}
	o.reader.books["register"] = 1
	r := o.run(t)
	if r.Total != 1 || total(r).String() != "10" || !o.has(t, validate.RuleRegisterInvalid) {
		t.Fatalf("%d sources, total %s", r.Total, total(r))
	}
	if !slices.ContainsFunc(r.Messages, func(m mail.Message) bool { return m.To == "new@example.vn" }) {
		t.Errorf("nobody writes to new@example.vn: %d messages", len(r.Messages))
	}
	o.reader.registers["register"][2][1] = "b"
	o.reader.books["register"]++
	if r := o.run(t); r.Total != 2 || total(r).String() != "30" || o.has(t, validate.RuleRegisterInvalid) {
		t.Errorf("corrected: %d sources, total %s", r.Total, total(r))
	}
}

// TestReaderThatIsDownBlamesNoUnit: the figures stay, every source of the
// reader counts as failed, and what changed meanwhile is read afterwards, and
// nothing else.
func TestReaderThatIsDownBlamesNoUnit(t *testing.T) {
	o := newBureau(t)
	before := o.run(t)
	o.reader.down = fmt.Errorf("ask: %w", sheets.ErrBusy)
	o.reader.books["b"] = 25
	r := o.run(t)
	if r.Read != 0 || r.Failed != 2 || !total(r).Equal(total(before)) {
		t.Errorf("read %d, failed %d, total %s", r.Read, r.Failed, total(r))
	}
	open, err := o.engine.Store.OpenFindings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range open {
		if f.Rule == validate.RuleSourceUnreachable && f.Unit != "" {
			t.Errorf("%s is blamed", f.Unit)
		}
	}
	o.reader.down = nil
	if r := o.run(t); r.Read != 1 || r.Failed != 0 || total(r).String() != "35" || o.has(t, validate.RuleSourceUnreachable) {
		t.Errorf("afterwards: read %d, failed %d, total %s", r.Read, r.Failed, total(r))
	}
}

// TestRejectedCredentialStopsAsking: the first answer stands for all.
func TestRejectedCredentialStopsAsking(t *testing.T) {
	o := newBureau(t)
	asked := 0
	o.reader.onRead = func(string) { asked++ }
	o.reader.fails = map[string]error{"a": sheets.ErrAuth, "b": sheets.ErrAuth}
	if r := o.run(t); r.Failed != 2 || asked != 1 {
		t.Errorf("failed %d, asked %d times", r.Failed, asked)
	}
	o.reader.fails = map[string]error{}
	if r := o.run(t); r.Failed != 0 || total(r).String() != "30" {
		t.Errorf("afterwards: %+v", r.Failures)
	}
}

// TestLinksAreLearntLater: a reader that does not see the ids of tabs is
// asked for those of sources with findings, once.
func TestLinksAreLearntLater(t *testing.T) {
	o := newBureau(t)
	o.reader.odd = "ước mười" // a figure that cannot be read
	catalogue := &catalogue{shelf: o.reader, ids: map[string]string{"Báo cáo": "7"}}
	o.engine.Readers["shelf"] = catalogue
	o.run(t)
	open, err := o.engine.Store.OpenFindings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(open, func(f store.Finding) bool { return f.Origin.GID == "7" }) {
		t.Errorf("no finding has its tab: %+v", open)
	}
	o.run(t)
	if err := o.engine.Locate(t.Context()); err != nil || catalogue.asked != 2 {
		t.Errorf("%v, asked %d times for two sources", err, catalogue.asked)
	}
	o.reader.books["a"] = 11
	if o.run(t); catalogue.asked != 2 {
		t.Errorf("what is known was asked for again: %d", catalogue.asked)
	}
	catalogue.busy = true
	if err := o.engine.Locate(t.Context()); err != nil {
		t.Errorf("a busy reader: %v", err)
	}
}

// keepInFolder has the spreadsheets listed by a folder of unit a.
func (o *bureau) keepInFolder(ids ...string) *cabinet {
	c := &cabinet{shelf: o.reader, lists: ids}
	o.engine.Sources = nil
	o.engine.Collections = []sync.Collection{{Unit: "a", ID: "folder", Reader: "shelf"}}
	o.engine.Readers["shelf"] = c
	o.reader.books["folder"] = 0
	return c
}

// has reports whether a finding of the rule is open.
func (o *bureau) has(t *testing.T, rule string) bool {
	t.Helper()
	open, err := o.engine.Store.OpenFindings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(open, func(f store.Finding) bool { return f.Rule == rule })
}

// cabinet is a shelf that knows a folder.
type cabinet struct {
	*shelf
	lists  []string
	fails  error
	opened int
}

func (c *cabinet) Folder(_ context.Context, id string) ([]string, error) {
	c.opened++
	if id != "folder" {
		return nil, sheets.ErrNotFound
	}
	return c.lists, c.fails
}

// catalogue is a shelf that can be asked for the ids of tabs.
type catalogue struct {
	*shelf
	ids   map[string]string
	busy  bool
	asked int
}

func (c *catalogue) TabIDs(context.Context, string) (map[string]string, error) {
	if c.busy {
		return nil, fmt.Errorf("ask: %w", sheets.ErrBusy)
	}
	c.asked++
	return c.ids, nil
}
