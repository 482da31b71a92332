package config

import (
	"net"
	"net/mail"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"thidua/strictyaml"
)

// rules are the validation tags of the configuration file.
func rules() strictyaml.Rules {
	return strictyaml.Rules{
		"cron":            isCron,
		"host":            isHost,
		"hostport":        isHostPort,
		"https":           isHTTPS,
		"localpath":       isLocalPath,
		"mailbox":         isMailbox,
		"service-account": isServiceAccount,
		"sheet":           func(s string) bool { return IsFile(s) || isSpreadsheet(s) },
		"spreadsheet":     isSpreadsheet,
		"xlsx":            func(s string) bool { return isLocalPath(s) && strings.HasSuffix(strings.ToLower(s), ".xlsx") },
	}
}

// isCron takes five-field expressions that come due at some time. The zone is
// a key of its own, and some TZ= prefixes make the parser panic.
func isCron(s string) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	if strings.Contains(s, "TZ=") {
		return false
	}
	schedule, err := cron.ParseStandard(s)
	return err == nil && !schedule.Next(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero()
}

func isHost(s string) bool {
	return net.ParseIP(s) != nil || regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`).MatchString(s)
}

func isHostPort(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

// isSpreadsheet takes the id of a Google spreadsheet, or an address, which
// whoever opens it looks at closely.
func isSpreadsheet(s string) bool {
	return regexp.MustCompile(`^[A-Za-z0-9_-]{25,}$`).MatchString(s) || isHTTPS(s)
}

// IsFile reports whether a place that may be a file or a Google spreadsheet is
// a file.
func IsFile(place string) bool {
	ext := strings.ToLower(path.Ext(place))
	return isLocalPath(place) && (ext == ".xlsx" || ext == ".xlsm" || ext == ".csv")
}

func isHTTPS(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.Host != ""
}

// isLocalPath refuses addresses of other machines, such as a database's.
func isLocalPath(s string) bool { return !strings.Contains(s, "://") }

func isMailbox(s string) bool {
	_, err := mail.ParseAddress(s)
	return err == nil
}

// isServiceAccount takes the addresses that Google gives to service accounts:
// those that a project makes, and those that it comes with.
func isServiceAccount(s string) bool {
	return regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*@([a-z0-9-]+\.)*gserviceaccount\.com$`).MatchString(s)
}
