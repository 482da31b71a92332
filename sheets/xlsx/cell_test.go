package xlsx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"thidua/sheets"
)

const (
	sharedStrings = xmlHead + `<sst ` + mainNS + `>` +
		`<si><t>Hữu Lũng</t></si>` +
		`<si><r><rPr><b/></rPr><t>Lũy </t></r><r><t xml:space="preserve">kế</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></si>` +
		`<si><t>dòng 1_x000D_&#10;dòng 2 &lt;&amp;&gt; _x005F_x000D_</t></si>` +
		`<si><t/></si></sst>`
	styles = xmlHead + `<styleSheet ` + mainNS + `>` +
		`<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0\ &quot;ha&quot;"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="46"/></cellXfs></styleSheet>`
)

func number(v float64, seen string) sheets.Cell {
	return sheets.Cell{Kind: sheets.Number, Number: v, Seen: seen}
}

func text(s string) sheets.Cell { return sheets.Cell{Kind: sheets.Text, Text: s, Seen: s} }

func failure(code string) sheets.Cell {
	return sheets.Cell{Kind: sheets.Error, Text: code, Seen: code}
}

func formula(c sheets.Cell) sheets.Cell {
	c.Formula = true
	return c
}

func TestCell(t *testing.T) {
	cases := []struct {
		name, xml string
		want      sheets.Cell
	}{
		{"number", `<c r="A1"><v>40741</v></c>`, number(40741, "40741")},
		{"number with its type", `<c r="A1" t="n"><v>64.6</v></c>`, number(64.6, "64.6")},
		{"number with an exponent", `<c r="A1"><v>1.5E-2</v></c>`, number(0.015, "0.015")},
		{"number to the last digit", `<c r="A1"><v>0.30000000000000004</v></c>`, number(0.30000000000000004, "0.3")},
		{"spaces around a number", `<c r="A1"><v> 12
			</v></c>`, number(12, "12")},
		{"no number after all", `<c r="A1"><v>1,5</v></c>`, text("1,5")},
		{"a number that none should write", `<c r="A1"><v>0x10</v></c>`, text("0x10")},
		{"a number beyond all bounds", `<c r="A1"><v>1e999</v></c>`, text("1e999")},
		{
			"number format", `<c r="A1" s="1"><v>9000</v></c>`,
			sheets.Cell{Kind: sheets.Number, Number: 9000, Seen: "9,000.0 ha", Format: `#,##0.0\ "ha"`},
		},
		{
			"percent", `<c r="A1" s="3"><v>0.646</v></c>`,
			sheets.Cell{Kind: sheets.Number, Number: 0.646, Seen: "64.60%", Format: "0.00%"},
		},
		{"style that is not there", `<c r="A1" s="99"><v>1</v></c>`, number(1, "1")},

		{"shared text", `<c r="A1" t="s"><v>0</v></c>`, text("Hữu Lũng")},
		{"rich text", `<c r="A1" t="s"><v>1</v></c>`, text("Lũy kế")},
		{"escapes and entities", `<c r="A1" t="s"><v>2</v></c>`, text("dòng 1\r\ndòng 2 <&> _x000D_")},
		{"empty shared text", `<c r="A1" t="s"><v>3</v></c>`, sheets.Cell{}},
		{"text in place", `<c r="A1" t="inlineStr"><is><t>Bắc Sơn</t></is></c>`, text("Bắc Sơn")},
		{"rich text in place", `<c r="A1" t="inlineStr"><is><r><t>Bắc</t></r><r><t> Sơn</t></r></is></c>`, text("Bắc Sơn")},
		{"text in place, but in v", `<c r="A1" t="inlineStr"><v>Bắc Sơn</v></c>`, text("Bắc Sơn")},
		{"CDATA", `<c r="A1" t="inlineStr"><is><t><![CDATA[a <b> & c]]></t></is></c>`, text("a <b> & c")},
		{"text cut by a comment", `<c r="A1" t="str"><v>Bắc<!-- ? --> Sơn</v></c>`, text("Bắc Sơn")},
		{"white space alone is kept", `<c r="A1" t="str"><v xml:space="preserve">  </v></c>`, text("  ")},
		{
			"number format on a text", `<c r="A1" t="s" s="1"><v>0</v></c>`,
			sheets.Cell{Kind: sheets.Text, Text: "Hữu Lũng", Seen: "Hữu Lũng", Format: `#,##0.0\ "ha"`},
		},

		{"true", `<c r="A1" t="b"><v>1</v></c>`, sheets.Cell{Kind: sheets.Bool, Bool: true, Seen: "TRUE"}},
		{"false", `<c r="A1" t="b"><v>0</v></c>`, sheets.Cell{Kind: sheets.Bool, Seen: "FALSE"}},
		{"error", `<c r="A1" t="e"><v>#DIV/0!</v></c>`, failure("#DIV/0!")},

		{
			"date", `<c r="A1" s="2"><v>45478</v></c>`,
			sheets.Cell{Kind: sheets.Date, Number: 45478, Text: "2024-07-05", Seen: "05/07/2024", Format: "dd/mm/yyyy"},
		},
		{
			"date and time", `<c r="A1" s="2"><v>45478.25</v></c>`,
			sheets.Cell{Kind: sheets.Date, Number: 45478.25, Text: "2024-07-05T06:00:00", Seen: "05/07/2024", Format: "dd/mm/yyyy"},
		},
		{
			"elapsed time", `<c r="A1" s="4"><v>0.5</v></c>`,
			sheets.Cell{Kind: sheets.Date, Number: 0.5, Text: "12:00:00", Seen: "12:00:00", Format: "[h]:mm:ss"},
		},
		{
			"a date before all dates", `<c r="A1" s="2"><v>-1</v></c>`,
			sheets.Cell{Kind: sheets.Number, Number: -1, Seen: "-1", Format: "dd/mm/yyyy"},
		},
		{
			"ISO date", `<c r="A1" s="2" t="d"><v>2024-07-05</v></c>`,
			sheets.Cell{Kind: sheets.Date, Number: 45478, Text: "2024-07-05", Seen: "05/07/2024", Format: "dd/mm/yyyy"},
		},
		{
			"ISO date and time, no format", `<c r="A1" t="d"><v>2024-07-05T06:00:00Z</v></c>`,
			sheets.Cell{Kind: sheets.Date, Number: 45478.25, Text: "2024-07-05T06:00:00", Seen: "2024-07-05T06:00:00Z"},
		},
		{"no date after all", `<c r="A1" t="d"><v>mai</v></c>`, text("mai")},

		{"formula with a number", `<c r="A1"><f>SUM(B1:B3)</f><v>6</v></c>`, formula(number(6, "6"))},
		{"formula with a text", `<c r="A1" t="str"><f>B1</f><v>Đạt</v></c>`, formula(text("Đạt"))},
		{"formula with an empty text", `<c r="A1" t="str"><f>""</f><v></v></c>`, formula(text(""))},
		{"formula with an error", `<c r="A1" t="e"><f>B1/0</f><v>#DIV/0!</v></c>`, formula(failure("#DIV/0!"))},
		{"shared formula", `<c r="A1"><f t="shared" si="0"/><v>6</v></c>`, formula(number(6, "6"))},
		{"formula never computed", `<c r="A1"><f>SUM(B1:B3)</f></c>`, formula(failure(sheets.NotCalculated))},
		{"formula with an empty value", `<c r="A1"><f>SUM(B1:B3)</f><v></v></c>`, formula(failure(sheets.NotCalculated))},
		{"text formula never computed", `<c r="A1" t="str"><f>B1</f></c>`, formula(failure(sheets.NotCalculated))},

		{"formatting alone", `<c r="A1" s="1"/>`, sheets.Cell{}},
		{"type alone", `<c r="A1" t="s"><v/></c>`, sheets.Cell{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tab := firstTab(t, workbook(`<sheetData><row r="1">`+c.xml+`</row></sheetData>`).
				with("xl/sharedStrings.xml", sharedStrings).with("xl/styles.xml", styles))
			if diff := cmp.Diff(c.want, tab.At(sheets.Ref{})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestDateOf1904(t *testing.T) {
	p := workbook(`<sheetData><row r="1"><c r="A1" s="2"><v>44016</v></c></row></sheetData>`).
		with("xl/styles.xml", styles).
		with("xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><workbookPr date1904="1"/><sheets>`+
			`<sheet name="Biểu 1" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	got := firstTab(t, p).At(sheets.Ref{})
	if got.Text != "2024-07-05" || got.Seen != "05/07/2024" {
		t.Errorf("%q, seen %q; want 2024-07-05, seen 05/07/2024", got.Text, got.Seen)
	}
}

// A cell that names no style has the first one.
func TestFirstStyle(t *testing.T) {
	p := workbook(`<sheetData><row r="1"><c r="A1"><v>0.5</v></c></row></sheetData>`).
		with("xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="9"/></cellXfs></styleSheet>`)
	if got := firstTab(t, p).At(sheets.Ref{}); got.Seen != "50%" {
		t.Errorf("seen %q, want 50%%", got.Seen)
	}
}
