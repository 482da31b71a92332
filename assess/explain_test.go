package assess_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"thidua/assess"
	"thidua/plan"
	"thidua/templates"
)

// One story for each way a verdict can be explained, as the clerk reads it.
func TestExplanation(t *testing.T) {
	below := plan.Target{Op: plan.Below, High: num("10")}
	about := plan.Target{Op: plan.About, Low: num("150"), High: num("150"), Tolerance: num("7.5")}
	conflict := func(x *plan.Indicator) { x.Conflict = "mục II.1 ghi 11 xã, mục II.2.2 ghi 10 xã." }
	for _, c := range []struct {
		name  string
		x     plan.Indicator
		unit  plan.UnitID
		month string
		said  []plan.Observation
		want  []string
	}{
		{"nothing reported", indicator(reporters("a", "b")), "", "2024-06", nil, []string{
			"Chưa đánh giá được: tính đến hết tháng 6/2024 chưa có số liệu dùng được.",
			"Chưa có số liệu, hoặc số liệu chưa đến kỳ này, của: Đơn vị A; Đơn vị B.",
		}},
		{"nothing reported when due", indicator(), "", "2024-11", nil, []string{
			"Chưa đánh giá được: tính đến hết tháng 11/2024 chưa có số liệu dùng được.",
			"Chỉ tiêu đã đến hạn từ hết tháng 11/2024.",
			"Chưa có số liệu, hoặc số liệu chưa đến kỳ này, của: Đơn vị A.",
		}},
		{"only cumulative figures count", indicator(func(x *plan.Indicator) { x.Cumulative = true }), "", "2024-01", monthly("a", "1"), []string{
			"Chưa đánh giá được: tính đến hết tháng 1/2024 chưa có số liệu dùng được (chỉ tiêu này chỉ tính số lũy kế từ đầu năm).",
			"Chưa có số liệu, hoặc số liệu chưa đến kỳ này, của: Đơn vị A.",
		}},
		{"no part of the target", indicator(), "c", "2024-06", monthly("c", "1"), []string{
			"Không đánh giá riêng: đơn vị không được giao phần nào của chỉ tiêu này.",
		}},
		{"0 of 0", indicator(percent, atLeast("80")), "", "2024-06", []plan.Observation{parts("a", "2024-06", "0", "0")}, []string{
			"Chưa đánh giá được: mẫu số của tỷ lệ bằng 0.",
		}},
		{"exceeded", indicator(target(about)), "", "2024-06", []plan.Observation{cumulative("a", "2024-06", "1160.5")}, []string{
			"Vượt kế hoạch: thực hiện 1.160,5 ha, kế hoạch là khoảng 150 ha (cho phép lệch 7,5).",
		}},
		{"met", indicator(), "", "2024-11", []plan.Observation{cumulative("a", "2024-11", "1100")}, []string{
			"Đạt kế hoạch: thực hiện 1.100 ha, kế hoạch là từ 1.100 ha trở lên.",
		}},
		{"done", indicator(milestone), "", "2024-03", []plan.Observation{done("a", "2024-03")}, []string{
			"Đạt kế hoạch: đã hoàn thành ở 1/1 đơn vị.",
		}},
		{"on track by pace", indicator(), "", "2024-06", []plan.Observation{estimate(cumulative("a", "2024-06", "590"))}, []string{
			"Đúng tiến độ: đến hết tháng 6/2024 đã thực hiện 590 ha; theo tiến độ cần có 600 ha (đạt từ 90% mức này là đúng tiến độ).",
			"Trong số liệu có số ước thực hiện, chưa phải số chính thức.",
			"Để đạt kế hoạch, mỗi tháng còn lại cần thêm 102 ha; nếu cứ theo đà này thì đến hết tháng 11/2024 được 1.081,67 ha.",
		}},
		{"fulfilled but not final", indicator(percent, lowerIsBetter(below)), "", "2024-06", []plan.Observation{level("a", "2024-06", "8.5")}, []string{
			"Đúng tiến độ: hiện là 8,5%, kế hoạch là dưới 10%; cần giữ được đến hết tháng 11/2024.",
		}},
		{"near", indicator(kind(plan.Stock)), "", "2024-06", []plan.Observation{level("a", "2024-06", "1000")}, []string{
			"Đúng tiến độ: hiện là 1.000 ha, kế hoạch là từ 1.100 ha trở lên khi hết tháng 11/2024; còn thiếu 100 ha.",
		}},
		{"time left", indicator(milestone, reporters("a", "b")), "", "2024-06", []plan.Observation{done("a", "2024-03")}, []string{
			"Đúng tiến độ: chưa hoàn thành (mới có 1/2 đơn vị) nhưng còn thời gian đến hết tháng 11/2024.",
			"Chưa có số liệu, hoặc số liệu chưa đến kỳ này, của: Đơn vị B.",
		}},
		{"behind", indicator(conflict), "", "2024-10", []plan.Observation{cumulative("a", "2024-10", "10")}, []string{
			"Có nguy cơ không đạt: đến hết tháng 10/2024 mới thực hiện 10 ha; theo tiến độ cần có 1.000 ha (dưới 90% mức này là có nguy cơ).",
			"Để đạt kế hoạch, mỗi tháng còn lại cần thêm 1.090 ha; nếu cứ theo đà này thì đến hết tháng 11/2024 được 11 ha.",
			"Bản kế hoạch có chỗ chưa thống nhất: mục II.1 ghi 11 xã, mục II.2.2 ghi 10 xã.",
		}},
		{"far", indicator(kind(plan.Stock)), "", "2024-06", []plan.Observation{level("a", "2024-06", "10")}, []string{
			"Có nguy cơ không đạt: hiện là 10 ha, kế hoạch là từ 1.100 ha trở lên khi hết tháng 11/2024; còn thiếu 1.090 ha.",
		}},
		{"over a ceiling", indicator(percent, lowerIsBetter(below)), "", "2024-06", []plan.Observation{level("a", "2024-06", "12")}, []string{
			"Có nguy cơ không đạt: hiện là 12% trong khi kế hoạch là dưới 10%; cần giảm trước khi hết tháng 11/2024.",
		}},
		{"time short", indicator(milestone), "a", "2024-10", []plan.Observation{notDone("a", "2024-10")}, []string{
			"Có nguy cơ không đạt: chưa hoàn thành, hạn là hết tháng 11/2024.",
		}},
		{"short", indicator(target(plan.Target{Op: plan.Above, Low: num("500")})), "", "2024-11", []plan.Observation{cumulative("a", "2024-11", "499")}, []string{
			"Không đạt: đã đến hạn (hết tháng 11/2024) mà mới thực hiện 499 ha, kế hoạch là trên 500 ha; còn thiếu 1 ha.",
		}},
		{"short by nothing", indicator(target(plan.Target{Op: plan.Above, Low: num("500")})), "", "2024-11", []plan.Observation{cumulative("a", "2024-11", "500")}, []string{
			"Không đạt: đã đến hạn (hết tháng 11/2024) mà mới thực hiện 500 ha, kế hoạch là trên 500 ha.",
		}},
		{"over a ceiling when due", indicator(quota("15")), "", "2024-11", []plan.Observation{level("a", "2024-11", "16")}, []string{
			"Không đạt: khi đến hạn (hết tháng 11/2024) là 16 ha, trong khi kế hoạch là không quá 15 ha.",
		}},
		{"not done", indicator(milestone, reporters("a", "b")), "", "2024-11", []plan.Observation{done("a", "2024-03"), notDone("b", "2024-11")}, []string{
			"Không đạt: đã đến hạn (hết tháng 11/2024) mà chưa hoàn thành (mới có 1/2 đơn vị).",
		}},
		{
			"percents without parts", indicator(percent, atLeast("80"), reporters("a", "b")), "", "2024-11",
			[]plan.Observation{level("a", "2024-11", "85"), parts("b", "2024-11", "6", "7")},
			[]string{
				"Vượt kế hoạch: thực hiện 85,71%, kế hoạch là từ 80% trở lên.",
				"Chưa tính được vào tỷ lệ chung vì chỉ ghi phần trăm, thiếu tử số và mẫu số: Đơn vị A.",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := thePlan(c.x)
			a := find(t, assess.Assess(p, c.said, after(c.month)), c.unit)
			got := sentences(t, templates.Vietnamese, a.Reasons(p))
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			for _, sentence := range sentences(t, templates.English, a.Reasons(p)) {
				if strings.ContainsAny(sentence, "«<>") || !strings.HasSuffix(sentence, ".") {
					t.Errorf("no English sentence: %q", sentence)
				}
			}
		})
	}
}

func TestExplanationBeforeTheFirstMonthHasEnded(t *testing.T) {
	p := thePlan(indicator())
	a := find(t, assess.Assess(p, nil, after("2024-01").AddDate(0, -1, 0)), "")
	want := []string{"Chưa đánh giá: chưa hết tháng đầu tiên của kế hoạch."}
	if got := sentences(t, templates.Vietnamese, a.Reasons(p)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEveryReasonHasItsSentence(t *testing.T) {
	for _, lang := range templates.Langs() {
		words := load(t, lang)
		for _, code := range assess.ReasonCodes() {
			if !words.Has("assess." + code) {
				t.Errorf("no sentence in %s for %s", lang, code)
			}
		}
	}
}

func sentences(t *testing.T, lang templates.Lang, reasons []assess.Reason) []string {
	t.Helper()
	words := load(t, lang)
	var all []string
	for _, r := range reasons {
		if !slices.Contains(assess.ReasonCodes(), r.Code) {
			t.Errorf("%s is not among ReasonCodes", r.Code)
		}
		sentence := words.Text("assess."+r.Code, r.Args)
		if !norm.NFC.IsNormalString(sentence) {
			t.Errorf("not NFC: %q", sentence)
		}
		all = append(all, sentence)
	}
	return all
}

func load(t *testing.T, lang templates.Lang) *templates.Catalog {
	t.Helper()
	words, err := templates.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return words
}
