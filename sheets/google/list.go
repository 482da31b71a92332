package google

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	gdrive "google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"

	"thidua/sheets"
)

const (
	pageSize = 1000 // the largest there is
	// maxPages bounds a list, lest it never end.
	maxPages = 100
)

func endless() error {
	return &failure{reason: sheets.ErrBusy, detail: fmt.Sprintf("a list of more than %d pages", maxPages), lasting: true}
}

// Folder returns the ids of the spreadsheets that lie in a folder itself, native
// Sheets and workbooks, and of those that shortcuts in it lead to. An old .xls
// is among them: reading it says what is wrong with it. Files in the trash, and
// those that Office keeps beside an open document, are not.
func (r *Reader) Folder(ctx context.Context, id string) ([]string, error) {
	ids, err := r.folder(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("list Google Drive folder %s: %w", id, err)
	}
	return ids, nil
}

func (r *Reader) folder(ctx context.Context, id string) ([]string, error) {
	files, err := r.listFolder(ctx, id)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, f := range files {
		known := toFile(f)
		switch {
		case strings.HasPrefix(f.Name, "~$"):
		case isSpreadsheet(f.MimeType):
			r.files.put(f.Id, known)
			ids = append(ids, f.Id)
		case f.ShortcutDetails != nil && isSpreadsheet(f.ShortcutDetails.TargetMimeType):
			ids = append(ids, known.target)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// listFolder lists what lies in a folder, wherever it is, by one call. A folder
// in which nothing is found is looked at itself, and so is one of which Drive
// says that it has not searched everywhere.
func (r *Reader) listFolder(ctx context.Context, id string) ([]*gdrive.File, error) {
	query := fmt.Sprintf("'%s' in parents and trashed = false", id)
	files, whole, err := r.list(ctx, query, "allDrives", "")
	if whole && len(files) > 0 || err != nil && !errors.Is(err, sheets.ErrNotFound) {
		return files, err
	}
	sharedDrive, err := r.lookAtFolder(ctx, id)
	if err != nil || whole {
		return nil, err
	}
	corpora := "user"
	if sharedDrive != "" {
		corpora = "drive"
	}
	files, _, err = r.list(ctx, query, corpora, sharedDrive)
	return files, err
}

// lookAtFolder says why a folder cannot be listed, and on which shared drive it
// is, if on any.
func (r *Reader) lookAtFolder(ctx context.Context, id string) (sharedDrive string, err error) {
	var folder *gdrive.File
	err = r.call(ctx, r.driveUnits(getUnits), func(ctx context.Context) (err error) {
		folder, err = r.drive.Files.Get(id).SupportsAllDrives(true).Fields("name,mimeType,trashed,driveId").Context(ctx).Do()
		return err
	})
	switch {
	case err != nil:
		return "", err
	case folder.Trashed:
		return "", fmt.Errorf("%w: %q", sheets.ErrTrashed, folder.Name)
	case folder.MimeType != typeFolder:
		return "", fmt.Errorf("%w: %q is no folder", sheets.ErrNotSpreadsheet, folder.Name)
	}
	return folder.DriveId, nil
}

// listAll lists the spreadsheets that the account can see, shared drives
// included.
func (r *Reader) listAll(ctx context.Context) ([]*gdrive.File, error) {
	types := []string{typeSheet, typeXLSX, typeXLSM, typeXLS}
	for i, t := range types {
		types[i] = fmt.Sprintf("mimeType = '%s'", t)
	}
	files, _, err := r.list(ctx, "trashed = false and ("+strings.Join(types, " or ")+")", "allDrives", "")
	return files, err
}

// list returns the files that a query finds in a corpus: what the user has
// come across, one shared drive, or all of them and outside; whole says that
// Drive has searched all of it.
func (r *Reader) list(ctx context.Context, query, corpora, sharedDrive string) (files []*gdrive.File, whole bool, err error) {
	call := r.drive.Files.List().Q(query).Corpora(corpora).PageSize(pageSize).
		SupportsAllDrives(true).IncludeItemsFromAllDrives(true).
		Fields("nextPageToken,incompleteSearch", googleapi.Field("files("+fileFields+")"))
	if sharedDrive != "" {
		call.DriveId(sharedDrive)
	}
	whole = true
	for range maxPages {
		var list *gdrive.FileList
		err := r.call(ctx, r.driveUnits(listUnits), func(ctx context.Context) (err error) {
			list, err = call.Context(ctx).Do()
			return err
		})
		if err != nil {
			return nil, false, err
		}
		whole = whole && !list.IncompleteSearch
		if files = append(files, list.Files...); list.NextPageToken == "" {
			return files, whole, nil
		}
		call.PageToken(list.NextPageToken)
	}
	return nil, false, endless()
}
