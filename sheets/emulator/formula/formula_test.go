package formula_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator/formula"
)

// cells of the sheet "Biểu 1", number 7.
func cells() map[string]formula.Value {
	number := func(v float64) formula.Value { return formula.Value{Kind: sheets.Number, Number: v} }
	return map[string]formula.Value{
		"A1": number(2), "A2": number(3.5), "A3": {Kind: sheets.Text, Text: "xã"}, "A4": {Kind: sheets.Bool, Bool: true},
		"B1": {Kind: sheets.Error, Text: "#DIV/0!"}, "B2": {Kind: sheets.Error, Text: "#REF!"}, "B3": {Kind: sheets.Error, Text: "#N/A"},
	}
}

func find(reference string) (formula.Area, bool) {
	if reference == "Tổng" {
		reference = "A1:A2"
	}
	address := strings.TrimPrefix(reference, "'Biểu 1'!")
	r, err := sheets.ParseRange(address)
	return formula.Area{Sheet: 7, Range: r}, err == nil
}

func evaluate(t *testing.T, text string, decimalComma bool) (formula.Value, error) {
	t.Helper()
	f, err := formula.Parse(text, decimalComma)
	if err != nil {
		return formula.Value{}, err
	}
	c := formula.NewCalculator(time.Minute)
	for address, v := range cells() {
		ref, err := sheets.ParseRef(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Put(7, ref, v); err != nil {
			t.Fatal(err)
		}
	}
	return c.Evaluate(f, find)
}

func TestEvaluate(t *testing.T) {
	number := func(v float64) formula.Value { return formula.Value{Kind: sheets.Number, Number: v} }
	text := func(s string) formula.Value { return formula.Value{Kind: sheets.Text, Text: s} }
	boolean := func(v bool) formula.Value { return formula.Value{Kind: sheets.Bool, Bool: v} }
	failed := func(code string) formula.Value { return formula.Value{Kind: sheets.Error, Text: code} }
	cases := []struct {
		formula string
		want    formula.Value
	}{
		{"=1+1", number(2)},
		{"=A1*A2", number(7)},
		{"=+A1", number(2)},
		{"=-A1%", number(-0.02)},
		{"=0.1+0.2", number(0.3)},
		{"='Biểu 1'!A1", number(2)},
		{"=SUM('Biểu 1'!A1:A4)", number(5.5)},
		{"=SUM(Tổng)", number(5.5)},
		{"=ROUND(2.5,0)", number(3)},
		{"=DATE(2024,7,5)", number(45478)},
		{`="12"`, text("12")},
		{`="a ""b"""`, text(`a "b"`)},
		{`=A3&" "&A1`, text("xã 2")},
		{"=A1=2", boolean(true)},
		{"=A4", boolean(true)},
		{"=ISERROR(B1)", boolean(true)},
		{"=IFERROR(B2,5)", number(5)},
		{"=Z99", formula.Value{}},
		{"={1,2;3,4}", number(1)},
		{"=IF(A1>1,\"đạt\",\"chưa\")", text("đạt")},
		{"=1/0", failed("#DIV/0!")},
		{"=B1", failed("#DIV/0!")},
		{"=B2+1", failed("#REF!")},
		{"=SUM(B2:B3)", failed("#REF!")},
		{"=A1+A3", failed("#VALUE!")},
		{"=AVERAGE(D1:D4)", failed("#DIV/0!")},
		{"=VLOOKUP(9,A1:A3,1,FALSE)", failed("#N/A")},
		{"=#N/A", failed("#N/A")},
		{"=Không_có", failed("#NAME?")},
		{"='Biểu 2'!A1:B", failed("#REF!")},
	}
	for _, c := range cases {
		if got, err := evaluate(t, c.formula, false); got != c.want || err != nil {
			t.Errorf("%s: %+v, %v, want %+v", c.formula, got, err, c.want)
		}
	}
}

func TestLocale(t *testing.T) {
	cases := []struct {
		formula      string
		decimalComma bool
		want         float64
	}{
		{"=SUM(A1;A2)", false, 5.5},
		{"=SUM(A1;1,5)", true, 3.5},
		{"=SUM(A1;1,5)", false, 8},
		{"=SUM(1,5)", true, 6},
		{"=1,5*2", true, 3},
		{`=LEN(";")+SUM(1,5)`, true, 7},
	}
	for _, c := range cases {
		got, err := evaluate(t, c.formula, c.decimalComma)
		if want := (formula.Value{Kind: sheets.Number, Number: c.want}); got != want || err != nil {
			t.Errorf("%s, comma %v: %+v, %v, want %v", c.formula, c.decimalComma, got, err, c.want)
		}
	}
}

func TestNoResult(t *testing.T) {
	for text, want := range map[string]error{
		"=":                   formula.ErrInvalid,
		"=+=":                 formula.ErrInvalid,
		"=SUM(":               formula.ErrInvalid,
		"=NOSUCH(1)":          formula.ErrFunction,
		"=ARRAYFORMULA(A1*2)": formula.ErrFunction,
	} {
		if got, err := evaluate(t, text, false); !errors.Is(err, want) {
			t.Errorf("%s: %+v, %v, want %v", text, got, err, want)
		}
	}
}

func TestTooSlow(t *testing.T) {
	f, err := formula.Parse("=1+1", false)
	if err != nil {
		t.Fatal(err)
	}
	c := formula.NewCalculator(-1)
	for range 100 { // the first results may come at once
		if _, err = c.Evaluate(f, find); err != nil {
			break
		}
	}
	if !errors.Is(err, formula.ErrTooSlow) {
		t.Errorf("%v, want ErrTooSlow", err)
	}
}

func TestReferences(t *testing.T) {
	f, err := formula.Parse(`=SUM(A1:B2,'Biểu ''1'''!C:C,Tổng)+Sheet1!$A$1&"A9"`, false)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"A1:B2", "'Biểu ''1'''!C:C", "Tổng", "'Sheet1'!$A$1"}
	if got := f.References(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestString(t *testing.T) {
	for text, want := range map[string]string{
		"=SUM(A1;1,5)":                         "SUM(A1,1.5)",
		`=IF('Biểu ''1'''!A1>=2;"a;""b""";-1)`: `IF('Biểu ''1'''!A1>=2,"a;""b""",-1)`,
		"={1,2;3,4}*(A1+B:B)%":                 "{1,2;3,4}*(A1+B:B)%",
		"=A1:B2 B1:C3":                         "A1:B2 B1:C3",
		"=IFERROR(#N/A;TRUE)":                  "IFERROR(#N/A,TRUE)",
		"=+A1":                                 "A1",
	} {
		f, err := formula.Parse(text, true)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := f.String(); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func FuzzEvaluate(f *testing.F) {
	for _, s := range []string{"=SUM(A1:A3)", "={1,2;3,4}", "=IF(", "=A1#", "='x'!A1", "=\"", "=1,5;2", "=A1 A2", "=-+-1%", "=+="} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		parsed, err := formula.Parse(s, true)
		if err != nil {
			return
		}
		v, err := formula.NewCalculator(time.Second).Evaluate(parsed, find)
		if err == nil && v.Kind == sheets.Error && !strings.HasPrefix(v.Text, "#") {
			t.Errorf("%q gives the error %q", s, v.Text)
		}
	})
}
