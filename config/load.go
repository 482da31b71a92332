package config

import (
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"thidua/strictyaml"
)

// Problem is one thing wrong with a configuration file.
type Problem = strictyaml.Problem

// The problems of a configuration beyond validation tags.
const (
	problemRequired           = "required"             // as the tag
	problemSourcePlaceMissing = "source-place-missing" // none of path, id, url, folder, register, adjustments
	problemSourcePlaces       = "source-places"        // more than one of them
	problemSourceRepeated     = "source-repeated"      // args: first (line)
	problemRegisterWithUnit   = "register-with-unit"
	problemAdjustmentsUnit    = "adjustments-with-unit"
	problemAdjustmentsTwice   = "adjustments-twice"  // args: first (line)
	problemNeededToSend       = "needed-to-send"     // args: key
	problemSignInIncomplete   = "sign-in-incomplete" // user without password_file, or the other way round
)

// Load reads a configuration file; file is its path, against which relative
// paths are resolved. It returns all problems in the order of the file. It
// opens nothing that the file names, and whether the plan has the units of the
// sources is for the caller to see.
func Load(file string, data []byte) (Config, []Problem) {
	cfg := defaults()
	doc := strictyaml.Decode(file, data, &cfg, rules())
	if doc.Readable() {
		checkSources(cfg.Sources, doc)
		checkMail(cfg.Mail, doc)
	}
	if problems := doc.Problems(); len(problems) > 0 {
		return Config{}, withoutSecrets(problems)
	}
	cfg.resolve(filepath.Dir(file))
	return cfg, nil
}

// withoutSecrets hides the password of an address such as a database's.
func withoutSecrets(problems []Problem) []Problem {
	for i, p := range problems {
		if !strings.Contains(p.Value, "://") {
			continue
		}
		problems[i].Value = ""
		if address, err := url.Parse(p.Value); err == nil {
			problems[i].Value = address.Redacted()
		}
	}
	return problems
}

func checkSources(sources []Source, doc *strictyaml.Document) {
	seen := map[string]string{}
	for i, s := range sources {
		at := fmt.Sprintf("sources[%d]", i)
		places := s.places()
		switch {
		case len(places) == 0:
			doc.Report(at, problemSourcePlaceMissing, nil)
		case len(places) > 1:
			doc.Report(at, problemSourcePlaces, nil)
		case seen[places[0]] != "":
			doc.Report(at, problemSourceRepeated, map[string]string{"first": strconv.Itoa(doc.Line(seen[places[0]]))})
		default:
			seen[places[0]] = at
		}
		checkUnit(s, at, doc)
	}
	checkAdjustments(sources, doc)
}

// checkUnit asks for the unit of a source that is one unit's.
func checkUnit(s Source, at string, doc *strictyaml.Document) {
	shared := s.Register != "" || s.Adjustments != ""
	switch {
	case !shared && s.Unit == "":
		doc.Report(at+".unit", problemRequired, nil)
	case s.Register != "" && s.Unit != "":
		doc.Report(at+".unit", problemRegisterWithUnit, nil)
	case s.Adjustments != "" && s.Unit != "":
		doc.Report(at+".unit", problemAdjustmentsUnit, nil)
	}
}

// checkAdjustments allows one sheet of adjustments: of two that say different
// things neither would be believed.
func checkAdjustments(sources []Source, doc *strictyaml.Document) {
	first := ""
	for i, s := range sources {
		switch at := fmt.Sprintf("sources[%d]", i); {
		case s.Adjustments == "":
		case first == "":
			first = at
		default:
			doc.Report(at+".adjustments", problemAdjustmentsTwice, map[string]string{"first": strconv.Itoa(doc.Line(first))})
		}
	}
}

// places are the keys that say where a source is, with their values.
func (s Source) places() []string {
	var given []string
	for _, place := range [][2]string{
		{"path", s.Path}, {"id", s.ID}, {"url", s.URL}, {"folder", s.Folder}, {"register", s.Register}, {"adjustments", s.Adjustments},
	} {
		if place[1] != "" {
			given = append(given, place[0]+" "+place[1])
		}
	}
	return given
}

func checkMail(m Mail, doc *strictyaml.Document) {
	needed := func(path, value string) {
		if m.Send && value == "" {
			doc.Report(path, problemNeededToSend, map[string]string{"key": path})
		}
	}
	needed("mail.from", m.From)
	needed("mail.smtp.host", m.SMTP.Host)
	if (m.SMTP.User == "") != (m.SMTP.PasswordFile == "") {
		doc.Report("mail.smtp", problemSignInIncomplete, nil)
	}
}

// resolve makes paths relative to the configuration's folder usable, and fills
// in what follows from other keys.
func (c *Config) resolve(dir string) {
	c.Dir = dir
	if c.Database == "" {
		c.Database = path.Join(c.Data, "thidua.db")
	}
	if c.Google.Token == "" {
		c.Google.Token = path.Join(c.Data, "google-token.json")
	}
	if c.Mail.SMTP.Port == 0 {
		c.Mail.SMTP.Port = c.Mail.SMTP.usualPort()
	}
	for _, p := range []*string{
		&c.Plan, &c.Data, &c.Workbook, &c.Database, &c.Google.Credentials, &c.Google.Token,
		&c.Mail.SMTP.PasswordFile, &c.Web.UsersFile,
	} {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(dir, filepath.FromSlash(*p))
		}
	}
}
