package master_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"thidua/workbook"
)

// TestLaws publishes tables that change at random while people write, insert
// rows, rename and move tabs. After every publication each own tab shows its
// table, everything that people wrote is there, beside its row when that is
// still there, and publishing again writes nothing.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newModel()
		p := people{model: m, beside: map[string]string{}}
		for range rapid.IntRange(2, 5).Draw(t, "publications") {
			tables := drawTables(t)
			publish(t, m, tables)
			checkTables(t, m, tables)
			p.check(t)
			if r := publish(t, m, tables); r.Updates != 0 {
				t.Fatalf("%d updates with nothing changed", r.Updates)
			}
			p.act(t)
		}
	})
}

// TestKilledBetweenCalls: wherever a publication breaks off, the next one
// makes of it what an undisturbed one makes.
func TestKilledBetweenCalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newModel()
		p := people{model: m, beside: map[string]string{}}
		publish(t, m, drawTables(t))
		p.act(t)
		next := drawTables(t)
		undisturbed := &model{tabs: m.clone(), next: m.next}
		publishInSmallCalls(t, undisturbed, next)
		for k := 1; k <= undisturbed.wrote; k++ {
			killed := &model{tabs: m.clone(), next: m.next}
			killed.fails = func(n int) fault {
				if n == k {
					return fault(rapid.IntRange(1, 2).Draw(t, "fault"))
				}
				return none
			}
			publishInSmallCalls(t, killed, next)
			if diff := gocmp.Diff(picture(undisturbed), picture(killed)); diff != "" {
				t.Fatalf("killed at call %d of %d (- undisturbed, + killed):\n%s", k, undisturbed.wrote, diff)
			}
		}
	})
}

// people write into a spreadsheet.
type people struct {
	model  *model
	said   []string          // all that they wrote, each text once
	beside map[string]string // where: the tab and the key of the row
}

func (p *people) say(t *rapid.T) string {
	p.said = append(p.said, fmt.Sprint("lời ", len(p.said), "."))
	return p.said[len(p.said)-1]
}

// act does some of what people do.
func (p *people) act(t *rapid.T) {
	for range rapid.IntRange(0, 6).Draw(t, "acts") {
		tab := rapid.SampledFrom(p.model.tabs).Draw(t, "tab")
		i := rapid.IntRange(0, len(tab.rows)-1).Draw(t, "row")
		switch rapid.IntRange(0, 5).Draw(t, "act") {
		case 0, 1:
			p.write(t, tab, i)
		case 2:
			tab.rows[i][0].note = strings.TrimSpace(tab.rows[i][0].note + " " + p.say(t))
			p.beside[p.said[len(p.said)-1]] = keyOf(tab, i)
		case 3:
			tab.insertRows(i, 1)
			if rapid.Bool().Draw(t, "empty") {
				continue
			}
			tab.rows[i][1].value = str(p.say(t))
		case 4:
			tab.title += "!"
		case 5:
			p.model.tabs = slices.DeleteFunc(p.model.tabs, func(q *page) bool { return q == tab })
			p.model.tabs = append(p.model.tabs, tab)
		}
	}
}

// write puts a text beside a row, to the right of what is there.
func (p *people) write(t *rapid.T, tab *page, i int) {
	last := tab.columns
	for last > 0 && tab.rows[i][last-1].value == nil {
		last--
	}
	if hidden := slices.Index(tab.hidden, true); last <= hidden {
		last = hidden + 1
	}
	if last == tab.columns {
		return
	}
	tab.rows[i][last].value = str(p.say(t))
	p.beside[p.said[len(p.said)-1]] = keyOf(tab, i)
}

// keyOf is the tab of a row and its key, "" when it is not an own one.
func keyOf(tab *page, i int) string {
	for _, b := range tab.rows[i] {
		if parts := strings.SplitN(b.shown(), " ", 4); parts[0] == "thidua" && len(parts) == 4 {
			return fmt.Sprint(tab.id, parts[3])
		}
	}
	return ""
}

// check finds all that people wrote, beside its row unless that is gone.
func (p *people) check(t *rapid.T) {
	for _, said := range p.said {
		found, rowThere, besideRow := false, false, false
		for _, tab := range p.model.tabs {
			for i, row := range tab.rows {
				mine := p.beside[said] != "" && keyOf(tab, i) == p.beside[said]
				rowThere = rowThere || mine
				for _, b := range row {
					if has(b.shown(), said) || has(b.note, said) {
						found, besideRow = true, besideRow || mine
					}
				}
			}
		}
		switch {
		case !found:
			t.Fatalf("%s is lost:\n%s", said, strings.Join(picture(p.model), "\n"))
		case rowThere && !besideRow:
			t.Fatalf("%s does not stand beside its row any more", said)
		case !rowThere:
			delete(p.beside, said) // it is kept elsewhere
		}
	}
}

func has(text, said string) bool { return strings.Contains(text, said) }

// checkTables finds every table on its tab, row by row in its order.
func checkTables(t *rapid.T, m *model, tables []workbook.Table) {
	for _, table := range tables {
		tab := ownTab(m, table.Key)
		if tab == nil {
			t.Fatalf("no tab for %s", table.Key)
		}
		next := 0
		for i, row := range tab.rows {
			if keyOf(tab, i) == "" {
				continue
			}
			if next == len(table.Rows) {
				t.Fatalf("%s has a row too many: %d", table.Key, i)
			}
			want := table.Rows[next]
			next++
			for col := range table.Widths {
				cell := workbook.TableCell{}
				if col < len(want.Cells) {
					cell = want.Cells[col]
				}
				if row[col].shown() != cell.Text {
					t.Fatalf("%s, row %q, column %d shows %q, want %q", table.Key, want.Key, col, row[col].shown(), cell.Text)
				}
				if f := row[col].format; cell.Look.Size > 0 && (f == nil || f.TextFormat == nil || f.TextFormat.Bold != cell.Look.Bold) {
					t.Fatalf("%s, row %q, column %d looks different", table.Key, want.Key, col)
				}
			}
		}
		if next != len(table.Rows) {
			t.Fatalf("%s has %d rows, want %d", table.Key, next, len(table.Rows))
		}
	}
}

func ownTab(m *model, key string) *page {
	for _, p := range m.tabs {
		for _, value := range p.metadata {
			if value == key {
				return p
			}
		}
	}
	return nil
}

// drawTables draws a summary with merged and frozen cells, and sometimes a list.
func drawTables(t *rapid.T) []workbook.Table {
	tables := small()
	for i := range tables {
		head := tables[i].Rows[:tables[i].Header]
		tables[i].Rows = slices.Clone(head)
		keys := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f", "g"}), 1, 7, rapid.ID[string]).Draw(t, "keys")
		for _, key := range keys {
			r := row(key, key+fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "figure")))
			r.Cells[0].Look.Bold = rapid.Bool().Draw(t, "bold")
			if rapid.Bool().Draw(t, "merged") {
				r.Cells = append(r.Cells, workbook.TableCell{}, workbook.TableCell{Text: "x", Span: 1}, workbook.TableCell{})[:min(4, len(tables[i].Widths)*2)]
			}
			tables[i].Rows = append(tables[i].Rows, r)
		}
	}
	return tables[:rapid.IntRange(1, 2).Draw(t, "tables")]
}
