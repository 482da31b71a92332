package plan_test

import (
	"testing"
	"time"

	"thidua/plan"
)

func TestReportingMonthsNeedNotBeCalendarMonths(t *testing.T) {
	for _, tc := range []struct {
		name     string
		calendar plan.Calendar
		period   string
		end, due string
	}{
		{"the calendar's own end", plan.Calendar{}, "2024-02", "2024-03-01", "2024-03-01"},
		{"the year's end", plan.Calendar{DueDays: 10}, "2024", "2025-01-01", "2025-01-11"},
		{"the 25th", plan.Calendar{CutoffDay: 25, DueDays: 5}, "2024-05", "2024-05-26", "2024-05-31"},
		{"a quarter ends with its last month", plan.Calendar{CutoffDay: 14}, "2024-Q2", "2024-06-15", "2024-06-15"},
		{"due in the next month", plan.Calendar{CutoffDay: 28, DueDays: 5}, "2024-02", "2024-02-29", "2024-03-05"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := &plan.Plan{Year: 2024, Zone: "Asia/Ho_Chi_Minh", Calendar: tc.calendar}
			q := period(t, tc.period)
			if got := p.EndOf(q); !got.Equal(midnight(t, tc.end)) {
				t.Errorf("%s ends at %s, want midnight of %s", q, got, tc.end)
			}
			if got := p.DueOf(q); !got.Equal(midnight(t, tc.due)) {
				t.Errorf("%s is due at %s, want midnight of %s", q, got, tc.due)
			}
		})
	}
}

func TestLastMonthEndedAndOwed(t *testing.T) {
	p := &plan.Plan{Year: 2024, Zone: "Asia/Ho_Chi_Minh", Calendar: plan.Calendar{CutoffDay: 25, DueDays: 5}}
	for _, tc := range []struct {
		now         time.Time
		ended, owed string
	}{
		{midnight(t, "2024-01-26").Add(-time.Second), "", ""},
		{midnight(t, "2024-01-26"), "2024-01", ""},
		{midnight(t, "2024-01-31"), "2024-01", "2024-01"},
		{midnight(t, "2024-07-05"), "2024-06", "2024-06"},
		{midnight(t, "2024-07-28"), "2024-07", "2024-06"},
		{midnight(t, "2026-01-01"), "2024-12", "2024-12"},
	} {
		if got := p.LastEnded(tc.now).String(); got != tc.ended {
			t.Errorf("at %s the last month ended is %q, want %q", tc.now, got, tc.ended)
		}
		if got := p.LastOwed(tc.now).String(); got != tc.owed {
			t.Errorf("at %s the last month owed is %q, want %q", tc.now, got, tc.owed)
		}
	}
}

func TestUnknownZoneIsUTC(t *testing.T) {
	if got := (&plan.Plan{Zone: "Hà Nội"}).Location(); got != time.UTC {
		t.Errorf("zone is %s, want UTC", got)
	}
}

// midnight is 00:00 of a day in Việt Nam.
func midnight(t *testing.T, day string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, time.FixedZone("ICT", 7*60*60))
	if err != nil {
		t.Fatal(err)
	}
	return at
}
