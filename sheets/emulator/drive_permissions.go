package emulator

import (
	"encoding/json"
	"net/http"
	"slices"
)

type permissionList struct {
	Kind        string               `json:"kind"`
	Permissions []permissionResource `json:"permissions"`
}

// usualPermission are the fields that Drive answers of a permission when
// nothing is asked for.
const usualPermission = "kind,id,type,role"

func (s *Server) listPermissions(r *request) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.findToWrite(r.viewer, r.vars["fileId"])
	if err != nil {
		return nil, err
	}
	list := permissionList{Kind: "drive#permissionList", Permissions: []permissionResource{}}
	for _, p := range f.permissions {
		list.Permissions = append(list.Permissions, toPermission(p))
	}
	return masked(r, list, "kind,permissions("+usualPermission+")")
}

func (s *Server) getPermission(r *request) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.findToWrite(r.viewer, r.vars["fileId"])
	if err != nil {
		return nil, err
	}
	p, err := f.permission(r.vars["permissionId"])
	if err != nil {
		return nil, err
	}
	return masked(r, toPermission(p), usualPermission)
}

func (s *Server) createPermission(r *request) (any, error) {
	var asked struct {
		Role    string `json:"role"`
		Type    string `json:"type"`
		Account string `json:"emailAddress"`
	}
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		return nil, invalidBody(r.Request, err)
	}
	p := permission{id: permissionID(asked.Account), kind: asked.Type, account: asked.Account, role: asked.Role}
	switch {
	case !slices.Contains([]string{"reader", "commenter", "writer", "fileOrganizer", "organizer", "owner"}, asked.Role):
		return nil, driveError(http.StatusBadRequest, "required", "The permission role field is required.", "permission.role")
	case asked.Type == "anyone":
		p.id, p.account = "anyoneWithLink", ""
	case asked.Type != "user" && asked.Type != "group":
		return nil, driveError(http.StatusBadRequest, "required", "The permission type field is required.", "permission.type")
	case asked.Account == "":
		return nil, driveError(http.StatusBadRequest, "invalidSharingRequest", "The permission emailAddress field is required.", "")
	}
	return s.changePermission(r, func(f *file) (permission, error) {
		f.grant(p)
		return p, nil
	})
}

func (s *Server) updatePermission(r *request) (any, error) {
	var asked struct {
		Role string `json:"role"`
	}
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		return nil, invalidBody(r.Request, err)
	}
	return s.changePermission(r, func(f *file) (permission, error) {
		p, err := f.permission(r.vars["permissionId"])
		if err == nil {
			p.role = asked.Role
			f.grant(p)
		}
		return p, err
	})
}

func (s *Server) deletePermission(r *request) (any, error) {
	_, err := s.changePermission(r, func(f *file) (permission, error) {
		p, err := f.permission(r.vars["permissionId"])
		if err == nil {
			f.revoke(p.id)
		}
		return p, err
	})
	return nil, err
}

// changePermission changes the permissions of a file, which is a change of the
// file for all who see it or saw it.
func (s *Server) changePermission(r *request, do func(*file) (permission, error)) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.findToWrite(r.viewer, r.vars["fileId"])
	if err != nil {
		return nil, err
	}
	before := f.accounts()
	p, err := do(f)
	if err != nil {
		return nil, err
	}
	f.version++
	d.note(f, before...)
	return masked(r, toPermission(p), usualPermission)
}

// permission returns one of a file's.
func (f *file) permission(id string) (permission, error) {
	for _, p := range f.permissions {
		if p.id == id {
			return p, nil
		}
	}
	return permission{}, driveError(http.StatusNotFound, "notFound", "Permission not found: "+id+".", "permissionId")
}
