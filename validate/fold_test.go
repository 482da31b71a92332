package validate

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// People write the same words in many ways.
func TestFoldMakesSpellingsOne(t *testing.T) {
	tests := [][]string{
		{"luy ke", "Lũy kế", "Luỹ kế", "LŨY KẾ", "lủy kế", "Lũy  kế:", " Lũy\u00a0kế ", "Lũy\nkế", "(Lũy kế)", "Lu\u0303y ke\u0302\u0301", "Lũy\u200b kế"},
		{"ti le", "Tỷ lệ", "Tỉ lệ", "tỷ lệ", "TỶ LỆ."},
		{"hoa", "hòa", "hoà", "Hoà"},
		{"qui ii", "Quý II", "Quí II", "quý Ⅱ"},
		{"dat dai", "Đất đai", "ĐẤT ĐAI", "Ðất đai", "đất – đai"},
		{"gia suc gia cam", "gia súc, gia cầm", "Gia súc; gia cầm", "gia súc - gia cầm"},
		{"tieu chi/xa", "tiêu chí/xã", "Tiêu chí / xã", "tiêu chí/ xã"},
		{"m2", "m²", "m2", "M2"},
		{"1.000 cay", "1.000 cây"},
		{"% kh", "% KH", "(%) KH"},
		{"5-2024", "5-2024"},
		{"3=2/1", "3=2/1"},
		{"", "", " ", "—", "…", "\u0301", "()"},
	}
	for _, test := range tests {
		for _, s := range test[1:] {
			if got := fold(s); got != test[0] {
				t.Errorf("fold(%q) = %q, want %q", s, got, test[0])
			}
		}
	}
}

func TestExactKeepsDiacritics(t *testing.T) {
	same := [][2]string{
		{"hòa", "hoà"},
		{"Lũy kế", "luỹ kế"},
		{"Tỷ lệ", "Tỉ lệ"},
		{"Đất", "ÐẤT"},
		{"quý", "quí"},
		{"thủy lợi", "thuỷ lợi"},
		{"Trồng rừng", norm.NFD.String("TRỒNG RỪNG:")},
	}
	for _, s := range same {
		if exact(s[0]) != exact(s[1]) {
			t.Errorf("%q and %q are not the same", s[0], s[1])
		}
	}
	for _, s := range [][2]string{{"gỗ", "go"}, {"rừng", "rưng"}, {"đang", "đăng"}, {"chưa", "chữa"}, {"đ", "d"}} {
		if exact(s[0]) == exact(s[1]) {
			t.Errorf("%q and %q are the same", s[0], s[1])
		}
	}
}

func TestFoldIsStable(t *testing.T) {
	letters := rapid.StringOf(rapid.RuneFrom([]rune("aăâeêioôơuưyđ qtkhlms ÁẰẦỆỈỐỢỮỲĐðÐ\u0300\u0301\u0303\u0309\u0323\u00a0\u200b/%.,-²1")))
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(letters, rapid.String()).Draw(t, "text")
		for _, other := range []string{fold(s), norm.NFC.String(s), norm.NFD.String(s), exact(s)} {
			if fold(other) != fold(s) {
				t.Fatalf("fold(%q) = %q, but fold(%q) = %q", s, fold(s), other, fold(other))
			}
		}
	})
}

// FuzzText feeds any text to every reader of texts: none may panic, and each
// keeps its promise.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"Trồng rừng (ha)", "1. LN-01: Trồng rừng trên 9.000 ha", "Quyết định số 12/QĐ-UBND ngày 05/3/2024", "Lũy kế đến 31/5",
		"\u0301", "\xff", "\xf7Ǩ", "(", "0̀", "Trong đó:", "% TH/KH 2023",
	} {
		f.Add(s)
	}
	p := examplePlan(f)
	m := newMatcher(newNameIndex(p), "kiem-lam")
	f.Fuzz(func(t *testing.T, text string) {
		if again := fold(fold(text)); again != fold(text) {
			t.Fatalf("fold(%q) = %q, folded again %q", text, fold(text), again)
		}
		if name, measure := splitMeasure(text); measure == "" && name != text {
			t.Fatalf("splitMeasure(%q) = %q and no measure", text, name)
		}
		got := m.match("", text, []string{text})
		if got.Indicator != nil && (got.Ambiguous || len(got.Candidates) > 0 || got.How == "" || got.Score <= 0 || got.Score > 1) {
			t.Fatalf("%q is %+v", text, got)
		}
		if got.Ambiguous && len(got.Candidates) < 2 {
			t.Fatalf("%q is ambiguous between %v", text, got.Candidates)
		}
		findMeasure(p, text)
		partOf(&p.Indicators[0], text)
		readHeader([]string{text, "Tháng 5", text}, 2024)
		done, document, date, ok := readMilestone(text)
		if ok != (done != 0) || !utf8.ValidString(date) || len(document) > len(text) {
			t.Fatalf("readMilestone(%q) = %d, %q, %q, %t", text, done, document, date, ok)
		}
		_, _ = blankMark(text), crossMark(text)
	})
}
