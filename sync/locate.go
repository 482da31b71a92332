package sync

import (
	"context"
	"errors"
	"fmt"

	"thidua/sheets"
)

// A TabIdentifier is a Reader that may read a spreadsheet without learning
// the ids of its tabs, and can ask for them. Links to cells need them.
type TabIdentifier interface {
	// TabIDs returns the ids of a spreadsheet's tabs by their titles. It
	// returns ErrBusy at once when asking would have to wait.
	TabIDs(ctx context.Context, source string) (map[string]string, error)
}

// identify gives the tabs of a grid the ids that were learnt before.
func (p *pulled) identify(grid *sheets.Grid) {
	known := p.tabIDs[grid.Source]
	for i := range grid.Tabs {
		if tab := &grid.Tabs[i]; tab.GID == "" {
			tab.GID = known[tab.Title]
		}
	}
}

// Locate asks for the tabs of the sources with findings that cannot be linked
// to yet, as long as asking does not have to wait. Mails show what it
// learns at once, the workbook from its next issue on. The error is ours.
func (e *Engine) Locate(ctx context.Context) error {
	known, err := e.Store.Collections(ctx)
	if err != nil {
		return fmt.Errorf("load the collections: %w", err)
	}
	return e.locate(ctx, e.allSources(known))
}

func (e *Engine) locate(ctx context.Context, sources []Source) error {
	unlocated, err := e.Store.Unlocated(ctx)
	if err != nil {
		return fmt.Errorf("find findings without a link: %w", err)
	}
	missing := map[string]bool{}
	for _, id := range unlocated {
		missing[id] = true
	}
	for _, s := range sources {
		reader, able := e.Readers[s.Reader].(TabIdentifier)
		if !able || !missing[s.ID] {
			continue
		}
		ids, err := reader.TabIDs(ctx, s.ID)
		if err != nil {
			e.Log.Debug("tabs could not be identified", "source", s.ID, "error", err)
			if errors.Is(err, sheets.ErrNotFound) || errors.Is(err, sheets.ErrDenied) || errors.Is(err, sheets.ErrNotSpreadsheet) {
				continue
			}
			return ctx.Err()
		}
		if err := e.Store.SaveTabIDs(ctx, s.ID, ids); err != nil {
			return fmt.Errorf("keep the tab ids of %s: %w", s.ID, err)
		}
	}
	return nil
}
