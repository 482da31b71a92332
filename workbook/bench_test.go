package workbook_test

import (
	"fmt"
	"testing"
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/templates"
	"thidua/workbook"
)

// BenchmarkBuild builds the workbook of many units, each with 40 indicators
// for 12 months.
func BenchmarkBuild(b *testing.B) {
	for _, units := range []int{100, 1_000} {
		b.Run(fmt.Sprintf("%d-units", units), func(b *testing.B) {
			in := bigInput(b, units)
			b.ReportAllocs()
			var size int
			for b.Loop() {
				size = len(build(b, in))
			}
			b.ReportMetric(float64(size)/1e6, "MB/book")
			b.ReportMetric(float64(len(in.Observations))*float64(b.N)/b.Elapsed().Seconds(), "figures/s")
		})
	}
}

func bigInput(b *testing.B, units int) workbook.Input {
	const indicators = 40
	p := &plan.Plan{
		Title: "Kế hoạch lớn", Year: 2024, From: plan.MonthOf(2024, 1), To: plan.MonthOf(2024, 12), Zone: "Asia/Ho_Chi_Minh",
		Thresholds: plan.Thresholds{OnTrack: plan.MustNumber("0.9")},
		Campaigns:  []plan.Campaign{{ID: "1", Name: "Chuyên đề 1"}},
		Sections:   []plan.Section{{ID: "I", Name: "Chỉ tiêu", Campaign: "1"}},
	}
	in := workbook.Input{
		Plan: p, Words: words(b, templates.Vietnamese), AsOf: time.Date(2025, 1, 10, 8, 0, 0, 0, p.Location()), Round: 1,
		Link: func(o plan.Origin) string { return o.Source },
	}
	var ids []plan.UnitID
	for u := range units {
		id := plan.UnitID(fmt.Sprintf("xa-%04d", u))
		ids = append(ids, id)
		p.Units = append(p.Units, plan.Unit{ID: id, Name: fmt.Sprintf("Ủy ban nhân dân xã số %d", u)})
		in.Sources = append(in.Sources, workbook.Source{Unit: id, ID: "units/" + string(id) + ".xlsx", Title: "Báo cáo " + string(id), ReadAt: in.AsOf})
	}
	for i := range indicators {
		p.Indicators = append(p.Indicators, plan.Indicator{
			Code: plan.Code(fmt.Sprintf("CT-%02d", i)), Name: fmt.Sprintf("Chỉ tiêu phát triển kinh tế nông nghiệp số %d", i),
			Section: "I", Kind: plan.Flow, Direction: plan.Higher, Measure: "ha", Rollup: plan.Sum, Frequency: plan.Monthly,
			Due: plan.MonthOf(2024, 12), Target: plan.Target{Op: plan.AtLeast, Low: plan.Int(1_000_000), Text: "1.000.000 ha"}, Reporters: ids,
		})
	}
	for u, id := range ids {
		for i := range indicators {
			for month := 1; month <= 12; month++ {
				n := plan.Int(int64(u*31+i*7+month*1000)).Div(plan.Int(8), 3)
				in.Observations = append(in.Observations, plan.Observation{
					Unit: id, Indicator: p.Indicators[i].Code, Period: plan.MonthOf(2024, month), Basis: plan.InPeriod, Status: plan.Official,
					Value: plan.Value{Number: n}, Raw: n.String(),
					Origin: plan.Origin{Source: in.Sources[u].ID, Tab: "Năm 2024", Cell: fmt.Sprintf("%c%d", 'C'+month, i+8)},
				})
			}
		}
	}
	in.Assessments = assess.Assess(p, in.Observations, in.AsOf)
	return in
}
