package master

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"time"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/templates"
	"thidua/workbook"
)

// step is requests that must be carried out together.
type step []*gsheets.Request

// plan is what must be written so that the spreadsheet shows the tables.
type plan struct {
	present *present
	words   *templates.Catalog
	at      time.Time
	titles  map[string]bool // of all tabs, in lower case
	ids     map[int64]bool
	order   []int64 // the numbers of all tabs, in their order
	last    int64   // that of the table dealt with last, -1 before the first
	places  map[workbook.Place]string
	kept    *kept
	retired []string
	steps   []step
}

// newPlan compares the tables with what is there. A step writes at most
// mostRows rows.
func newPlan(p *present, tables []workbook.Table, words *templates.Catalog, at time.Time, mostRows int) *plan {
	plan := &plan{
		present: p, words: words, at: at, last: -1,
		titles: map[string]bool{}, ids: map[int64]bool{}, places: map[workbook.Place]string{},
	}
	for _, sheet := range p.sheets {
		plan.titles[strings.ToLower(sheet.Title)] = true
		plan.ids[sheet.SheetId] = true
		plan.order = append(plan.order, sheet.SheetId)
	}
	plan.kept = newKept(plan)
	plan.retireOthers(tables)
	var all []*target
	for i := range tables {
		all = append(all, plan.target(&tables[i]))
	}
	for _, t := range all {
		plan.note(t)
	}
	for _, t := range all {
		plan.steps = append(plan.steps, t.steps(plan.places, mostRows)...)
	}
	return plan
}

// retireOthers leaves the tabs of tables that are no longer made to people.
func (p *plan) retireOthers(tables []workbook.Table) {
	made := map[string]bool{keptKey: true}
	for _, t := range tables {
		made[t.Key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(p.present.tabs)) {
		if !made[key] {
			p.retire(p.present.tabs[key])
		}
	}
}

// retire leaves a tab to people as it is, under a title that says that its
// figures grow old.
func (p *plan) retire(t *tab) {
	delete(p.titles, strings.ToLower(t.properties.Title))
	title := p.freeTitle(p.words.Text("publish.retired", t.properties.Title))
	p.retired = append(p.retired, t.properties.Title)
	p.steps = append(p.steps, step{
		{UpdateSheetProperties: &gsheets.UpdateSheetPropertiesRequest{
			Properties: &gsheets.SheetProperties{SheetId: t.properties.SheetId, Title: title, ForceSendFields: []string{"SheetId"}},
			Fields:     "title",
		}},
		{DeleteDeveloperMetadata: &gsheets.DeleteDeveloperMetadataRequest{
			DataFilter: &gsheets.DataFilter{DeveloperMetadataLookup: &gsheets.DeveloperMetadataLookup{MetadataId: t.metadata}},
		}},
	})
}

// target finds or makes the tab of a table and puts its rows in order.
func (p *plan) target(table *workbook.Table) *target {
	t := &target{table: table, width: len(table.Widths), frozen: frozenColumns(table)}
	var was []*line
	width, ok := 0, false
	if t.tab = p.present.tabs[table.Key]; t.tab != nil {
		if was, width, ok = t.tab.lines(); !ok {
			p.retire(t.tab)
			t.tab = nil
		}
	}
	if t.tab == nil {
		p.addTab(t)
		was = blankLines(len(table.Rows) + spareRows)
	} else {
		t.sheet = t.tab.properties.SheetId
		t.prepare(was, width)
	}
	keys := make([]string, len(table.Rows))
	for i, r := range table.Rows {
		keys[i] = r.Key
	}
	o := newOrder(t.sheet, was, keys)
	gone := o.remove()
	t.structure = append(t.structure, p.kept.keep(t, gone)...)
	t.ordered = len(o.requests) > 0
	t.structure = append(t.structure, o.requests...)
	t.slots = o.slots
	p.last = t.sheet
	return t
}

// note remembers where the rows of a table are, for links.
func (p *plan) note(t *target) {
	for i, s := range t.slots {
		if s.want >= 0 {
			p.places[workbook.Place{Tab: t.table.Key, Row: t.table.Rows[s.want].Key}] = fmt.Sprintf("#gid=%d&range=A%d", t.sheet, i+1)
		}
	}
}

// Rows and columns that a new tab has for people.
const (
	spareRows    = 20
	spareColumns = 4
)

// addTab adds the tab of a table behind that of the table before it.
func (p *plan) addTab(t *target) {
	t.sheet = p.freeID(t.table.Key)
	t.structure = append(t.structure, p.add(t.sheet, t.table.Key, t.table.Title, len(t.table.Rows)+spareRows, t.width+1+spareColumns, p.place())...)
}

// add makes an own tab with the number id at a place.
func (p *plan) add(id int64, key, title string, rows, columns, place int) step {
	p.order = slices.Insert(p.order, place, id)
	return step{
		{AddSheet: &gsheets.AddSheetRequest{Properties: &gsheets.SheetProperties{
			SheetId: id, Title: p.freeTitle(title), Index: int64(place), ForceSendFields: []string{"SheetId", "Index"},
			GridProperties: &gsheets.GridProperties{RowCount: int64(rows), ColumnCount: int64(columns), HideGridlines: true},
		}}},
		{CreateDeveloperMetadata: &gsheets.CreateDeveloperMetadataRequest{DeveloperMetadata: &gsheets.DeveloperMetadata{
			MetadataKey: metadataKey, MetadataValue: key, Visibility: "DOCUMENT",
			Location: &gsheets.DeveloperMetadataLocation{SheetId: id, ForceSendFields: []string{"SheetId"}},
		}}},
	}
}

// place is where the tab of a table that has none goes: behind that of the
// table before it, the first one in front of all.
func (p *plan) place() int { return slices.Index(p.order, p.last) + 1 }

// freeTitle returns a title that no tab bears, in any case, and takes it.
func (p *plan) freeTitle(wish string) string {
	title := wish
	for n := 2; p.titles[strings.ToLower(title)]; n++ {
		title = fmt.Sprintf("%s (%d)", wish, n)
	}
	p.titles[strings.ToLower(title)] = true
	return title
}

// freeID returns the number of the tab of a table. It follows from the key, so
// that a tab is never added twice.
func (p *plan) freeID(key string) int64 {
	id := sheetID(key)
	for p.ids[id] {
		id++
	}
	p.ids[id] = true
	return id
}

// sheetID is the number that the tab of a table gets when it is free.
func sheetID(key string) int64 {
	h := fnv.New32a()
	h.Write([]byte(key))
	return int64(h.Sum32()>>2) + 1
}

func blankLines(n int) []*line {
	lines := make([]*line, n)
	for i := range lines {
		lines[i] = &line{}
	}
	return lines
}
