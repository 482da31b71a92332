package book_test

import (
	"encoding/json"
	"testing"

	"thidua/sheets/emulator/book"
)

// TestCopiedFormulas: what becomes of a formula that is copied a row down and
// a column to the right. Texts, functions and names are not addresses.
func TestCopiedFormulas(t *testing.T) {
	for _, c := range [][2]string{
		{`=A1`, `=B2`},
		{`=$A1+A$1+$A$1`, `=$A2+B$1+$A$1`},
		{`=sum(a1:b2)`, `=sum(B2:C3)`},
		{`=SUM(A:A)+SUM(1:1)+SUM($A:$A)`, `=SUM(B:B)+SUM(2:2)+SUM($A:$A)`},
		{`=SUM(A1:A)`, `=SUM(B2:B)`},
		{`="A1"&A1&"say ""A1"""`, `="A1"&B2&"say ""A1"""`},
		{`='It''s A1'!A1+Sheet1!B2`, `='It''s A1'!B2+Sheet1!C3`},
		{`=LOG10(A1)+ATAN2(A1,B1)`, `=LOG10(B2)+ATAN2(B2,C2)`},
		{`=Q1_total+A1B+ABCD12+R1C1x+x.A1`, `=Q1_total+A1B+ABCD12+R1C1x+x.A1`},
		{`=1.5+10+TRUE`, `=1.5+10+TRUE`},
		{`=IF(A1>0;1,5;-A1)`, `=IF(B2>0;1,5;-B2)`},
		{`={A1;B1}`, `={B2;C2}`},
	} {
		b := book.New("x", "", "", "")
		formula, err := json.Marshal(c[0])
		if err != nil {
			t.Fatal(err)
		}
		must(t, b, `{"updateCells":{"start":{},"fields":"userEnteredValue","rows":[{"values":[{"userEnteredValue":{"formulaValue":`+string(formula)+`}}]}]}}`,
			`{"copyPaste":{"source":{"endRowIndex":1,"endColumnIndex":1},"destination":{"startRowIndex":1,"endRowIndex":2,"startColumnIndex":1,"endColumnIndex":2}}}`)
		var got struct{ Values [][]string }
		if err := json.Unmarshal([]byte(ask(t, b, "GET", "/values/B2?valueRenderOption=FORMULA", "")), &got); err != nil {
			t.Fatal(err)
		}
		expect(t, c[0], got.Values[0][0], c[1])
	}
}

// TestCopiedTooFar: a reference beyond the first row is broken.
func TestCopiedTooFar(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "B2", `[["=A1+$A2"]]`)
	must(t, b, `{"copyPaste":{"source":{"startRowIndex":1,"endRowIndex":2,"startColumnIndex":1,"endColumnIndex":2},"destination":{"endRowIndex":1,"endColumnIndex":1}}}`)
	expect(t, "broken", ask(t, b, "GET", "/values/A1?fields=values&valueRenderOption=FORMULA", ""), `{"values":[["=#REF!+$A1"]]}`)
}
