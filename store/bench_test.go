package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"thidua/plan"
	"thidua/store"
	"thidua/validate"
)

const (
	sources    = 1000
	indicators = 40
	months     = 12
)

var benchTime = time.Date(2024, 7, 5, 1, 0, 0, 0, time.UTC)

// BenchmarkSaveReading saves 1,000 readings of 480 observations each.
func BenchmarkSaveReading(b *testing.B) {
	readings := province("r1", "")
	for b.Loop() {
		b.StopTimer()
		s := openBench(b)
		b.StartTimer()
		saveAll(b, s, readings)
		b.StopTimer()
		closeBench(b, s)
		b.StartTimer()
	}
	reportRows(b)
}

// BenchmarkSaveUnchanged saves the same readings again.
func BenchmarkSaveUnchanged(b *testing.B) {
	readings := province("r1", "")
	s := openBench(b)
	defer closeBench(b, s)
	saveAll(b, s, readings)
	for b.Loop() {
		saveAll(b, s, readings)
	}
	reportRows(b)
}

// BenchmarkSaveChanged saves readings in which one figure in twelve differs.
func BenchmarkSaveChanged(b *testing.B) {
	versions := [][]*validate.Reading{province("r1", ""), province("r2", "9")}
	s := openBench(b)
	defer closeBench(b, s)
	saveAll(b, s, versions[0])
	for i := 1; b.Loop(); i++ {
		saveAll(b, s, versions[i%2])
	}
	reportRows(b)
}

// BenchmarkReadings loads 480,000 observations.
func BenchmarkReadings(b *testing.B) {
	s := openBench(b)
	defer closeBench(b, s)
	saveAll(b, s, province("r1", ""))
	b.ReportAllocs()
	for b.Loop() {
		readings, err := s.Readings(b.Context())
		if err != nil || len(readings) != sources {
			b.Fatal(len(readings), err)
		}
	}
	reportRows(b)
}

func openBench(b *testing.B) *store.Store {
	b.Helper()
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "thidua.db"))
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func closeBench(b *testing.B, s *store.Store) {
	b.Helper()
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func saveAll(b *testing.B, s *store.Store, readings []*validate.Reading) {
	b.Helper()
	round, err := s.BeginRound(b.Context(), "plan", benchTime)
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range readings {
		if err := s.SaveReading(b.Context(), round.ID, r, "plan", benchTime); err != nil {
			b.Fatal(err)
		}
	}
}

func reportRows(b *testing.B) {
	rows := float64(b.N) * sources * indicators * months
	b.ReportMetric(rows/b.Elapsed().Seconds(), "observations/s")
}

// province is 1,000 units with 40 indicators by 12 months; december is
// written behind each figure of December.
func province(revision, december string) []*validate.Reading {
	readings := make([]*validate.Reading, sources)
	for i := range readings {
		r := &validate.Reading{
			Unit: plan.UnitID(fmt.Sprintf("don-vi-%04d", i)), Source: fmt.Sprintf("don-vi/%04d.xlsx", i),
			Title: "Báo cáo", Revision: revision,
		}
		for j := range indicators * months {
			figure, cell := fmt.Sprintf("%d.5", i+j), fmt.Sprintf("%c%d", 'D'+j%months, 5+j/months)
			if j%months == months-1 {
				figure += december
			}
			r.Observations = append(r.Observations, plan.Observation{
				Unit: r.Unit, Indicator: plan.Code(fmt.Sprintf("LN-%02d", j/months)), Period: plan.MonthOf(2024, j%months+1),
				Basis: plan.Cumulative, Status: plan.Official, Value: plan.Value{Number: plan.MustNumber(figure)}, Raw: figure,
				Origin: plan.Origin{Source: r.Source, Revision: revision, Tab: "Tổng hợp số liệu", GID: "0", Cell: cell},
				Cells:  []string{cell},
			})
		}
		readings[i] = r
	}
	return readings
}
