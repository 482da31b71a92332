package workbook_test

import (
	"slices"
	"testing"
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/templates"
	"thidua/validate"
	"thidua/workbook"
)

// fixture is a small plan in mid-year: a flow with allocations, one with a
// contradiction, a ratio, milestones and a quota; three units, of which one
// has an unreadable source and one reports nothing at all.
func fixture(t testing.TB) workbook.Input {
	t.Helper()
	p := fixturePlan()
	now := time.Date(2024, 7, 5, 8, 0, 0, 0, p.Location())
	in := workbook.Input{
		Plan: p, Words: words(t, templates.Vietnamese), AsOf: now, Round: 12,
		Sources: []workbook.Source{
			{Unit: "cao-loc", ID: "units/cao-loc.xlsx", Title: "Báo cáo Cao Lộc", Revision: "aa11", ReadAt: now.Add(-time.Hour)},
			{Unit: "kiem-lam", ID: "sheet-1", Title: "Kiểm lâm 2024", Revision: "bb22", ReadAt: now.Add(-26 * time.Hour), Failed: validate.RuleSourceDenied},
		},
		Observations: fixtureFigures(),
		Findings:     fixtureFindings(now),
		Link:         fixtureLink,
	}
	in.Assessments = assess.Assess(p, in.Observations, now)
	return in
}

func words(t testing.TB, lang templates.Lang) *templates.Catalog {
	t.Helper()
	w, err := templates.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func fixtureLink(o plan.Origin) string {
	if o.Source == "sheet-1" {
		return "https://docs.google.com/spreadsheets/d/sheet-1/edit#gid=" + o.GID + "&range=" + o.Cell
	}
	return o.Source
}

func fixturePlan() *plan.Plan {
	due := plan.MonthOf(2024, 11)
	all := []plan.UnitID{"kiem-lam", "cao-loc"}
	low := func(op plan.Op, n, text string) plan.Target {
		return plan.Target{Op: op, Low: plan.MustNumber(n), Text: text}
	}
	return &plan.Plan{
		ID: "mau", Title: "Kế hoạch thi đua mẫu", Number: "Số 12/KH-SNN", Year: 2024,
		From: plan.MonthOf(2024, 1), To: due, Zone: "Asia/Ho_Chi_Minh",
		Letterhead: plan.Letterhead{
			Superior: "ỦY BAN NHÂN DÂN TỈNH", Issuer: "SỞ NÔNG NGHIỆP & PTNT", Place: "Lạng Sơn",
			Signatory: "GIÁM ĐỐC", Secretary: "Phòng Tổ chức cán bộ",
		},
		Calendar:   plan.Calendar{DueDays: 5},
		Thresholds: plan.Thresholds{OnTrack: plan.MustNumber("0.9"), Slip: plan.Int(10)},
		Campaigns: []plan.Campaign{
			{ID: "1", Name: "CĐ1: Lâm nghiệp", Text: "Phát triển lâm nghiệp bền vững"},
			{ID: "2", Name: "Số liệu", Text: "Chuyên đề mang tên một trang khác"},
		},
		Sections: []plan.Section{
			{ID: "II.1", Name: "Mục tiêu chung"},
			{ID: "II.2", Name: "Về lâm nghiệp", Campaign: "1"},
			{ID: "II.3", Name: "Về tổ chức", Campaign: "2"},
		},
		Units: []plan.Unit{
			{ID: "kiem-lam", Name: "Chi cục Kiểm lâm"},
			{ID: "cao-loc", Name: "Huyện Cao Lộc"},
			{ID: "loc-binh", Name: "Huyện Lộc Bình"},
		},
		Indicators: []plan.Indicator{
			{
				Code: "LN-01", Name: "Trồng rừng", Section: "II.2", Kind: plan.Flow, Direction: plan.Higher, Measure: "ha",
				Target: low(plan.Above, "9000", "trên 9.000 ha"), Rollup: plan.Sum, Frequency: plan.Monthly, Due: due,
				Reporters: all, Invented: []string{"phasing"},
			},
			{
				Code: "LN-05", Name: "Trồng cây phân tán", Section: "II.2", Kind: plan.Flow, Direction: plan.Higher, Measure: "nghìn cây",
				Target: low(plan.AtLeast, "2223", "2.223 nghìn cây"), Rollup: plan.Sum, Frequency: plan.Monthly, Due: due,
				Reporters:   []plan.UnitID{"loc-binh", "cao-loc"}, // not in the order of the units
				Allocations: []plan.Allocation{{Unit: "cao-loc", Amount: plan.Int(1223)}, {Unit: "loc-binh", Amount: plan.Int(1000)}},
				Conflict:    "Mục II.1 ghi 2.223, mục II.2 ghi 2.233.",
				Citations:   []plan.Citation{{Place: "II.2", Quote: "trồng 2.223 nghìn cây"}},
			},
			{
				Code: "CN-01", Name: "Tỷ lệ tiêm phòng", Section: "II.2", Kind: plan.Ratio, Direction: plan.Higher, Measure: "%",
				Target: low(plan.Above, "80", "trên 80%"), Rollup: plan.RatioOfSum, Frequency: plan.Quarterly, Due: due, Reporters: all,
			},
			{
				Code: "KN-01", Name: "Ban hành định mức", Section: "II.3", Kind: plan.Milestone, Measure: "văn bản",
				Target: plan.Target{Op: plan.IsDone, Text: "ban hành"}, Rollup: plan.Single, Frequency: plan.Quarterly, Due: due,
				Reporters: []plan.UnitID{"cao-loc"},
			},
			{
				Code: "TD-01", Name: "Kế hoạch thi đua của đơn vị", Section: "II.1", Kind: plan.Milestone, Measure: "văn bản",
				Target: plan.Target{Op: plan.IsDone}, Rollup: plan.All, Frequency: plan.Quarterly, Due: due, Reporters: all,
			},
		},
		Invented: []string{"thresholds"},
		Digest:   "0123abcd",
	}
}

func fixtureFigures() []plan.Observation {
	flow := func(unit plan.UnitID, code plan.Code, month int, basis plan.Basis, n, source, cell string) plan.Observation {
		return plan.Observation{
			Unit: unit, Indicator: code, Period: plan.MonthOf(2024, month), Basis: basis, Status: plan.Official,
			Value: plan.Value{Number: plan.MustNumber(n)}, Raw: n,
			Origin: plan.Origin{Source: source, Tab: "Tháng's", GID: "7", Cell: cell},
		}
	}
	figures := []plan.Observation{
		flow("kiem-lam", "LN-01", 5, plan.Cumulative, "4000.5", "sheet-1", "E9"),
		flow("kiem-lam", "LN-01", 6, plan.Cumulative, "5175.25", "sheet-1", "F9"),
		flow("cao-loc", "LN-01", 6, plan.Cumulative, "300", "units/cao-loc.xlsx", "F9"),
		flow("cao-loc", "LN-05", 1, plan.InPeriod, "100", "units/cao-loc.xlsx", "B10"),
		flow("cao-loc", "LN-05", 2, plan.InPeriod, "200", "units/cao-loc.xlsx", "C10"),
		flow("cao-loc", "LN-05", 6, plan.Cumulative, "611.5", "units/cao-loc.xlsx", "G10"),
		flow("loc-binh", "KN-01", 3, plan.AsOf, "", "units/khac.xlsx", "B2"),            // not in charge of it
		flow("kiem-lam", "LN-05", 6, plan.Cumulative, "21", "sheet-1", "F10"),           // nor of this
		flow("kiem-lam", "LN-05", 6, plan.Cumulative, "20", "sheet-1", "F11"),           // said twice
		flow("cao-loc", "LN-01", 6, plan.Cumulative, "290", "units/cao-loc.xlsx", "F8"), // an estimate that was replaced
	}
	figures[5].Status, figures[9].Status = plan.Estimate, plan.Estimate
	figures[6].Value, figures[6].Raw = plan.Value{Done: plan.DoneNo}, "chưa"
	ratio := flow("kiem-lam", "CN-01", 6, plan.AsOf, "84.97", "sheet-1", "H3")
	ratio.Period = plan.Period{Year: 2024, Grain: plan.Quarter, N: 2}
	ratio.Value.Numerator, ratio.Value.Denominator = plan.Int(13560), plan.Int(15959)
	issued := flow("cao-loc", "KN-01", 2, plan.AsOf, "", "units/cao-loc.xlsx", "D4")
	issued.Value = plan.Value{Done: plan.DoneYes, Document: "12/QĐ-UBND", Date: "2024-02-20"}
	issued.Raw = "12/QĐ-UBND ngày 20/02/2024"
	return append(figures, ratio, issued)
}

func fixtureFindings(now time.Time) []workbook.Finding {
	return []workbook.Finding{
		{
			Finding: validate.Finding{
				Rule: validate.RuleNumberAsText, Severity: validate.Warning, Unit: "cao-loc", Indicator: "LN-05", Period: plan.MonthOf(2024, 2),
				Origin: plan.Origin{Source: "units/cao-loc.xlsx", Tab: "Tháng's", Cell: "C10"}, Found: "200 nghìn", Expected: "200",
			},
			FirstSeen: now.AddDate(0, 0, -3),
		},
		{
			Finding: validate.Finding{
				Rule: validate.RuleSourceDenied, Severity: validate.Error, Unit: "kiem-lam", Origin: plan.Origin{Source: "sheet-1", GID: "7"},
			},
			FirstSeen: now,
		},
	}
}

// shuffled returns in with its lists in another order.
func shuffled(in workbook.Input) workbook.Input {
	in.Sources, in.Observations = slices.Clone(in.Sources), slices.Clone(in.Observations)
	in.Assessments, in.Findings = slices.Clone(in.Assessments), slices.Clone(in.Findings)
	slices.Reverse(in.Sources)
	slices.Reverse(in.Observations)
	slices.Reverse(in.Assessments)
	slices.Reverse(in.Findings)
	return in
}
