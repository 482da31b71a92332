package emulator_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"

	"thidua/sheets/emulator"
)

// TestMakeFiles: a client makes files, copies and deletes them.
func TestMakeFiles(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	made, err := o.drive.Files.Create(&drive.File{Name: "Tổng hợp", MimeType: sheetType}).Do()
	check(t, err)
	if made.Name != "Tổng hợp" || made.MimeType != sheetType || len(made.Id) != 44 || made.CreatedTime != "" {
		t.Errorf("made %+v", made)
	}
	copied, err := o.drive.Files.Copy(made.Id, &drive.File{}).Fields("name,owners,parents").Do()
	check(t, err)
	if copied.Name != "Copy of Tổng hợp" || copied.Owners[0].EmailAddress != emulator.Account || len(copied.Parents) != 1 {
		t.Errorf("copied %+v", copied)
	}
	check(t, o.drive.Files.Delete(made.Id).Do())
	if got := o.refusal(t, http.MethodGet, "/drive/v3/files/"+made.Id); got != "404 notFound" {
		t.Errorf("a deleted file: %s", got)
	}
	o.Put(oneFigure("A", "A", 1))
	if got := o.refusal(t, http.MethodDelete, "/drive/v3/files/A"); got != "403 insufficientFilePermissions" {
		t.Errorf("delete what belongs to somebody else: %s", got)
	}
}

// TestChangeFiles: a client renames, moves, describes and trashes files as far
// as it may.
func TestChangeFiles(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "A", 1))
	o.PutFolder("F", "Thư mục")
	token := o.startToken(t)
	f, err := o.drive.Files.Update("A", &drive.File{Name: "B", Description: "sáu tháng", Properties: map[string]string{"unit": "kiem-lam"}}).
		AddParents("F").Fields("name,description,properties,parents,version").Do()
	check(t, err)
	if f.Name != "B" || f.Description != "sáu tháng" || f.Properties["unit"] != "kiem-lam" || !slices.Equal(f.Parents, []string{"F"}) || f.Version != 2 {
		t.Errorf("changed to %+v", f)
	}
	if told, _ := o.changesSince(t, token); strings.Join(told, " ") != "A" {
		t.Errorf("the feed tells of %v", told)
	}
	f, err = o.drive.Files.Update("A", &drive.File{Properties: map[string]string{"a": "b"}, NullFields: []string{"Properties.unit"}}).Fields("name,properties").Do()
	check(t, err)
	if f.Name != "B" || f.Properties["unit"] != "" || f.Properties["a"] != "b" {
		t.Errorf("without the property: %+v", f)
	}
	for name, call := range map[string]*drive.FilesUpdateCall{
		"trash what is not ours":    o.drive.Files.Update("A", &drive.File{Trashed: true}),
		"into a file":               o.drive.Files.Update("F", &drive.File{}).AddParents("A"),
		"a folder into itself":      o.drive.Files.Update("F", &drive.File{}).AddParents("F"),
		"out of where it is not":    o.drive.Files.Update("A", &drive.File{}).RemoveParents("X"),
		"into what is not there":    o.drive.Files.Update("A", &drive.File{}).AddParents("X"),
		"something not there":       o.drive.Files.Update("X", &drive.File{Name: "X"}),
		"content of a native sheet": o.drive.Files.Update("A", nil).Media(strings.NewReader("no workbook"), googleapi.ContentType(excelType)),
	} {
		if _, err := call.Do(); err == nil {
			t.Errorf("%s: done", name)
		}
	}
	o.ShareForReading("A")
	if _, err := o.drive.Files.Update("A", &drive.File{Name: "C"}).Do(); err == nil {
		t.Error("a reader renamed a file")
	}
}

// TestUploads: content comes by itself, in one request with its name, or in
// parts.
func TestUploads(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	small := []byte("PK small")
	large := bytes.Repeat([]byte("0123456789abcdef"), 50_000)
	for name, c := range map[string]struct {
		data []byte
		part int
	}{"in one request": {small, 1 << 20}, "in parts": {large, googleapi.MinUploadChunkSize}} {
		t.Run(name, func(t *testing.T) {
			f, err := o.drive.Files.Create(&drive.File{Name: "bao-cao.xlsx"}).
				Media(bytes.NewReader(c.data), googleapi.ContentType(excelType), googleapi.ChunkSize(c.part)).Fields("id,name,mimeType,size").Do()
			check(t, err)
			if f.Name != "bao-cao.xlsx" || f.MimeType != excelType || f.Size != int64(len(c.data)) {
				t.Errorf("uploaded %+v", f)
			}
			response, err := o.drive.Files.Get(f.Id).Download()
			check(t, err)
			if content(t, response) != string(c.data) {
				t.Error("the content came back changed")
			}
			f, err = o.drive.Files.Update(f.Id, nil).Media(strings.NewReader("PK new")).Fields("name,size,version").Do()
			check(t, err)
			if f.Name != "bao-cao.xlsx" || f.Size != 6 || f.Version != 2 {
				t.Errorf("replaced: %+v", f)
			}
		})
	}
}

// TestConversion: an .xlsx that is uploaded as a native sheet becomes one, and
// what is no workbook does not.
func TestConversion(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	create := func(data, contentType string) (*drive.File, error) {
		return o.drive.Files.Create(&drive.File{Name: "Báo cáo", MimeType: sheetType}).
			Media(strings.NewReader(data), googleapi.ContentType(contentType)).Do()
	}
	made, err := create(workbook(t, 9000), excelType)
	check(t, err)
	response, err := o.drive.Files.Export(made.Id, "text/csv").Download()
	check(t, err)
	if data := content(t, response); made.MimeType != sheetType || data != "9000" {
		t.Errorf("became %s with %q", made.MimeType, data)
	}
	made, err = create("\"1,5\",ha", "text/csv")
	check(t, err)
	response, err = o.drive.Files.Export(made.Id, "text/csv").Download()
	check(t, err)
	if data := content(t, response); data != `"1,5",ha` {
		t.Errorf("a .csv became %q", data)
	}
	for name, c := range map[string]struct{ data, contentType string }{
		"no workbook": {"9000", excelType}, "a picture": {"GIF89a", "image/gif"},
	} {
		_, err := create(c.data, c.contentType)
		if code, _ := refused(t, err); code != http.StatusBadRequest {
			t.Errorf("%s: %v, want 400", name, err)
		}
	}
}

// TestPermissions: a client shares what it made and takes it back.
func TestPermissions(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	person := o.signIn(t, emulator.Person, drive.DriveScope)
	made, err := o.drive.Files.Create(&drive.File{Name: "Tổng hợp", MimeType: sheetType}).Do()
	check(t, err)
	if _, err := person.Files.Get(made.Id).Do(); err == nil {
		t.Error("a file that is not shared is seen")
	}
	p, err := o.drive.Permissions.Create(made.Id, &drive.Permission{Type: "user", Role: "reader", EmailAddress: emulator.Person}).Do()
	check(t, err)
	list, err := o.drive.Permissions.List(made.Id).Fields("permissions(id,role,emailAddress)").Do()
	check(t, err)
	if len(list.Permissions) != 2 || list.Permissions[1].EmailAddress != emulator.Person {
		t.Errorf("permissions %+v", list.Permissions)
	}
	if _, err := person.Files.Get(made.Id).Do(); err != nil {
		t.Errorf("shared, but %v", err)
	}
	if _, err := person.Permissions.List(made.Id).Do(); err == nil {
		t.Error("a reader sees who else may")
	}
	changed, err := o.drive.Permissions.Update(made.Id, p.Id, &drive.Permission{Role: "writer"}).Do()
	check(t, err)
	if changed.Role != "writer" {
		t.Errorf("role %s", changed.Role)
	}
	check(t, o.drive.Permissions.Delete(made.Id, p.Id).Do())
	if _, err := person.Files.Get(made.Id).Do(); err == nil {
		t.Error("a file is seen that is no longer shared")
	}
	for _, wrong := range []*drive.Permission{
		{Type: "user", Role: "king", EmailAddress: emulator.Person}, {Type: "user", Role: "reader"}, {Role: "reader"},
	} {
		if _, err := o.drive.Permissions.Create(made.Id, wrong).Do(); err == nil {
			t.Errorf("%+v was granted", wrong)
		}
	}
}

// TestSharedDrive: what lies in a shared drive is there for those who say that
// they know of shared drives.
func TestSharedDrive(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.PutDrive("DRIVE", "Kho chung")
	o.Put(oneFigure("A", "A", 1))
	o.Move("A", "DRIVE")
	if got := o.refusal(t, http.MethodGet, "/drive/v3/files/A"); got != "404 notFound" {
		t.Errorf("unasked: %s", got)
	}
	f, err := o.drive.Files.Get("A").SupportsAllDrives(true).Fields("driveId,parents,owners").Do()
	check(t, err)
	if f.DriveId != "DRIVE" || !slices.Equal(f.Parents, []string{"DRIVE"}) || len(f.Owners) != 0 {
		t.Errorf("%+v", f)
	}
	plain, err := o.drive.Files.List().Do()
	check(t, err)
	all, err := o.drive.Files.List().SupportsAllDrives(true).IncludeItemsFromAllDrives(true).DriveId("DRIVE").Corpora("drive").Do()
	check(t, err)
	if len(plain.Files) != 0 || len(all.Files) != 1 {
		t.Errorf("%d and %d files, want 0 and 1", len(plain.Files), len(all.Files))
	}
}

// TestAbout: Drive says who asks, when asked for something.
func TestAbout(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	about, err := o.drive.About.Get().Fields("user", "exportFormats").Do()
	check(t, err)
	if about.User.EmailAddress != emulator.Account || !about.User.Me {
		t.Errorf("%+v", about.User)
	}
	if got := o.refusal(t, http.MethodGet, "/drive/v3/about"); got != "400 required" {
		t.Errorf("unasked: %s", got)
	}
}
