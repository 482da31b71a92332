package emulator

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Quotas are how much may be asked for within a window of time, by one
// account and by all together. 0 is no limit.
//
// The window rolls: what was asked for counts for as long as the window is,
// to the moment. Google says no more than that a quota is refilled every
// minute; a client that stays within any minute, wherever it begins, stays
// within the quota however Google counts. What is refused does not count.
type Quotas struct {
	Window time.Duration // 0 is a minute

	ReadsPerUser, ReadsPerProject   int // requests to the Sheets API that read
	WritesPerUser, WritesPerProject int // and that write

	DriveUnitsPerUser, DriveUnitsPerProject int
}

// PublishedQuotas are those that Google publishes for new projects: of the
// Sheets API 60 reads and 60 writes a minute for an account, 300 for a project;
// of the Drive API 325,000 and 1,000,000 units, of which a method costs from 5
// to 200.
func PublishedQuotas() *Quotas {
	return &Quotas{
		ReadsPerUser: 60, ReadsPerProject: 300, WritesPerUser: 60, WritesPerProject: 300,
		DriveUnitsPerUser: 325_000, DriveUnitsPerProject: 1_000_000,
	}
}

// A cost is what a request takes of the quotas.
type cost struct{ reads, writes, units int }

// downloadUnits is what a file's content costs, as much as an export.
const downloadUnits = 200

// A meter counts what was asked for.
type meter struct {
	quotas  *Quotas
	spent   map[string]*spending
	refused int
}

// charge books a request, or says that it is too much.
func (m *meter) charge(r *request, now time.Time) error {
	if m.quotas == nil {
		return nil
	}
	q, c := m.quotas, r.method.cost
	if r.isDownload() {
		c.units = downloadUnits
	}
	var limits []limit
	switch {
	case c.reads > 0:
		limits = []limit{{"Read", r.account, q.ReadsPerUser, c.reads}, {"Read", "", q.ReadsPerProject, c.reads}}
	case c.writes > 0:
		limits = []limit{{"Write", r.account, q.WritesPerUser, c.writes}, {"Write", "", q.WritesPerProject, c.writes}}
	default:
		limits = []limit{{"", r.account, q.DriveUnitsPerUser, c.units}, {"", "", q.DriveUnitsPerProject, c.units}}
	}
	for _, l := range limits {
		if l.most > 0 && m.of(l).within(now, q.window())+l.units > l.most {
			m.refused++
			return l.refusal()
		}
	}
	for _, l := range limits {
		m.of(l).add(now, l.units)
	}
	return nil
}

func (q *Quotas) window() time.Duration {
	if q.Window == 0 {
		return time.Minute
	}
	return q.Window
}

// of returns the book of one limit.
func (m *meter) of(l limit) *spending {
	if m.spent == nil {
		m.spent = map[string]*spending{}
	}
	name := l.metric + " " + l.account
	if m.spent[name] == nil {
		m.spent[name] = &spending{}
	}
	return m.spent[name]
}

// A spending is what was spent and when, as long as it counts.
type spending struct {
	items []spent
	total int
}

type spent struct {
	at    time.Time
	units int
}

func (s *spending) add(now time.Time, units int) {
	s.items = append(s.items, spent{now, units})
	s.total += units
}

// within returns how much was spent in the window that ends now.
func (s *spending) within(now time.Time, window time.Duration) int {
	for len(s.items) > 0 && !s.items[0].at.After(now.Add(-window)) {
		s.total -= s.items[0].units
		s.items = s.items[1:]
	}
	return s.total
}

// A limit is how much an account, or with account "" the project, may spend.
type limit struct {
	metric  string // "Read" or "Write" of the Sheets API, "" of Drive
	account string
	most    int
	units   int // that a request is about to spend
}

// refusal says in Google's words that a limit is reached.
func (l limit) refusal() *refusal {
	switch {
	case l.metric != "":
		return sheetsOverQuota(l.metric, l.account != "", l.most)
	case l.account != "":
		return driveOverQuota("userRateLimitExceeded", "User rate limit exceeded.")
	default:
		return driveOverQuota("rateLimitExceeded", "Rate Limit Exceeded")
	}
}

func driveOverQuota(reason, message string) *refusal {
	return driveError(http.StatusForbidden, reason, message, "")
}

// project is the number of the project that clients are registered with.
const project = "1"

// sheetsOverQuota is the answer of the Sheets API to one request too many.
func sheetsOverQuota(kind string, perUser bool, most int) *refusal {
	per, name := " requests per minute", kind+"RequestsPerMinutePerProject"
	if perUser {
		per, name = " requests per minute per user", kind+"RequestsPerMinutePerUser"
	}
	message := fmt.Sprintf("Quota exceeded for quota metric '%s requests' and limit '%s%s' of service 'sheets.googleapis.com' "+
		"for consumer 'project_number:%s'.", kind, kind, per, project)
	return sheetsError(http.StatusTooManyRequests, "RESOURCE_EXHAUSTED", message, errorInfo("RATE_LIMIT_EXCEEDED", map[string]string{
		"consumer": "projects/" + project, "service": "sheets.googleapis.com", "quota_location": "global",
		"quota_limit": name, "quota_limit_value": strconv.Itoa(most), "quota_metric": "sheets.googleapis.com/" + strings.ToLower(kind) + "_requests",
	}))
}
