package main

import (
	"fmt"

	"thidua/config"
	"thidua/plan"
	"thidua/sheets/google"
	"thidua/sync"
)

// sourcesOf returns the configured sources of units, and the collections that
// list others. A source of a unit that the plan does not have is an error.
func sourcesOf(cfg config.Config, p *plan.Plan) ([]sync.Source, []sync.Collection, error) {
	var sources []sync.Source
	var collections []sync.Collection
	for _, s := range cfg.Sources {
		if s.Adjustments != "" {
			continue
		}
		unit := plan.UnitID(s.Unit)
		if unit != "" && p.Unit(unit) == nil {
			return nil, nil, &adviceError{fmt.Errorf("the configuration has a source of unit %q, which the plan does not have", unit), "unknown-unit", nil}
		}
		switch {
		case s.Path != "":
			sources = append(sources, sync.Source{Unit: unit, ID: s.Path, Reader: fileReader})
		case s.Folder != "":
			id, err := google.FolderID(s.Folder)
			if err != nil {
				return nil, nil, badAddress("folder of unit "+s.Unit, err)
			}
			collections = append(collections, sync.Collection{Unit: unit, ID: id, Reader: googleReader})
		case s.Register != "":
			id, err := google.SourceID(s.Register)
			if err != nil {
				return nil, nil, badAddress("register", err)
			}
			collections = append(collections, sync.Collection{ID: id, Reader: googleReader})
		default:
			id, err := google.SourceID(s.ID + s.URL) // one of the two is empty
			if err != nil {
				return nil, nil, badAddress("source of unit "+s.Unit, err)
			}
			sources = append(sources, sync.Source{Unit: unit, ID: id, Reader: googleReader})
		}
	}
	return sources, collections, nil
}

// adjustmentsOf returns the source of the secretariat's adjustments, without an
// ID when there is none.
func adjustmentsOf(cfg config.Config) (sync.Source, error) {
	for _, s := range cfg.Sources {
		switch {
		case s.Adjustments == "":
		case config.IsFile(s.Adjustments):
			return sync.Source{ID: s.Adjustments, Reader: fileReader}, nil
		default:
			id, err := google.SourceID(s.Adjustments)
			if err != nil {
				return sync.Source{}, badAddress("adjustments", err)
			}
			return sync.Source{ID: id, Reader: googleReader}, nil
		}
	}
	return sync.Source{}, nil
}

// identifyLink returns the source that an address in a register stands for.
func identifyLink(link string) (source string, ok bool) {
	id, err := google.SourceID(link)
	return id, err == nil
}

// badAddress is the error of a source whose address leads to no spreadsheet.
func badAddress(of string, err error) error {
	return &adviceError{fmt.Errorf("%s: %w", of, err), "google-address", nil}
}
