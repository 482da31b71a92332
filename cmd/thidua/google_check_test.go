package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/validate"
)

const (
	excel    = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	oldExcel = "application/vnd.ms-excel"
)

// driveID makes an id as long as Google's.
func driveID(name string) string {
	return "1" + strings.ReplaceAll(name, " ", "-") + strings.Repeat("x", 40-len(name))
}

// TestGoogleCheck: every kind of source that there is, and every way in which
// one fails, is said with what to do.
func TestGoogleCheck(t *testing.T) {
	dir, drive := googleOffice(t, "kiem-lam")
	native := func(name string) string {
		book := spreadsheetOf(t, dir, "kiem-lam")
		book.Source, book.Title = driveID(name), name
		drive.Put(book)
		return book.Source
	}
	file := func(name, mimeType string) string {
		drive.PutFile(driveID(name), name, mimeType, read(t, unitFile(dir, "kiem-lam")))
		return driveID(name)
	}
	drive.PutFile(driveID("old"), "old", oldExcel, oldWorkbook())
	readOnly, denied, trashed := native("read only"), native("not shared"), native("in the trash")
	drive.ShareForReading(readOnly)
	drive.Withdraw(denied)
	drive.Trash(trashed, true)
	drive.PutFolder(driveID("folder"), "Báo cáo tháng")
	drive.Move(file("in the folder", excel), driveID("folder"))
	drive.Put(&sheets.Grid{Source: driveID("register"), Title: "Danh mục", Locale: "vi_VN", Tabs: []sheets.Tab{{GID: "0", Title: "1", Cells: [][]sheets.Cell{
		{{Kind: sheets.Text, Text: "Đơn vị"}, {Kind: sheets.Text, Text: "Đường dẫn"}},
		{{Kind: sheets.Text, Text: "bac-son"}, {Kind: sheets.Text, Text: "https://docs.google.com/spreadsheets/d/" + native("of the register") + "/edit"}},
	}}}})
	sources := []struct{ place, kind, rule string }{
		{"id: " + unitSheet, "google-sheet", ""},
		{"id: " + readOnly, "google-sheet", ""},
		{"id: " + file("on Drive", excel), "excel", ""},
		{"id: " + file("on Drive under an old name", oldExcel), "excel", ""},
		{"folder: " + driveID("folder"), "folder", ""},
		{"register: " + driveID("register"), "register", ""},
		{"id: " + denied, "", validate.RuleSourceDenied},
		{"id: " + trashed, "google-sheet", validate.RuleSourceTrashed},
		{"id: " + driveID("nowhere"), "", validate.RuleSourceNotFound},
		{"folder: " + driveID("no folder"), "folder", validate.RuleSourceNotFound},
		{"id: " + driveID("old"), "excel", validate.RuleSourceLegacyFormat},
		{"id: " + file("picture", "image/png"), "other", validate.RuleSourceNotSpreadsheet},
	}
	var lines, want []string
	for _, s := range sources {
		unit := "unit: kiem-lam, "
		if s.kind == "register" {
			unit = ""
		}
		lines = append(lines, fmt.Sprintf("  - {%s%s}", unit, s.place))
		_, id, _ := strings.Cut(s.place, ": ")
		want = append(want, id+" "+s.kind+" "+s.rule)
	}
	want = append(want, driveID("in the folder")+" excel ", driveID("of the register")+" google-sheet ")
	configure(t, dir, lines)

	checked := decode[googleCheck](t, thidua(t, 3, "google", "check", "-c", configOf(dir), "--format", "json", "-q"))
	if c := checked.Credential; !c.OK || c.Account != emulator.Account || c.Kind != "service-account" || len(c.Exposed) != 0 {
		t.Errorf("the credential: %+v", c)
	}
	var got []string
	for _, s := range checked.Sources {
		got = append(got, fmt.Sprintf("%s %s %s", s.ID, s.Kind, s.Rule))
		if s.OK != (s.Rule == "") || s.OK != (s.Hint == "") || s.OK != (s.Message == "") || strings.Contains(s.Hint+s.Message, "«") {
			t.Errorf("%+v", s)
		}
		if s.Rule == validate.RuleSourceDenied && !strings.Contains(s.Hint, emulator.Account) {
			t.Errorf("not said with whom to share: %s", s.Hint)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("checked\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	byID := func(id string) checkedSource {
		i := slices.IndexFunc(checked.Sources, func(s checkedSource) bool { return s.ID == id })
		return checked.Sources[max(i, 0)]
	}
	if s := byID(unitSheet); s.Name != "Báo cáo thi đua" || s.Locale != "vi_VN" || !s.CanEdit || !strings.HasSuffix(s.Modified, "+07:00") {
		t.Errorf("%+v", s)
	}
	if byID(readOnly).CanEdit {
		t.Error("what is shared for reading can be edited")
	}
	if s := byID(driveID("of the register")); s.Unit != "bac-son" {
		t.Errorf("the register gives it to %s", s.Unit)
	}

	text := string(thidua(t, 3, "google", "check", "-c", configOf(dir)))
	says(t, text, emulator.Account, "Excel trên Drive", "thư mục", "danh mục", "xem", "sửa", "Thùng rác", "gợi ý: mở bảng, bấm Chia sẻ")
	english := string(thidua(t, 3, "google", "check", "-c", configOf(dir), "--lang", "en"))
	says(t, english, "Excel on Drive", "as Viewer")

	thidua(t, 1, "google", "check", "nobody", "-c", configOf(dir))
	only := decode[googleCheck](t, thidua(t, 0, "google", "check", "bac-son", "-c", configOf(dir), "--format", "json", "-q"))
	if len(only.Sources) != 2 || only.Sources[0].Kind != "register" || only.Sources[1].Unit != "bac-son" {
		t.Errorf("asked about one unit: %+v", only.Sources)
	}
}

// TestGoogleCheckOfTheMaster: what is published to has to be edited, and writing
// is asked for only then.
func TestGoogleCheckOfTheMaster(t *testing.T) {
	dir, drive := googleOffice(t, "kiem-lam")
	drive.Put(&sheets.Grid{Source: driveID("master"), Title: "Tổng hợp", Locale: "vi_VN", Tabs: []sheets.Tab{{GID: "0", Title: "1"}}})
	replaceInFile(t, configOf(dir), "google: {", fmt.Sprintf("google: {publish: %q, ", driveID("master")))
	master := func(code int) checkedSource {
		return decode[googleCheck](t, thidua(t, code, "google", "check", "-c", configOf(dir), "--format", "json", "-q")).Sources[0]
	}
	if s := master(0); s.Kind != "master" || !s.OK || !s.CanEdit || s.Unit != "" {
		t.Errorf("%+v", s)
	}
	drive.ShareForReading(driveID("master"))
	if s := master(3); s.OK || s.Rule != validate.RuleSourceDenied || !strings.Contains(s.Hint, emulator.Account) {
		t.Errorf("shared for reading only: %+v", s)
	}
	drive.Withdraw(driveID("master"))
	if s := master(3); s.OK || s.Kind != "master" || s.Rule != validate.RuleSourceDenied {
		t.Errorf("not shared: %+v", s)
	}
}

// TestGoogleCheckOfNotes: where notes cannot be written the source is read all
// the same, and it is said.
func TestGoogleCheckOfNotes(t *testing.T) {
	dir, drive := googleOffice(t, "kiem-lam")
	replaceInFile(t, configOf(dir), "google: {", "google: {feedback: true, ")
	args := []string{"google", "check", "-c", configOf(dir)}
	if text := string(thidua(t, 0, args...)); strings.Contains(text, "google.feedback") {
		t.Errorf("the sheet may be edited: %s", text)
	}
	drive.ShareForReading(unitSheet)
	says(t, string(thidua(t, 0, args...)), "google.feedback", "quyền Người chỉnh sửa", emulator.Account)
}

// configure gives the office these sources and no others.
func configure(t *testing.T, dir string, lines []string) {
	t.Helper()
	config := string(read(t, configOf(dir)))
	before, rest, found := strings.Cut(config, "sources:\n")
	if !found {
		t.Fatalf("no sources in %s", config)
	}
	after := strings.Split(rest, "\n")
	first := slices.IndexFunc(after, func(line string) bool { return line != "" && line[0] != ' ' && line[0] != '#' })
	write(t, configOf(dir), []byte(before+"sources:\n"+strings.Join(lines, "\n")+"\n"+strings.Join(after[first:], "\n")))
}

// TestGoogleCheckOfTheCredential: what is wrong with it is the whole result.
func TestGoogleCheckOfTheCredential(t *testing.T) {
	dir, drive := googleOffice(t, "kiem-lam")
	key := filepath.Join(dir, "key.json")
	if runtime.GOOS != "windows" {
		do(t, os.Chmod(key, 0o644))
		says(t, string(thidua(t, 0, "google", "check", "-c", configOf(dir))), "Cảnh báo", "chmod 600 "+key)
	}
	says(t, string(thidua(t, 0, "google", "check", "bac-son", "-c", configOf(dir))), "Không có nguồn nào trên Google")
	for _, c := range []struct {
		reason string
		breaks func()
	}{
		{"clock", func() {
			drive.FailTokens(emulator.NoToken(400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."))
		}},
		{"busy", func() { drive.FailTokens(emulator.Page(503)) }},
		{"file", func() { do(t, os.Remove(key)) }},
	} {
		c.breaks()
		checked := decode[googleCheck](t, thidua(t, cmp.Or(map[string]int{"busy": 75}[c.reason], 1), "google", "check", "-c", configOf(dir), "--format", "json", "-q"))
		if got := checked.Credential; got.OK || got.Reason != c.reason || got.Message == "" || got.Hint == "" || checked.Sources == nil {
			t.Errorf("%s: %+v", c.reason, checked)
		}
	}
	if drive.Requests() == 0 {
		t.Error("nothing was asked while the credential worked")
	}
}

// TestAddressThatLeadsNowhere: an address that is not the sheet's own is said
// with where to find that.
func TestAddressThatLeadsNowhere(t *testing.T) {
	dir, _ := googleOffice(t, "kiem-lam")
	for _, address := range []string{"https://docs.google.com/spreadsheets/d/e/2PACX-1vQx/pubhtml", "https://example.com/bang"} {
		configure(t, dir, []string{fmt.Sprintf("  - {unit: kiem-lam, url: %q}", address)})
		s := &signIn{dir: dir}
		_, errw := s.run(t, 1, "google", "check")
		says(t, errw, address, "thanh địa chỉ", "xuất bản")
	}
}
