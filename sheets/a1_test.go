package sheets_test

import (
	"testing"

	"pgregory.net/rapid"

	"thidua/sheets"
)

func TestA1(t *testing.T) {
	for a1, want := range map[string]sheets.Ref{
		"A1":         {Row: 0, Col: 0},
		"Z9":         {Row: 8, Col: 25},
		"AA10":       {Row: 9, Col: 26},
		"XFD1048576": {Row: sheets.MaxRow, Col: sheets.MaxCol},
	} {
		if got := want.A1(); got != a1 {
			t.Errorf("%v.A1() = %s, want %s", want, got, a1)
		}
		if got, err := sheets.ParseRef(a1); got != want || err != nil {
			t.Errorf("ParseRef(%q) = %v, %v, want %v", a1, got, err, want)
		}
	}
}

func TestParseRefIsLenient(t *testing.T) {
	want := sheets.Ref{Row: 6, Col: 1}
	for _, s := range []string{"B7", "b7", "$B7", "B$7", "$B$7"} {
		if got, err := sheets.ParseRef(s); got != want || err != nil {
			t.Errorf("ParseRef(%q) = %v, %v, want %v", s, got, err, want)
		}
	}
}

func TestParseRefRefuses(t *testing.T) {
	for _, s := range []string{
		"", "A", "1", "A0", "A-1", "A+1", "1A", "A1A", "A 1", " A1", "A1 ", "$", "$$A1", "A$$1", "A1$",
		"XFE1", "A1048577", "A99999999999999999999", "Â1", "ſ1", "A1:B2", "Biểu 1!A1",
	} {
		if got, err := sheets.ParseRef(s); err == nil {
			t.Errorf("ParseRef(%q) = %v, want an error", s, got)
		}
	}
}

func TestParseRange(t *testing.T) {
	for s, want := range map[string]string{
		"A1:C3": "A1:C3", "C3:A1": "A1:C3", "C1:A3": "A1:C3", "B2": "B2", "B2:B2": "B2", "$A$1:$C$3": "A1:C3",
	} {
		got, err := sheets.ParseRange(s)
		if err != nil || got.A1() != want {
			t.Errorf("ParseRange(%q) = %s, %v, want %s", s, got.A1(), err, want)
		}
	}
	for _, s := range []string{"", ":", "A1:", ":A1", "A1:B2:C3", "A:B"} {
		if got, err := sheets.ParseRange(s); err == nil {
			t.Errorf("ParseRange(%q) = %s, want an error", s, got.A1())
		}
	}
}

// What is written is read back, and a range contains its corners.
func TestA1RoundTrip(t *testing.T) {
	ref := rapid.Custom(func(t *rapid.T) sheets.Ref {
		return sheets.Ref{
			Row: rapid.IntRange(0, sheets.MaxRow).Draw(t, "row"),
			Col: rapid.IntRange(0, sheets.MaxCol).Draw(t, "col"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := ref.Draw(t, "a"), ref.Draw(t, "b")
		if got, err := sheets.ParseRef(a.A1()); got != a || err != nil {
			t.Fatalf("ParseRef(%q) = %v, %v", a.A1(), got, err)
		}
		if got, err := sheets.ParseColumn(sheets.ColumnName(a.Col)); got != a.Col || err != nil {
			t.Fatalf("ParseColumn(%q) = %d, %v", sheets.ColumnName(a.Col), got, err)
		}
		g, err := sheets.ParseRange(a.A1() + ":" + b.A1())
		if err != nil || !g.Contains(a) || !g.Contains(b) {
			t.Fatalf("%s, %v does not contain %s and %s", g.A1(), err, a.A1(), b.A1())
		}
		if again, err := sheets.ParseRange(g.A1()); again != g || err != nil {
			t.Fatalf("ParseRange(%q) = %v, %v", g.A1(), again, err)
		}
	})
}

func FuzzParseRef(f *testing.F) {
	for _, s := range []string{"A1", "$B$7", "XFD1048576", "A0", "", "ÿ1", "A$$1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ref, err := sheets.ParseRef(s)
		if err != nil {
			return
		}
		if ref.Row < 0 || ref.Row > sheets.MaxRow || ref.Col < 0 || ref.Col > sheets.MaxCol {
			t.Fatalf("ParseRef(%q) = %v lies outside every sheet", s, ref)
		}
		if again, err := sheets.ParseRef(ref.A1()); again != ref || err != nil {
			t.Fatalf("ParseRef(%q) = %v, but %q reads as %v, %v", s, ref, ref.A1(), again, err)
		}
	})
}
