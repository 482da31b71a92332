package emulator

import (
	"maps"
	"net/http"
)

func (s *Server) createFile(r *request) (any, error) {
	switch {
	case r.query.Has("upload_id"):
		return s.resume(r)
	case r.query.Get("uploadType") == "resumable":
		return s.begin(r)
	}
	up, err := readUpload(r)
	if err != nil {
		return nil, err
	}
	return s.create(r, up)
}

func (s *Server) updateFile(r *request) (any, error) {
	if r.query.Get("uploadType") == "resumable" {
		return s.begin(r)
	}
	up, err := readUpload(r)
	if err != nil {
		return nil, err
	}
	return s.update(r, r.vars["fileId"], up)
}

// create makes a file that belongs to who asks.
func (s *Server) create(r *request, up upload) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	f := newFile(up.ID, "Untitled", r.account)
	if f.id == "" {
		f.id = d.newID()
	} else if d.files[f.id] != nil {
		return nil, driveError(http.StatusConflict, "fileIdInUse", "A file already exists with the provided ID.", "")
	}
	if err := d.place(r.viewer, f, up.Parents); err != nil {
		return nil, err
	}
	up.describe(f)
	if err := up.fill(f); err != nil {
		return nil, err
	}
	d.add(f)
	return masked(r, d.resource(r.viewer, f), usualFields)
}

// place puts a new file into the folder that is asked for, where there is
// one, and shares it with those with whom the folder is shared.
func (d *drive) place(v viewer, f *file, parents []string) error {
	if len(parents) == 0 {
		return nil
	}
	if len(parents) > 1 {
		return forbidden("multipleParentsNotSupported", "A file can have only one parent.")
	}
	folder, err := d.findToWrite(v, parents[0])
	if err != nil {
		return err
	}
	f.parent = folder.id
	if d.driveOf(folder) != "" {
		f.owner, f.permissions = "", nil
	}
	for _, p := range folder.permissions {
		if p.account != f.owner {
			if p.role == "owner" {
				p.role = "writer"
			}
			f.grant(p)
		}
	}
	return nil
}

// update changes what a request says of a file, and its content.
func (s *Server) update(r *request, id string, up upload) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.findToWrite(r.viewer, id)
	if err != nil {
		return nil, err
	}
	if up.Trashed != nil && !d.mayDelete(r.viewer, f) {
		return nil, forbidden("insufficientFilePermissions", "The user does not have sufficient permissions for this file.")
	}
	parent, err := d.newParent(r, f)
	if err != nil {
		return nil, err
	}
	if up.mediaType != "" {
		if err := up.fill(f); err != nil {
			return nil, err
		}
	}
	up.describe(f)
	f.parent = parent
	d.changed(f, r.account)
	return masked(r, d.resource(r.viewer, f), usualFields)
}

// newParent is the folder in which a file is to lie, by the parameters.
func (d *drive) newParent(r *request, f *file) (string, error) {
	if id := r.query.Get("removeParents"); id != "" && id != f.parent {
		return "", driveError(http.StatusBadRequest, "invalid", "The specified parent is not a parent of the file.", "removeParents")
	}
	id := r.query.Get("addParents")
	if id == "" {
		return f.parent, nil
	}
	folder, err := d.findToWrite(r.viewer, id)
	if err != nil {
		return "", err
	}
	if folder.mimeType != folderType || d.liesIn(folder, f) {
		return "", forbidden("cannotAddParent", "Increasing the number of parents is not allowed")
	}
	return folder.id, nil
}

// liesIn reports whether folder is f or lies below it.
func (d *drive) liesIn(folder, f *file) bool {
	for depth := 0; folder != nil && depth < maxDepth; depth++ {
		if folder == f {
			return true
		}
		folder = d.files[folder.parent]
	}
	return false
}

// describe writes what is said of a file. A property that is null goes.
func (up *upload) describe(f *file) {
	if up.Name != nil {
		f.name = *up.Name
	}
	if up.Description != nil {
		f.description = *up.Description
	}
	if up.Trashed != nil {
		f.trashed = *up.Trashed
	}
	f.properties = merged(f.properties, up.Properties)
	f.appProperties = merged(f.appProperties, up.AppProperties)
	switch {
	case up.MimeType != "":
		f.mimeType = up.MimeType
	case f.mimeType == "" && up.mediaType != "":
		f.mimeType = up.mediaType
	case f.mimeType == "":
		f.mimeType = "application/octet-stream"
	}
}

func merged(old map[string]string, said map[string]*string) map[string]string {
	kept := maps.Clone(old)
	for name, value := range said {
		switch {
		case value == nil:
			delete(kept, name)
		case kept == nil:
			kept = map[string]string{name: *value}
		default:
			kept[name] = *value
		}
	}
	return kept
}

func (s *Server) copyFile(r *request) (any, error) {
	m, err := readMetadata(r.Request, r.Body)
	if err != nil {
		return nil, err
	}
	d := s.use()
	defer s.mu.Unlock()
	from, err := d.find(r.viewer, r.vars["fileId"])
	if err != nil {
		return nil, err
	}
	if from.mimeType == folderType {
		return nil, forbidden("cannotCopyFile", "This file cannot be copied by the user.")
	}
	f := newFile(d.newID(), "Copy of "+from.name, r.account)
	f.mimeType, f.description, f.properties, f.data = from.mimeType, from.description, maps.Clone(from.properties), from.data
	if err := d.place(r.viewer, f, m.Parents); err != nil {
		return nil, err
	}
	(&upload{metadata: m}).describe(f)
	if from.book != nil {
		f.book = from.book.Copy(f.id, f.name)
	}
	d.add(f)
	return masked(r, d.resource(r.viewer, f), usualFields)
}

func (s *Server) deleteFile(r *request) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.find(r.viewer, r.vars["fileId"])
	if err != nil {
		return nil, err
	}
	if !d.mayDelete(r.viewer, f) {
		return nil, forbidden("insufficientFilePermissions", "The user does not have sufficient permissions for this file.")
	}
	d.remove(f)
	return nil, nil
}

// mayDelete reports whether a viewer may delete a file or put it into the
// trash: its owner, or in a shared drive who may write there.
func (d *drive) mayDelete(v viewer, f *file) bool {
	return f.role(v.account) == "owner" || d.driveOf(f) != "" && f.writableBy(v.account)
}
