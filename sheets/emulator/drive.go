package emulator

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"thidua/sheets/emulator/book"
)

// The types of files that the server treats in a way of their own.
const (
	sheetType  = "application/vnd.google-apps.spreadsheet"
	folderType = "application/vnd.google-apps.folder"
	excelType  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	nativeType = "application/vnd.google-apps." // what all types begin with that have no bytes to download
)

// drive is what lies on Drive, who may see it and what happened to it.
type drive struct {
	now   func() time.Time
	lag   time.Duration
	names *rand.Rand

	files map[string]*file
	log   []change
	late  []edit // in the order in which Drive is to notice them
}

// A file is a file, a folder, a native sheet or a shared drive.
type file struct {
	id, name, mimeType string
	description        string
	properties         map[string]string
	appProperties      map[string]string

	parent      string // folder or shared drive, "" at the top
	trashed     bool
	byApp       bool   // made by a client, so that the scope drive.file opens it
	isDrive     bool   // a shared drive itself
	owner       string // "" in a shared drive
	editor      string // who changed it last, as Drive tells it
	permissions []permission

	created, modified time.Time // as Drive tells them
	version           int64

	data []byte     // of what is not native
	book *book.Book // of a native sheet
}

// A permission gives an account, or with kind "anyone" everybody, a role.
type permission struct {
	id, kind, account, role string
}

// An edit is one of a native sheet that Drive has not noticed yet.
type edit struct {
	id, by  string
	made    time.Time
	noticed time.Time
}

// A change is an entry of the log from which clients learn what happened.
type change struct {
	id     string
	time   time.Time
	seenBy []string // accounts that could see the file before or after
}

func newDrive(o Options) *drive {
	d := &drive{now: o.Now, lag: o.Lag, names: rand.New(rand.NewPCG(o.Seed, 0)), files: map[string]*file{}}
	for _, account := range []string{Person, Account} {
		root := rootOf(account)
		d.files[root] = &file{
			id: root, name: "My Drive", mimeType: folderType, owner: account, version: 1,
			permissions: []permission{newPermission(account, "owner")}, created: o.Now(), modified: o.Now(),
		}
	}
	return d
}

// rootOf is the id of an account's own top folder.
func rootOf(account string) string { return "0A" + permissionID(account)[:14] + "PVA" }

// newID returns an id as long as Google's.
func (d *drive) newID() string {
	var raw [32]byte
	for i := 0; i < len(raw); i += 8 {
		binary.LittleEndian.PutUint64(raw[i:], d.names.Uint64())
	}
	return "1" + base64.RawURLEncoding.EncodeToString(raw[:])
}

// put adds or replaces a file that the office shares with the service account.
func (d *drive) put(id, name, mimeType string, data []byte, made *book.Book) {
	f, known := d.files[id]
	if !known {
		f = &file{
			id: id, parent: rootOf(Person), owner: Person, editor: Person,
			permissions: []permission{newPermission(Person, "owner"), newPermission(Account, "writer")},
		}
	}
	edited := known && !f.trashed && f.mimeType == sheetType && mimeType == sheetType && f.name == name
	f.name, f.mimeType, f.trashed, f.data, f.book = name, mimeType, false, data, made
	switch {
	case !known:
		d.add(f)
	case edited:
		d.edited(f, Person)
	default:
		d.changed(f, Person)
	}
}

// newFile is a file that an account makes for itself.
func newFile(id, name, account string) *file {
	return &file{
		id: id, name: name, parent: rootOf(account), byApp: true, owner: account, editor: account,
		permissions: []permission{newPermission(account, "owner")},
	}
}

// add takes a new file in.
func (d *drive) add(f *file) {
	f.created, f.modified, f.version = d.now(), d.now(), 1
	d.files[f.id] = f
	d.note(f)
}

// changed tells everybody at once that a file is another.
func (d *drive) changed(f *file, by string) {
	f.editor = by
	f.modified = d.now()
	f.version++
	d.note(f)
}

// edited tells of an edit of a native sheet when Drive notices it. Edits that
// follow before that are noticed with the first.
func (d *drive) edited(f *file, by string) {
	now := d.now()
	for i, e := range d.late {
		if e.id == f.id {
			d.late[i].made, d.late[i].by = now, by
			return
		}
	}
	d.late = append(d.late, edit{id: f.id, by: by, made: now, noticed: now.Add(d.lag)})
	d.settle()
}

// settle lets Drive notice the edits whose time has come.
func (d *drive) settle() {
	now := d.now()
	for len(d.late) > 0 && !d.late[0].noticed.After(now) {
		e := d.late[0]
		d.late = d.late[1:]
		if f := d.files[e.id]; f != nil {
			f.modified, f.editor = e.made, e.by
			f.version++
			d.log = append(d.log, change{id: f.id, time: e.noticed, seenBy: f.accounts()})
		}
	}
}

// note writes the log for those who can see f, or could before.
func (d *drive) note(f *file, before ...string) {
	d.log = append(d.log, change{id: f.id, time: d.now(), seenBy: append(before, f.accounts()...)})
}

// remove deletes a file, and what lies in it.
func (d *drive) remove(f *file) {
	delete(d.files, f.id)
	d.note(f)
	for _, below := range d.sorted() {
		if below.parent == f.id {
			d.remove(below)
		}
	}
}

// sorted returns the files, the last modified first.
func (d *drive) sorted() []*file {
	all := make([]*file, 0, len(d.files))
	for _, f := range d.files {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b *file) int {
		return cmp.Or(b.modified.Compare(a.modified), strings.Compare(a.id, b.id))
	})
	return all
}

// driveOf is the id of the shared drive in which a file lies, "" when it lies
// in somebody's own.
func (d *drive) driveOf(f *file) string {
	for depth := 0; f != nil && depth < maxDepth; depth++ {
		if f.isDrive {
			return f.id
		}
		f = d.files[f.parent]
	}
	return ""
}

// maxDepth is how deep folders may lie, as on Drive.
const maxDepth = 100

// isRoot reports whether f is an account's own top folder.
func (f *file) isRoot() bool { return f.owner != "" && f.id == rootOf(f.owner) }

func (f *file) isNative() bool { return strings.HasPrefix(f.mimeType, nativeType) }
