package emulator

import (
	"thidua/sheets"
	"thidua/sheets/emulator/book"
)

// What people in the office do with their files, from the outside of the APIs.

// PutFile adds or replaces a file that is no native sheet, such as an .xlsx
// that somebody uploaded. An id that is a native sheet's becomes that file.
func (s *Server) PutFile(id, name, mimeType string, data []byte) {
	d := s.use()
	defer s.mu.Unlock()
	d.put(id, name, mimeType, data, nil)
}

// PutWorkbook adds or replaces a native sheet that is made from an .xlsx, as
// when somebody opens one with Google Sheets. The errors are those of
// book.FromXLSX.
func (s *Server) PutWorkbook(id, title, locale string, data []byte) error {
	made, err := book.FromXLSX(id, title, locale, zone, data)
	if err != nil {
		return err
	}
	s.PutBook(made)
	return nil
}

// PutBook adds or replaces a native sheet, and takes it out of the trash. The
// book belongs to the server then.
func (s *Server) PutBook(b *book.Book) {
	d := s.use()
	defer s.mu.Unlock()
	d.put(b.ID(), b.Title(), sheetType, nil, b)
}

// Put is PutBook of what a grid was read from. The grid must not be changed
// afterwards.
func (s *Server) Put(grid *sheets.Grid) { s.PutBook(book.FromGrid(grid)) }

// PutFolder adds a folder that is shared with the service account.
func (s *Server) PutFolder(id, name string) {
	d := s.use()
	defer s.mu.Unlock()
	d.put(id, name, folderType, nil, nil)
}

// PutDrive adds a shared drive of which the service account is a member.
// Requests that do not reckon with shared drives see nothing of it.
func (s *Server) PutDrive(id, name string) {
	d := s.use()
	defer s.mu.Unlock()
	d.add(&file{id: id, name: name, mimeType: folderType, isDrive: true, editor: Person, permissions: []permission{
		newPermission(Person, "organizer"), newPermission(Account, "writer"),
	}})
}

// Move puts a file into a folder or a shared drive; "" is the owner's own drive.
func (s *Server) Move(id, folder string) {
	s.change(id, func(f *file) {
		if f.parent = folder; folder == "" {
			f.parent = rootOf(Person)
		}
	})
}

// Trash puts a file into the trash, or takes it out.
func (s *Server) Trash(id string, trashed bool) {
	s.change(id, func(f *file) { f.trashed = trashed })
}

// Rename gives a file another name.
func (s *Server) Rename(id, name string) {
	s.change(id, func(f *file) { f.name = name })
}

// Share lets the service account see and edit a file.
func (s *Server) Share(id string) {
	s.change(id, func(f *file) { f.grant(newPermission(Account, "writer")) })
}

// ShareForReading lets the service account see a file and not edit it.
func (s *Server) ShareForReading(id string) {
	s.change(id, func(f *file) { f.grant(newPermission(Account, "reader")) })
}

// Withdraw takes the service account's permission away.
func (s *Server) Withdraw(id string) {
	s.change(id, func(f *file) { f.revoke(permissionID(Account)) })
}

// Delete removes a file for good.
func (s *Server) Delete(id string) {
	d := s.use()
	defer s.mu.Unlock()
	if f := d.files[id]; f != nil {
		d.remove(f)
	}
}

// change does something to a file, where there is one.
func (s *Server) change(id string, do func(*file)) {
	d := s.use()
	defer s.mu.Unlock()
	f := d.files[id]
	if f == nil {
		return
	}
	before := f.accounts()
	do(f)
	f.version++
	d.note(f, before...)
}
