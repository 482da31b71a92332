package google_test

import (
	"errors"
	"maps"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

func TestProbe(t *testing.T) {
	const typeSheet = "application/vnd.google-apps.spreadsheet"
	disabled := atDrive(emulator.DriveError(http.StatusForbidden, "accessNotConfigured", "not enabled"))
	native := google.Health{
		Name: "Báo cáo", Kind: google.NativeSheet, MimeType: typeSheet, CanEdit: true, CanDownload: true, Owner: emulator.Person, Locale: "vi_VN",
	}
	with := func(change func(*google.Health)) google.Health {
		changed := native
		change(&changed)
		return changed
	}
	cases := []struct {
		name  string
		path  google.Path
		put   func(b *bubble)
		want  google.Health
		err   error
		calls google.Calls
	}{
		{"a native Sheet", google.Auto, func(*bubble) {}, native, nil, google.Calls{Sheets: 1, Drive: 1}},
		{"by export alone", google.Export, func(*bubble) {}, with(func(h *google.Health) { h.Locale = "" }), nil, google.Calls{Drive: 1}},
		{
			"shared for reading", google.Auto, func(b *bubble) { b.ShareForReading("id") },
			with(func(h *google.Health) { h.CanEdit = false }), nil,
			google.Calls{Sheets: 1, Drive: 1},
		},
		{
			"on a shared drive", google.Auto, func(b *bubble) { b.PutDrive("drive", "Kho"); b.Move("id", "drive") },
			with(func(h *google.Health) { h.Owner = "" }), nil,
			google.Calls{Sheets: 1, Drive: 1},
		},
		{
			"a workbook", google.Auto, func(b *bubble) { b.PutFile("id", "báo cáo.xlsx", typeXLSX, nil) },
			with(func(h *google.Health) {
				h.Name, h.Kind, h.MimeType, h.Locale = "báo cáo.xlsx", google.ExcelWorkbook, typeXLSX, ""
			}), nil,
			google.Calls{Drive: 1},
		},
		{
			"a letter", google.Auto, func(b *bubble) { b.PutFile("id", "thư.docx", typeWord, nil) },
			with(func(h *google.Health) {
				h.Name, h.Kind, h.MimeType, h.Locale = "thư.docx", google.OtherFile, typeWord, ""
			}),
			sheets.ErrNotSpreadsheet,
			google.Calls{Drive: 1},
		},
		{
			"in the trash", google.Auto, func(b *bubble) { b.Trash("id", true) },
			with(func(h *google.Health) { h.Trashed, h.Locale = true, "" }), sheets.ErrTrashed,
			google.Calls{Drive: 1},
		},
		{"not shared", google.Auto, func(b *bubble) { b.Withdraw("id") }, google.Health{}, sheets.ErrDenied, google.Calls{Sheets: 1, Drive: 1}},
		{"not there", google.Auto, func(b *bubble) { b.Delete("id") }, google.Health{}, sheets.ErrNotFound, google.Calls{Sheets: 1, Drive: 1}},
		{"Drive not enabled", google.Auto, func(b *bubble) { b.RefuseAll(disabled) }, google.Health{}, sheets.ErrAuth, google.Calls{Drive: 1}},
		{
			"Drive not enabled, by Sheets", google.Sheets, func(b *bubble) { b.RefuseAll(disabled) },
			google.Health{Name: "Báo cáo", Kind: google.NativeSheet, MimeType: typeSheet, Locale: "vi_VN"},
			nil,
			google.Calls{Sheets: 1, Drive: 1},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
				began := time.Now()
				b.Put(sheetWith("id", 1))
				c.put(b)
				reader := b.open(t, by(c.path))
				got, err := reader.Probe(t.Context(), "id")
				if !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
					t.Errorf("%v, want %v", err, c.err)
				}
				if !got.Modified.IsZero() && !got.Modified.Equal(began) {
					t.Errorf("modified %v, want %v", got.Modified, began)
				}
				got.Modified = time.Time{}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
				if reader.Calls() != c.calls {
					t.Errorf("%+v, want %+v", reader.Calls(), c.calls)
				}
			})
		})
	}
}

// The ids of tabs come in one call, or not at all when it would have to wait.
func TestTabIDs(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		grid := sheetWith("id", 1)
		grid.Tabs = append(grid.Tabs, sheets.Tab{GID: "0", Title: "Trang tính1", Hidden: true})
		b.Put(grid)
		quota := newWindow()
		reader := b.open(t, counting(quota))
		ids, err := reader.TabIDs(t.Context(), "id")
		if want := map[string]string{"Biểu 1": "7", "Trang tính1": "0"}; err != nil || !maps.Equal(ids, want) {
			t.Errorf("%v, %v, want %v", ids, err, want)
		}
		if reader.Calls() != (google.Calls{Sheets: 1}) {
			t.Errorf("%+v", reader.Calls())
		}
		if _, err := reader.TabIDs(t.Context(), "nowhere"); !errors.Is(err, sheets.ErrNotFound) {
			t.Errorf("%v, want ErrNotFound", err)
		}

		began := time.Now()
		b.Fail(emulator.Page(http.StatusServiceUnavailable))
		if _, err := reader.TabIDs(t.Context(), "id"); !errors.Is(err, sheets.ErrBusy) {
			t.Errorf("while Google is down: %v, want ErrBusy", err)
		}
		for err == nil {
			_, err = reader.TabIDs(t.Context(), "id")
		}
		if !errors.Is(err, sheets.ErrBusy) || reader.Calls().Sheets != 57 || time.Since(began) > 0 {
			t.Errorf("after %+v and %v: %v, want ErrBusy", reader.Calls(), time.Since(began), err)
		}
		time.Sleep(time.Minute)
		if _, err := reader.TabIDs(t.Context(), "id"); err != nil {
			t.Errorf("a minute later: %v", err)
		}
	})
}
