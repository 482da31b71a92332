package emulator

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/http"
	"slices"
)

// A viewer is who asks, and how much of Drive the request is about.
type viewer struct {
	account string
	appOnly bool // the token is good for files that clients made, no others
	drives  bool // the request reckons with shared drives
}

// sees reports whether a file is there for a viewer.
func (d *drive) sees(v viewer, f *file) bool {
	return f.role(v.account) != "" && (!v.appOnly || f.byApp) && (v.drives || d.driveOf(f) == "")
}

// find returns the file that a request is about.
func (d *drive) find(v viewer, id string) (*file, error) {
	if id == "root" {
		id = rootOf(v.account)
	}
	f := d.files[id]
	if f == nil || !d.sees(v, f) {
		return nil, driveError(http.StatusNotFound, "notFound", "File not found: "+id+".", "fileId")
	}
	return f, nil
}

// findToWrite is find for somebody who is going to change the file.
func (d *drive) findToWrite(v viewer, id string) (*file, error) {
	f, err := d.find(v, id)
	if err == nil && !f.writableBy(v.account) {
		return nil, forbidden("insufficientFilePermissions", "The user does not have sufficient permissions for this file.")
	}
	return f, err
}

func forbidden(reason, message string) *refusal {
	return driveError(http.StatusForbidden, reason, message, "")
}

// role is what an account may do with a file: owner, writer, commenter,
// reader, or "" when it may not see it.
func (f *file) role(account string) string {
	best := ""
	for _, p := range f.permissions {
		if p.kind == "anyone" || p.account == account {
			best = stronger(best, p.role)
		}
	}
	return best
}

func stronger(a, b string) string {
	if rank(a) > rank(b) {
		return a
	}
	return b
}

func rank(role string) int {
	return slices.Index([]string{"", "reader", "commenter", "writer", "fileOrganizer", "organizer", "owner"}, role)
}

func (f *file) writableBy(account string) bool { return rank(f.role(account)) >= rank("writer") }

// accounts returns those that can see a file.
func (f *file) accounts() []string {
	var accounts []string
	for _, account := range []string{Person, Account} {
		if f.role(account) != "" {
			accounts = append(accounts, account)
		}
	}
	return accounts
}

func newPermission(account, role string) permission {
	return permission{id: permissionID(account), kind: "user", account: account, role: role}
}

// permissionID is the number under which Drive knows an account.
func permissionID(account string) string {
	sum := sha256.Sum256([]byte(account))
	return fmt.Sprintf("%020d", binary.LittleEndian.Uint64(sum[:]))
}

// grant gives an account a role, in place of the one that it had.
func (f *file) grant(p permission) {
	f.revoke(p.id)
	f.permissions = append(f.permissions, p)
}

// revoke takes a permission away.
func (f *file) revoke(id string) {
	f.permissions = slices.DeleteFunc(f.permissions, func(p permission) bool { return p.id == id })
}

// findBook returns the native sheet that a request to the Sheets API is about.
// Sheets says of a file without permission that it is there. The trash is no
// matter to it.
func (d *drive) findBook(v viewer, id string) (*file, error) {
	f := d.files[id]
	switch {
	case f == nil:
		return nil, sheetsError(http.StatusNotFound, "NOT_FOUND", "Requested entity was not found.")
	case f.role(v.account) == "" || v.appOnly && !f.byApp:
		return nil, noPermission()
	case f.mimeType != sheetType:
		return nil, otherDocument()
	}
	return f, nil
}

func noPermission() *refusal {
	return sheetsError(http.StatusForbidden, "PERMISSION_DENIED", "The caller does not have permission")
}

func otherDocument() *refusal {
	return sheetsError(http.StatusBadRequest, "FAILED_PRECONDITION", "This operation is not supported for this document")
}
