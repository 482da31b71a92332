package storetest

import (
	"testing"

	"thidua/plan"
	"thidua/store"
	"thidua/validate"
)

func adjustmentsKept(t *testing.T, open Open) {
	s := mustOpen(t, open)
	same(t, "before there are any", get(t, s.Adjustments), store.AdjustmentSheet{})
	fault := finding("adjustment-invalid", "B3")
	sheet := store.AdjustmentSheet{
		Source: "book", Title: "Sổ điều chỉnh", Revision: "r1", Digest: "d1", ReadAt: at(1).UTC(),
		Listed: []validate.Adjustment{
			{
				Figure: plan.Observation{
					Unit: "dong", Indicator: "LN-04", Period: plan.MonthOf(2024, 5), Basis: plan.InPeriod, Status: plan.Adjusted,
					Value: plan.Value{Number: plan.MustNumber("450.5")}, Raw: "450,5",
					Origin: plan.Origin{Source: "book", Tab: "Sổ", GID: "0", Cell: "E2"}, Cells: []string{"E2"},
				},
				Unit: "Huyện Đông", Indicator: "LN-04", Period: "Tháng 5", Reason: "báo qua điện thoại", By: "ông A", Day: "2024-06-05",
				Since: at(1).UTC(), Before: plan.Value{Number: plan.Int(400)}, Ended: at(2).UTC(),
			},
			{Unit: "Ai đó", Fault: &fault},
		},
		Findings: []validate.Finding{fault},
	}
	finish(t, s, begin(t, s, 1), 1, store.RoundResult{Adjustments: &sheet})
	same(t, "kept", get(t, s.Adjustments), sheet)
	finish(t, s, begin(t, s, 2), 2, store.RoundResult{})
	same(t, "not spoken of", get(t, s.Adjustments), sheet)
	sheet.Failed = "source-denied"
	finish(t, s, begin(t, s, 3), 3, store.RoundResult{Adjustments: &sheet})
	same(t, "failed", get(t, s.Adjustments), sheet)
	finish(t, s, begin(t, s, 4), 4, store.RoundResult{Adjustments: &store.AdjustmentSheet{}})
	same(t, "taken away", get(t, s.Adjustments), store.AdjustmentSheet{})
}
