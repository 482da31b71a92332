package emulator_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"

	"thidua/sheets"
	"thidua/sheets/emulator"
)

// TestFileIsDescribed: Drive says four things of a file unasked, and what a
// mask names; bytes have sums, native sheets have none.
func TestFileIsDescribed(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("SHEET", "Báo cáo", 1))
	o.PutFile("EXCEL", "bao-cao.xlsx", excelType, []byte("PK"))

	f, err := o.drive.Files.Get("SHEET").Do()
	check(t, err)
	if f.Kind != "drive#file" || f.Id != "SHEET" || f.Name != "Báo cáo" || f.MimeType != sheetType || f.Version != 0 || f.ModifiedTime != "" {
		t.Errorf("unasked: %+v", f)
	}
	f, err = o.drive.Files.Get("SHEET").Fields("*").Do()
	check(t, err)
	if f.Version != 1 || f.ModifiedTime != "2024-07-15T08:00:00.000Z" || f.Md5Checksum != "" || f.Trashed || f.OwnedByMe ||
		f.Owners[0].EmailAddress != emulator.Person || !f.Capabilities.CanEdit || f.Capabilities.CanDelete {
		t.Errorf("everything: %+v", f)
	}
	f, err = o.drive.Files.Get("EXCEL").Fields("md5Checksum", "size", "headRevisionId").Do()
	check(t, err)
	if f.Md5Checksum != "3dd36f5ef2955c0eae1f2d83efb22ce0" && f.Size != 2 || f.HeadRevisionId == "" || f.Name != "" {
		t.Errorf("an Excel file: %+v", f)
	}
	for fields, says := range map[string]string{
		"title": "title", "owners/name": "owners/name", "id,": "id,", "(id)": "(id)", "owners(id": "owners(id", "id)": "id)",
	} {
		_, err := o.drive.Files.Get("SHEET").Fields(googleapi.Field(fields)).Do()
		if code, reason := refused(t, err); code != http.StatusBadRequest || reason != "invalidParameter" ||
			!strings.Contains(err.Error(), "Invalid field selection "+says) {
			t.Errorf("fields=%s: %v", fields, err)
		}
	}
}

// TestContent: bytes are downloaded, native sheets are exported, and neither
// the other way round.
func TestContent(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("SHEET", "Báo cáo", 1))
	o.PutFile("EXCEL", "bao-cao.xlsx", excelType, []byte("PK and more"))
	o.Put(noise("LARGE", 12<<20))

	response, err := o.drive.Files.Get("EXCEL").Download()
	check(t, err)
	if data := content(t, response); data != "PK and more" || response.Header.Get("Content-Type") != excelType {
		t.Errorf("downloaded %q as %s", data, response.Header.Get("Content-Type"))
	}
	response, err = o.drive.Files.Export("SHEET", excelType).Download()
	check(t, err)
	if data := content(t, response); !strings.HasPrefix(data, "PK\x03\x04") {
		t.Errorf("exported %.20q", data)
	}
	for path, want := range map[string]string{
		"SHEET?alt=media":                    "403 fileNotDownloadable",
		"EXCEL/export?mimeType=" + excelType: "403 fileNotExportable",
		"SHEET/export?mimeType=image/png":    "400 badRequest",
		"LARGE/export?mimeType=" + excelType: "403 exportSizeLimitExceeded",
		"SHEET/export":                       "400 required",
		"OTHER/export?mimeType=" + excelType: "404 notFound",
		"OTHER":                              "404 notFound",
		"OTHER?alt=media":                    "404 notFound",
	} {
		if got := o.refusal(t, http.MethodGet, "/drive/v3/files/"+path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if n := o.Counts()["drive.files.get media"]; n != 3 {
		t.Errorf("%d downloads, want 3", n)
	}
}

func content(t *testing.T, response *http.Response) string {
	t.Helper()
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	check(t, err)
	return string(data)
}

// TestSearch: the search language of Drive.
func TestSearch(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.PutFolder("FOLDER", "Báo cáo")
	o.Put(oneFigure("A", "Kiểm lâm tháng 6", 1))
	o.time = o.time.Add(time.Hour)
	o.Put(oneFigure("B", "Thú y's", 1))
	o.PutFile("C", "thu-y.xlsx", excelType, []byte("PK"))
	o.Move("B", "FOLDER")
	o.Trash("C", true)
	for q, want := range map[string]string{
		"":                "A B C FOLDER",
		"trashed = false": "A B FOLDER",
		"trashed=false and mimeType='" + sheetType + "'":             "A B",
		`mimeType="` + sheetType + `"`:                               "A B",
		"mimeType != '" + folderType + "'":                           "A B C",
		"mimeType contains 'application/vnd.o'":                      "C",
		"name = 'kiểm lâm tháng 6'":                                  "A",
		"name contains 'tháng'":                                      "A",
		"name contains 'háng'":                                       "",
		`name = 'Thú y\'s'`:                                          "B",
		"'FOLDER' in parents":                                        "B",
		"not 'FOLDER' in parents":                                    "A C FOLDER",
		"'root' in parents":                                          "",
		"sharedWithMe":                                               "A B C FOLDER",
		"sharedWithMe and not trashed=true":                          "A B FOLDER",
		"sharedWithMe = false":                                       "",
		"'" + emulator.Person + "' in owners":                        "A B C FOLDER",
		"'" + emulator.Account + "' in owners":                       "",
		"'" + emulator.Account + "' in writers and trashed != false": "C",
		"modifiedTime > '2024-07-15T08:30:00'":                       "B C",
		"modifiedTime <= '2024-07-15T15:00:00+07:00'":                "A FOLDER",
		"(name contains 'Kiểm' or name contains 'Thú') and trashed=false and not (name contains 'Thú')": "A",
	} {
		list, err := o.drive.Files.List().Q(q).Fields("files(id)").Do()
		check(t, err)
		var got []string
		for _, f := range list.Files {
			got = append(got, f.Id)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", q, got, want)
		}
	}
	for _, q := range []string{
		"name", "name =", "name = 'a", "name in 'a'", "name < 'a'", "title and", "trashed = 'maybe'", "'A' in nothing", "'A'", "(trashed=true",
		"trashed=true)", "modifiedTime > 'yesterday'", "colour = 'red'", "trashed=true trashed=true", "name ~ 'a'", "not",
	} {
		_, err := o.drive.Files.List().Q(q).Do()
		if code, reason := refused(t, err); code != http.StatusBadRequest || reason != "invalid" {
			t.Errorf("%s: %v", q, err)
		}
	}
}

// TestPages: a list comes in pages, in the order that is asked for.
func TestPages(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	for i := range 25 {
		o.Put(oneFigure(fmt.Sprintf("ID%02d", i), fmt.Sprintf("Đơn vị %02d", i), 1))
		o.time = o.time.Add(time.Minute)
	}
	var names []string
	pages := 0
	err := o.drive.Files.List().PageSize(10).OrderBy("folder,name desc").Fields("nextPageToken, files(name)").
		Pages(t.Context(), func(list *drive.FileList) error {
			pages++
			for _, f := range list.Files {
				names = append(names, f.Name)
			}
			return nil
		})
	check(t, err)
	if pages != 3 || len(names) != 25 || names[0] != "Đơn vị 24" || names[24] != "Đơn vị 00" {
		t.Errorf("%d pages: %v", pages, names)
	}
	list, err := o.drive.Files.List().Do()
	check(t, err)
	if list.Files[0].Name != "Đơn vị 24" {
		t.Errorf("the last modified is not the first: %s", list.Files[0].Name)
	}
	for _, call := range []*drive.FilesListCall{
		o.drive.Files.List().PageSize(1001), o.drive.Files.List().PageToken("3"), o.drive.Files.List().OrderBy("colour"),
	} {
		_, err := call.Do()
		if code, _ := refused(t, err); code != http.StatusBadRequest {
			t.Errorf("%v, want 400", err)
		}
	}
}

// noise is a spreadsheet of so many characters that do not compress.
func noise(id string, size int) *sheets.Grid {
	grid := oneFigure(id, "Lớn", 1)
	random := rand.New(rand.NewPCG(1, 0))
	for ; size > 0; size -= 40_000 {
		letters := make([]byte, 40_000)
		for i := range letters {
			letters[i] = byte(' ' + random.IntN(95))
		}
		grid.Tabs[0].Cells = append(grid.Tabs[0].Cells, []sheets.Cell{{Kind: sheets.Text, Text: string(letters)}})
	}
	return grid
}
