package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"thidua/config"
	"thidua/templates"
)

func TestExampleHasASourceForEachUnitBelowTheDepartment(t *testing.T) {
	const file = "../examples/langson-2024/thidua.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cfg, problems := config.Load(file, data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(cfg.Sources) != 25 || cfg.Mail.Send {
		t.Errorf("%d sources, mail sent: %v; want 25 and none", len(cfg.Sources), cfg.Mail.Send)
	}
	for _, s := range cfg.Sources {
		if s.Path != "units/"+s.Unit+".xlsx" {
			t.Errorf("unit %s is read from %s", s.Unit, s.Path)
		}
	}
}

func TestWhatIsNotSaidHasItsDefault(t *testing.T) {
	cfg, problems := config.Load("/srv/thidua/thidua.yaml", []byte("zone: Asia/Ho_Chi_Minh\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := config.Config{
		Dir: "/srv/thidua", Plan: "/srv/thidua/plan.yaml", Zone: "Asia/Ho_Chi_Minh", Data: "/srv/thidua/data",
		Workbook: "/srv/thidua/out/tong-hop.xlsx", Database: "/srv/thidua/data/thidua.db",
		Google: config.Google{Read: "auto", Token: "/srv/thidua/data/google-token.json"},
		Mail:   config.Mail{DailyCap: 500, SMTP: config.SMTP{Port: 587, TLS: "starttls"}},
		Schedule: config.Schedule{
			Poll: "*/15 * * * *", Sweep: "0 5 * * *", Mail: "0 8 * * 1-5",
			Digest: "30 8 * * 1", Reminders: "0 8 * * *",
		},
		Log: config.Log{Level: "info", Format: "text"},
	}
	if diff := cmp.Diff(want, cfg); diff != "" {
		t.Errorf("configuration (-want +got):\n%s", diff)
	}
}

func TestPathsAreRelativeToTheFile(t *testing.T) {
	cfg, problems := config.Load("conf/thidua.yaml", []byte(`
plan: ../plan.yaml
data: /var/lib/thidua
sources: [{unit: a, path: units/a.xlsx}]
google: {credentials: key.json, token: token.json}
mail: {smtp: {host: smtp.example.com, tls: tls, user: u, password_file: mail.secret}}
web: {listen: "127.0.0.1:8080", users_file: users}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for name, pair := range map[string][2]string{
		"plan":        {cfg.Plan, "plan.yaml"},
		"data":        {cfg.Data, "/var/lib/thidua"},
		"database":    {cfg.Database, "/var/lib/thidua/thidua.db"},
		"credentials": {cfg.Google.Credentials, "conf/key.json"},
		"token":       {cfg.Google.Token, "conf/token.json"},
		"password":    {cfg.Mail.SMTP.PasswordFile, "conf/mail.secret"},
		"users":       {cfg.Web.UsersFile, "conf/users"},
		"source":      {cfg.Sources[0].Path, "units/a.xlsx"}, // as written: it names the source
		"port":        {fmt.Sprint(cfg.Mail.SMTP.Port), "465"},
	} {
		if filepath.ToSlash(pair[0]) != pair[1] {
			t.Errorf("%s is %q, want %q", name, pair[0], pair[1])
		}
	}
}

func TestProblems(t *testing.T) {
	for _, tc := range []struct {
		name, data string
		want       []string // line: path code
	}{
		{"no place", "sources:\n  - {unit: a}\n", []string{"2: sources[0] source-place-missing"}},
		{"two places", "sources:\n  - {unit: a, path: a.xlsx, id: abc}\n", []string{"2: sources[0] source-places"}},
		{"repeated", "sources:\n  - {unit: a, path: a.xlsx}\n  - {unit: b, path: a.xlsx}\n", []string{"3: sources[1] source-repeated"}},
		{"no unit", "sources:\n  - path: a.xlsx\n", []string{"2: sources[0].unit required"}},
		{"a register of a unit", "sources:\n  - {unit: a, register: abc}\n", []string{"2: sources[0].unit register-with-unit"}},
		{"adjustments of a unit", "sources:\n  - {unit: a, adjustments: dieu-chinh.xlsx}\n", []string{"2: sources[0].unit adjustments-with-unit"}},
		{
			"two sheets of adjustments", "sources:\n  - {adjustments: a.xlsx}\n  - {adjustments: b.csv}\n",
			[]string{"3: sources[1].adjustments adjustments-twice"},
		},
		{"no sheet", "sources:\n  - {adjustments: ghi chép.docx}\n", []string{"2: sources[0].adjustments sheet"}},
		{"a folder of nobody", "sources:\n  - folder: abc\n", []string{"2: sources[0].unit required"}},
		{"not a link", "sources:\n  - {unit: a, url: docs.google.com/spreadsheets/d/1}\n", []string{"2: sources[0].url https"}},
		{
			"not yet", "sources:\n  - {unit: b, path: b.xlsx, layout: {tab: 1}}\ngoogle: {publish: true, feedback: [x]}\n",
			[]string{
				"2: sources[0].layout unsupported-key",
				"3: google.publish spreadsheet", "3: google.feedback want-text",
			},
		},
		{"mail without sender", "mail: {send: true}\n", []string{"1: mail.from needed-to-send", "1: mail.smtp.host needed-to-send"}},
		{"half a sign-in", "mail:\n  smtp: {host: a, user: u}\n", []string{"2: mail.smtp sign-in-incomplete"}},
		{"a password in the file", "mail:\n  smtp:\n    password: hunter2\n", []string{"3: mail.smtp.password unknown-key"}},
		{
			"addresses", "mail:\n  from: tccb\n  secretariat: [a@b.vn, 'A <a@b']\n  reply_to: \"a@b.vn\\nBcc: c@d.vn\"\n",
			[]string{"2: mail.from mailbox", "3: mail.secretariat[1] mailbox", "4: mail.reply_to mailbox"},
		},
		{
			"server", "mail: {smtp: {host: 'smtp.example.com:587', port: 70000, tls: ssl}}\n",
			[]string{"1: mail.smtp.host host", "1: mail.smtp.port max", "1: mail.smtp.tls oneof"},
		},
		{
			"schedule", "schedule:\n  poll: 15 minutes\n  sweep: TZ=0\n  mail: CRON_TZ=Asia/Ho_Chi_Minh 0 8 * * *\n  digest: 0 0 30 2 *\n  reminders: ''\n",
			[]string{"2: schedule.poll cron", "3: schedule.sweep cron", "4: schedule.mail cron", "5: schedule.digest cron", "6: schedule.reminders required"},
		},
		{"other database", "database: postgres://thidua:hunter2@db/thidua\n", []string{"1: database localpath"}},
		{"not a workbook", "workbook: out/tong-hop.pdf\n", []string{"1: workbook xlsx"}},
		{"zone", "zone: Hà Nội\n", []string{"1: zone timezone"}},
		{"page", "web: {listen: '8080'}\n", []string{"1: web.listen hostport"}},
		{"log", "log: {level: trace, format: xml}\n", []string{"1: log.level oneof", "1: log.format oneof"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, problems := config.Load("thidua.yaml", []byte(tc.data))
			var got []string
			for _, p := range problems {
				got = append(got, fmt.Sprintf("%d: %s %s", p.Line, p.Path, p.Code))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if said := sentences(t, problems); strings.Contains(said, "hunter2") {
				t.Errorf("a secret is said aloud: %s", said)
			}
		})
	}
}

// sentences is all that is said of problems, and all that programs are told.
func sentences(t *testing.T, problems []config.Problem) string {
	t.Helper()
	var said strings.Builder
	for _, lang := range templates.Langs() {
		words, err := templates.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			fmt.Fprintln(&said, words.Text("problem."+p.Code, p.Data()), words.Text("problem."+p.Code+".hint", p.Data()), p)
		}
	}
	return said.String()
}

// TestEveryKeyIsExplained keeps docs/config.md whole.
func TestEveryKeyIsExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/config.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range yamlKeys(reflect.TypeFor[config.Config]()) {
		if !regexp.MustCompile("`([a-z]+\\.)?" + key + "[`.]").Match(page) {
			t.Errorf("the key %s is not explained", key)
		}
	}
}

func yamlKeys(t reflect.Type) []string {
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	var keys []string
	if t.Kind() != reflect.Struct {
		return keys
	}
	for i := range t.NumField() {
		if key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ","); key != "-" {
			keys = append(append(keys, key), yamlKeys(t.Field(i).Type)...)
		}
	}
	return keys
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("sources:\n  - {unit: a, path: a.xlsx}\n"))
	f.Add([]byte("schedule: {poll: TZ=0}\nmail: {send: true}\n"))
	f.Add([]byte("database: postgres://a:b@c:d\nzone: ../../etc/passwd\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		cfg, problems := config.Load("dir/thidua.yaml", data)
		if len(problems) == 0 && (cfg.Plan == "" || cfg.Schedule.Poll == "") {
			t.Errorf("accepted without what is needed: %+v", cfg)
		}
	})
}
