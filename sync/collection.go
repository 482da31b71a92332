package sync

import (
	"context"
	"fmt"
	"slices"

	"thidua/plan"
	"thidua/sheets"
	"thidua/store"
	"thidua/validate"
)

// Collection is a place that lists spreadsheets: a folder, all of which are
// one unit's, or a register, which names the unit of each.
type Collection struct {
	Unit   plan.UnitID // of a folder; "" makes it a register
	ID     string      // as its reader knows it
	Reader string      // of the collection and of what it lists
}

// A Folder is a Reader that knows folders.
type Folder interface {
	// Folder returns the ids of the spreadsheets that lie in a folder. Its
	// errors are those of Read.
	Folder(ctx context.Context, id string) ([]string, error)
}

// list finds out which sources there are: those configured, and those of the
// collections. A collection is listed anew when it, or what it listed, may
// have changed; one that cannot be keeps what it listed last. The error is
// that of ctx.
func (e *Engine) list(ctx context.Context, s suspects, p *pulled) error {
	for _, c := range e.Collections {
		last, seen := p.known[c.ID]
		if p.down.of(c.Reader) != nil || seen && last.Failed == "" && !s.touches(c, last) {
			continue
		}
		next, err := e.listOne(ctx, c)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			next = last
			next.Failed = p.fail(e.Log, Source(c), err).Rule
		}
		p.known[c.ID], p.listed[c.ID] = next, next
	}
	p.sources = e.allSources(p.known)
	return nil
}

// touches reports whether a collection or anything it listed may have changed.
func (s suspects) touches(c Collection, last store.Collection) bool {
	return s.has(c.Reader, c.ID) || c.Unit != "" && slices.ContainsFunc(last.Listed, func(l store.Listed) bool { return s.ids[l.Source] })
}

// listOne reads one collection.
func (e *Engine) listOne(ctx context.Context, c Collection) (next store.Collection, err error) {
	reader, ok := e.Readers[c.Reader]
	if !ok {
		return next, fmt.Errorf("list %s: no reader %q: %w", c.ID, c.Reader, sheets.ErrAuth)
	}
	if c.Unit == "" {
		return e.readRegister(ctx, reader, c)
	}
	folder, ok := reader.(Folder)
	if !ok {
		return next, fmt.Errorf("list %s: %s has no folders: %w", c.ID, c.Reader, sheets.ErrNotSpreadsheet)
	}
	ids, err := folder.Folder(ctx, c.ID)
	if err != nil {
		return next, fmt.Errorf("list folder %s: %w", c.ID, err)
	}
	for _, id := range ids {
		next.Listed = append(next.Listed, store.Listed{Source: id, Unit: c.Unit})
	}
	return next, nil
}

func (e *Engine) readRegister(ctx context.Context, reader sheets.Reader, c Collection) (store.Collection, error) {
	grid, err := reader.Read(ctx, c.ID)
	if err != nil {
		return store.Collection{}, fmt.Errorf("read register %s: %w", c.ID, err)
	}
	entries, findings := validate.ReadRegister(e.Plan, grid, e.Identify)
	next := store.Collection{Findings: findings}
	for _, entry := range entries {
		next.Listed = append(next.Listed, store.Listed{Source: entry.Source, Unit: entry.Unit, Emails: entry.Emails})
	}
	return next, nil
}

// allSources are the configured sources and what the collections list, in the
// plan's order of units. A spreadsheet that is listed in several places is the
// first one's; the mirror and the adjustments sheet are nobody's.
func (e *Engine) allSources(known map[string]store.Collection) []Source {
	all := slices.Clone(e.Sources)
	taken := map[string]bool{e.Adjustments.ID: true}
	for _, s := range all {
		taken[s.ID] = true
	}
	if e.Mirror != nil {
		taken[e.Mirror.Source()] = true
	}
	for _, c := range e.Collections {
		for _, l := range known[c.ID].Listed {
			if !taken[l.Source] && e.Plan.Unit(l.Unit) != nil {
				taken[l.Source] = true
				all = append(all, Source{l.Unit, l.Source, c.Reader})
			}
		}
	}
	order := map[plan.UnitID]int{}
	for i, u := range e.Plan.Units {
		order[u.ID] = i
	}
	slices.SortStableFunc(all, func(x, y Source) int { return order[x.Unit] - order[y.Unit] })
	return all
}

// addressed is the plan with the addresses that registers give.
func (e *Engine) addressed(known map[string]store.Collection) *plan.Plan {
	emails := map[plan.UnitID][]string{}
	for _, c := range e.Collections {
		for _, l := range known[c.ID].Listed {
			for _, email := range l.Emails {
				if !slices.Contains(emails[l.Unit], email) {
					emails[l.Unit] = append(emails[l.Unit], email)
				}
			}
		}
	}
	if len(emails) == 0 {
		return e.Plan
	}
	p := *e.Plan
	p.Units = slices.Clone(p.Units)
	for i := range p.Units {
		if own := emails[p.Units[i].ID]; len(own) > 0 {
			p.Units[i].Emails = own
		}
	}
	return &p
}
