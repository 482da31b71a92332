package google

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	gdrive "google.golang.org/api/drive/v3"

	"thidua/sheets"
)

// Changes asks Drive what has changed since the cursor: one call when nothing
// has. It returns the ids of the files that changed, appeared or went, and of
// the folders that they lie in.
//
// Drive learns of an edit of a native Sheet minutes after it is made, and lists
// it once: what may have been edited still is returned once more after the lag.
//
// After an empty cursor, or one that Drive does not accept, everything may have
// changed, and the spreadsheets that the account can see are listed. Where
// native Sheets are read by the Sheets API alone and Drive may not be asked,
// everything may have changed each time. An error leaves the cursor as it was.
func (r *Reader) Changes(ctx context.Context, position string) (sheets.Changes, error) {
	changes, err := r.changes(ctx, position)
	if r.path == Sheets && isForbidden(err) {
		return sheets.Changes{All: true, Cursor: position}, nil
	}
	if err != nil {
		return sheets.Changes{}, fmt.Errorf("ask Google Drive what changed: %w", err)
	}
	r.files.follow(changes.Cursor)
	return changes, nil
}

func (r *Reader) changes(ctx context.Context, position string) (sheets.Changes, error) {
	if err := ctx.Err(); err != nil {
		return sheets.Changes{}, err
	}
	if !r.files.follows(position) {
		r.files.clear() // others have heard of changes that this Reader has not
	}
	from := parseCursor(position)
	if from.Token == "" {
		return r.changesSinceEver(ctx)
	}
	changes, err := r.changesSince(ctx, from)
	if isRejected(err) {
		return r.changesSinceEver(ctx)
	}
	return changes, err
}

// isForbidden reports whether the credential may not call an API at all.
func isForbidden(err error) bool {
	var f *failure
	return errors.Is(err, sheets.ErrAuth) && errors.As(err, &f) && f.code == http.StatusForbidden
}

// isRejected reports whether Drive does not accept a page token: of all that is
// sent with it nothing else can be wrong.
func isRejected(err error) bool {
	var f *failure
	return errors.As(err, &f) && (f.code == http.StatusBadRequest || f.code == http.StatusNotFound || f.code == http.StatusGone)
}

// changesSinceEver lists every spreadsheet that the account can see. The token
// is fetched first: what changes meanwhile is listed twice rather than never.
func (r *Reader) changesSinceEver(ctx context.Context) (sheets.Changes, error) {
	var start *gdrive.StartPageToken
	err := r.call(ctx, r.driveUnits(otherUnits), func(ctx context.Context) (err error) {
		start, err = r.drive.Changes.GetStartPageToken().SupportsAllDrives(true).Context(ctx).Do()
		return err
	})
	if err != nil {
		return sheets.Changes{}, err
	}
	if start.StartPageToken == "" {
		return sheets.Changes{}, &failure{reason: sheets.ErrBusy, detail: "the answer holds no page token"}
	}
	listed, err := r.listAll(ctx)
	if err != nil {
		return sheets.Changes{}, err
	}
	sources := make([]string, 0, len(listed))
	for _, f := range listed {
		r.files.put(f.Id, toFile(f))
		sources = append(sources, f.Id)
	}
	slices.Sort(sources)
	return sheets.Changes{All: true, Sources: sources, Cursor: cursor{Token: start.StartPageToken}.String()}, nil
}

// changesSince follows the list of changes from a page to its end.
func (r *Reader) changesSince(ctx context.Context, from cursor) (sheets.Changes, error) {
	now := r.now()
	changed := map[string]bool{}
	next := cursor{Again: maps.Clone(from.Again)}
	if next.Again == nil {
		next.Again = map[string]int64{}
	}
	for _, id := range next.due(now) {
		changed[id] = true
	}
	all := false
	for pages, page := 0, from.Token; next.Token == ""; pages++ {
		list, err := r.changesOn(ctx, page)
		if err == nil && pages == maxPages {
			err = endless()
		}
		if err != nil {
			return sheets.Changes{}, err
		}
		for _, change := range list.Changes {
			if change.ChangeType == "drive" { // a shared drive came or went, with all that is in it
				all = true
				continue
			}
			for _, id := range r.note(change) {
				changed[id] = true
			}
			delete(next.Again, change.FileId)
			if known, ok := r.files.get(change.FileId); ok && !known.trashed {
				next.Again[change.FileId] = now.Add(r.lag).Unix()
			}
		}
		page, next.Token = list.NextPageToken, list.NewStartPageToken
	}
	return sheets.Changes{All: all, Sources: slices.Sorted(maps.Keys(changed)), Cursor: next.String()}, nil
}

// note keeps what a change says of a file, and returns the ids of what it
// changes: the file and the folders that it lies in.
func (r *Reader) note(change *gdrive.Change) []string {
	if change.Removed || change.File == nil {
		r.files.forget(change.FileId)
		return []string{change.FileId}
	}
	r.files.put(change.FileId, toFile(change.File))
	return append(slices.Clone(change.File.Parents), change.FileId)
}

const changeFields = "nextPageToken,newStartPageToken,changes(changeType,removed,fileId,file(" + fileFields + ",parents))"

func (r *Reader) changesOn(ctx context.Context, page string) (list *gdrive.ChangeList, err error) {
	err = r.call(ctx, r.driveUnits(listUnits), func(ctx context.Context) (err error) {
		list, err = r.drive.Changes.List(page).PageSize(pageSize).IncludeRemoved(true).
			SupportsAllDrives(true).IncludeItemsFromAllDrives(true).Fields(changeFields).Context(ctx).Do()
		if err == nil && (list.NextPageToken == "") == (list.NewStartPageToken == "") {
			err = errShape
		}
		return err
	})
	return list, err
}
