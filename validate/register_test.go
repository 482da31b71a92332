package validate_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"thidua/validate"
)

// TestReadRegister: a row gives the unit, its spreadsheet and its addresses.
func TestReadRegister(t *testing.T) {
	grid := parseGrid(t, "register", `
		tab Danh sách
		B2: Tên đơn vị | Đường dẫn | Email
		B3: HUYỆN ĐÔNG | sheet-1 | a@example.vn; Bà B <b@example.vn>
		B4: Huyện Tây | |
		B5: lam-nghiep | sheet-3`)
	entries, findings := validate.ReadRegister(testPlan(t), grid, identify)
	want := []validate.Entry{
		{Unit: "dong", Source: "sheet-1", Emails: []string{"a@example.vn", "b@example.vn"}},
		{Unit: "lam-nghiep", Source: "sheet-3"},
	}
	if diff := cmp.Diff(want, entries); diff != "" || len(findings) > 0 {
		t.Errorf("entries (-want +got):\n%s%+v", diff, findings)
	}
}
