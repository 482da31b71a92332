package main

import (
	"math"

	"thidua/plan"
)

// thisMonth is the last month for which the units have reported.
const thisMonth = 6

// entry is what a clerk types for one indicator and one month. The zero entry
// is an empty cell.
type entry struct {
	value any // float64 or string, nil for nothing
	num   any // numerator of a ratio
	den   any // denominator of a ratio
}

// pace is the invented course of one indicator: the share of the target that
// a flow reaches by thisMonth, or the levels of a stock or ratio.
type pace struct {
	byNow  float64         // flows: share of the target
	levels map[int]float64 // stocks and percents by month
	whole  float64         // ratios: the denominator
	texts  map[int]string  // milestones by month
}

// paces holds an invented course for every indicator that units report. The
// choice gives every verdict something to show.
func paces() map[plan.Code]pace {
	quarters := func(first, second float64) map[int]float64 { return map[int]float64{3: first, 6: second} }
	return map[plan.Code]pace{
		"GRDP-01": {levels: quarters(2.4, 3.1)},
		"LN-01":   {byNow: 0.71},
		"LN-02":   {levels: map[int]float64{6: 64.2}},
		"LN-03":   {byNow: 0.52},
		"LN-04":   {levels: map[int]float64{1: 533500, 2: 533500, 3: 533512, 4: 533512, 5: 533540, 6: 533540}},
		"LN-05":   {byNow: 0.6},
		"LN-06":   {byNow: 0.31},
		"LN-07":   {byNow: 0.55},
		"LN-08":   {byNow: 0.58},
		"CN-01":   {whole: 412500, levels: map[int]float64{1: 12.4, 2: 25.1, 3: 41.8, 4: 58.2, 5: 69.7, 6: 76.3}},
		"CN-02":   {whole: 180, levels: quarters(82.2, 86.7)},
		"TT-01":   {byNow: 0.61},
		"TT-02":   {byNow: 0.57},
		"TT-03":   {byNow: 0.34},
		"TT-04":   {byNow: 0.4},
		"TT-05":   {byNow: 0.47},
		"TT-06":   {byNow: 1.04},
		"KN-01":   {texts: map[int]string{3: "Đang dự thảo", 6: "Quyết định số 1021/QĐ-UBND ngày 12/6/2024"}},
		"QL-01":   {texts: map[int]string{3: "Kế hoạch số 12/KH-SNN ngày 26/02/2024"}},
		"NTM-01":  {byNow: 0.28},
		"NTM-02":  {byNow: 0.5},
		"NTM-03":  {byNow: 0.5},
		"NTM-04":  {whole: 175, levels: quarters(14.1, 14.3)},
		"NTM-05":  {byNow: 0.54},
		"NTM-06":  {levels: quarters(4, 5)},
		"NS-01":   {whole: 648000, levels: quarters(97.4, 97.8)},
		"NS-02":   {whole: 648000, levels: quarters(54.6, 56.2)},
		"PCTT-01": {texts: map[int]string{3: "Kế hoạch số 45/KH-UBND ngày 08/3/2024"}},
		"HTX-01":  {whole: 920, levels: quarters(22.4, 41.3)},
		"HTX-02":  {byNow: 0.4},
		"HTX-03":  {byNow: 0.47},
		"HTX-04":  {byNow: 0.8},
		"HTX-05":  {whole: 402, levels: quarters(40.3, 42.5)},
		"HTX-06":  {whole: 402, levels: quarters(12.4, 10.9)},
		"HTX-07":  {texts: map[int]string{3: "Đang xây dựng", 6: "Đang xây dựng"}},
		"NV-01":   {whole: 4, levels: map[int]float64{1: 100, 2: 100, 3: 100, 4: 100, 5: 100, 6: 100}},
		"TD-01":   {texts: map[int]string{2: "Kế hoạch số 07/KH ngày 27/02/2024"}},
	}
}

// course returns what a unit reports of an indicator, by month: in-period
// figures of flows, levels of the others. Whole says that only whole things
// are counted; shift makes units differ.
func course(x *plan.Indicator, unit plan.UnitID, p pace, whole bool, shift int) map[int]entry {
	out := map[int]entry{}
	switch x.Kind {
	case plan.Flow:
		goal := x.Target.Low
		if part := x.Allocation(unit); part.Known() {
			goal = part
		}
		sofar := 0.0
		for m, total := range spread(x, goal.Float64()*p.byNow, whole, shift) {
			out[m+1] = entry{value: round(total-sofar, 1)}
			sofar = total
		}
	case plan.Ratio:
		for m, level := range p.levels {
			whole := p.whole
			if x.Code == "NV-01" {
				whole = float64(4*m + shift%3) // tasks that have fallen due so far
			}
			part := math.Round(whole * level / scale(x))
			out[m] = entry{value: round(part/whole*scale(x), 2), num: part, den: whole}
		}
	case plan.Milestone:
		for m, text := range p.texts {
			out[m] = entry{value: text}
		}
	default:
		for m, level := range p.levels {
			out[m] = entry{value: level}
		}
	}
	return out
}

// spread returns the cumulative totals of the months so far: total over the
// crop calendar or evenly, with the unevenness of real months.
func spread(x *plan.Indicator, total float64, whole bool, shift int) []float64 {
	wobble := []float64{0.94, 1.05, 0.97, 1.08, 0.99, 0.97}
	weights := make([]float64, thisMonth)
	sum := 0.0
	for m := range weights {
		weights[m] = 1
		if len(x.Phasing) == 12 {
			weights[m] = x.Phasing[m].Float64()
		}
		if sum == 0 && m == thisMonth-1 {
			weights[m] = max(weights[m], 1) // a crop that is not in season yet has an early start
		}
		weights[m] *= wobble[(m+shift)%len(wobble)]
		sum += weights[m]
	}
	places := 1
	if whole {
		places = 0
	}
	out := make([]float64, thisMonth)
	reached := 0.0
	for m := range weights {
		reached += total * weights[m] / sum
		out[m] = round(reached, places)
	}
	return out
}

// scale is what a quotient is multiplied by to be in the indicator's measure.
func scale(x *plan.Indicator) float64 {
	if x.Measure == "%" {
		return 100
	}
	return 1
}

func round(f float64, places int) float64 {
	unit := math.Pow(10, float64(places))
	return math.Round(f*unit) / unit
}
