package mail_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"thidua/assess"
	"thidua/mail"
	"thidua/plan"
	"thidua/templates"
	"thidua/validate"
)

var (
	monday = time.Date(2024, 7, 1, 1, 0, 0, 0, time.UTC)
	friday = monday.AddDate(0, 0, 4)
	may    = plan.MonthOf(2024, 5)
)

func TestOneMessageForEveryAddress(t *testing.T) {
	got := recipients(compose(t, settings(t), state()))
	want := []string{
		"findings kl@so.example", "findings kl-pho@so.example", // both addresses of one unit
		"findings hl@so.example",
		"digest tccb@so.example",
	}
	if !slices.Equal(got, want) {
		t.Errorf("messages: %q, want %q", got, want)
	}
}

// TestNothingWrongIsSaidOnce: in words, and again only after something was
// wrong and was corrected. Findings that only inform are nothing wrong.
func TestNothingWrongIsSaidOnce(t *testing.T) {
	in := state()
	in.Findings = []mail.Finding{found(validate.RuleMeasureConverted, validate.Info, "kiem-lam", "C7", monday)}
	first := compose(t, settings(t), in)
	if !strings.Contains(first[0].Subject, "không phát hiện vấn đề nào") || !strings.Contains(first[0].Text, "Không phát hiện vấn đề nào") {
		t.Errorf("nothing is wrong, but the mail says %q\n%s", first[0].Subject, first[0].Text)
	}
	in.Now = friday
	if again := compose(t, settings(t), in); again[0].Key != first[0].Key {
		t.Error("that nothing is wrong is said again at another time")
	}
	in.LastFixed = map[plan.UnitID]time.Time{"kiem-lam": friday}
	in.Fixed = []validate.Finding{state().Findings[0].Finding}
	corrected := compose(t, settings(t), in)
	if corrected[0].Key == first[0].Key || !strings.Contains(corrected[0].Text, "Đã sửa 1 mục, còn 0 mục") {
		t.Errorf("a correction is not acknowledged:\n%s", corrected[0].Text)
	}
}

// TestUnreadSheetIsNotCalledClean: of a sheet that could not be read nothing
// good can be said.
func TestUnreadSheetIsNotCalledClean(t *testing.T) {
	in := state()
	for _, failed := range []bool{true, false} {
		in.Sources = append(in.Sources[:2:2], mail.Source{Unit: "van-phong", ReadAt: monday, Failed: failed})
		told := slices.Contains(recipients(compose(t, settings(t), in)), "findings vp@so.example")
		if told == failed {
			t.Errorf("sheet failed: %v, unit told that it is clean: %v", failed, told)
		}
	}
}

// TestTheSameStateIsTheSameMessage: another time and another order of the
// findings change neither key nor Message-ID.
func TestTheSameStateIsTheSameMessage(t *testing.T) {
	first := identities(compose(t, settings(t), state()))
	in := state()
	in.Now = friday
	slices.Reverse(in.Findings)
	slices.Reverse(in.Sources)
	in.Workbook = []byte("another issue")
	if again := identities(compose(t, settings(t), in)); !slices.Equal(first, again) {
		t.Errorf("the same state gave %q, then %q", first, again)
	}
}

// TestAnotherStateIsAnotherMessage: what goes, what comes, what comes back and
// what is found to be different are each worth a new message to that unit,
// and none to the other.
func TestAnotherStateIsAnotherMessage(t *testing.T) {
	for name, change := range map[string]func(*mail.Input){
		"a finding went": func(in *mail.Input) { in.Findings = slices.Delete(in.Findings, 0, 1) },
		"a finding came": func(in *mail.Input) {
			in.Findings = append(in.Findings, found(validate.RuleNegativeValue, validate.Error, "kiem-lam", "F9", friday))
		},
		"a finding went and came back": func(in *mail.Input) { in.Findings[0].FirstSeen = friday },
		"something else is wrong":      func(in *mail.Input) { in.Findings[0].Found = "tạ" },
	} {
		t.Run(name, func(t *testing.T) {
			before := identities(compose(t, settings(t), state()))
			in := state()
			change(&in)
			after := identities(compose(t, settings(t), in))
			for i, whose := range []string{"kiem-lam", "kiem-lam's second address", "huu-lien", "the secretariat"} {
				if changed := before[i] != after[i]; changed != (whose != "huu-lien") {
					t.Errorf("another message for %s: %v", whose, changed)
				}
			}
		})
	}
}

func TestMessageIDsAreFixedUniqueAndOfTheSender(t *testing.T) {
	messages := compose(t, settings(t), state())
	seen := map[string]bool{}
	for _, m := range messages {
		if seen[m.MessageID] || seen[m.Key] || seen[m.FileName()] {
			t.Errorf("message to %s: its key, Message-ID or file name is another one's", m.To)
		}
		seen[m.MessageID], seen[m.Key], seen[m.FileName()] = true, true, true
		if !strings.HasSuffix(m.MessageID, "@so.example") {
			t.Errorf("Message-ID %s is not of the sender's domain", m.MessageID)
		}
	}
}

// TestTextAndHTMLSayTheSame: every finding's place, sentence and remedy stand
// in both, and so do the promises that are late.
func TestTextAndHTMLSayTheSame(t *testing.T) {
	m := compose(t, settings(t), state())[0]
	page := visible(t, m.HTML)
	words := settings(t).Words
	in := state()
	for _, f := range in.Findings[:2] {
		data := f.Data(in.Plan)
		for _, want := range []string{"Báo cáo!" + f.Origin.Cell, words.Text("finding."+f.Rule, data), words.Text("finding."+f.Rule+".hint", data)} {
			if !strings.Contains(plainly(m.Text), plainly(want)) || !strings.Contains(page, plainly(want)) {
				t.Errorf("not in both: %s\n--- text\n%s\n--- HTML\n%s", want, m.Text, page)
			}
		}
	}
	for _, want := range []string{"Trồng rừng", "Chi cục Kiểm lâm", "4.000", words.Label("verdict.at-risk")} {
		if !strings.Contains(m.Text, want) || !strings.Contains(page, want) {
			t.Errorf("not in both: %s", want)
		}
	}
	for _, wrong := range []string{"«", "<no value>", "%!"} {
		if strings.Contains(m.Subject+m.Text+m.HTML, wrong) {
			t.Errorf("a text was not filled in: %s", wrong)
		}
	}
}

// TestFindingsInGoogleSheetsOpenAtTheirCell: the link of a cell stands in the
// text and is clicked in HTML; a file has none.
func TestFindingsInGoogleSheetsOpenAtTheirCell(t *testing.T) {
	const link = "https://docs.google.com/spreadsheets/d/1AbCdEfGh/edit#gid=0&range=C7"
	in := state()
	in.Findings[0].Origin.Source, in.Findings[0].Origin.GID = "1AbCdEfGh", "0"
	m := compose(t, settings(t), in)[0]
	if !strings.Contains(m.Text, link) {
		t.Errorf("the text has no link:\n%s", m.Text)
	}
	if got := hrefs(t, m.HTML); !slices.Equal(got, []string{link}) {
		t.Errorf("the HTML links to %q, want %q alone", got, link)
	}
}

func TestDigestTellsWhereThePlanStands(t *testing.T) {
	messages := compose(t, settings(t), state())
	m := messages[len(messages)-1]
	page := visible(t, m.HTML)
	for _, want := range []string{"Trồng rừng", "Chi cục Kiểm lâm", "Ban Quản lý rừng đặc dụng", settings(t).Words.Label("verdict.at-risk")} {
		if !strings.Contains(m.Text, want) || !strings.Contains(page, want) {
			t.Errorf("not in both: %s\n--- text\n%s\n--- HTML\n%s", want, m.Text, page)
		}
	}
	if strings.Contains(m.Text, "Văn phòng Sở") || strings.Contains(page, "Văn phòng Sở") {
		t.Error("a unit that has nothing to do is in the list of those that have")
	}
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "tong-hop.xlsx" || !bytes.Equal(m.Attachments[0].Data, []byte("PK")) {
		t.Errorf("attachments: %v, want the workbook", m.Attachments)
	}
	for _, other := range messages[:len(messages)-1] {
		if len(other.Attachments) > 0 {
			t.Errorf("the workbook goes to %s as well", other.To)
		}
	}
}

func TestDigestWithoutWorkbookHasNoAttachment(t *testing.T) {
	for name, book := range map[string][]byte{"none": nil, "too large for a mail server": make([]byte, 30<<20)} {
		in := state()
		in.Workbook = book
		messages := compose(t, settings(t), in)
		if got := messages[len(messages)-1].Attachments; len(got) > 0 {
			t.Errorf("%s: %d attachments", name, len(got))
		}
	}
}

// TestTrialGoesToOneAddress: a message says for whom it was, keeps its place
// beside the others in the folder of previews, and is not taken for the
// message itself.
func TestTrialGoesToOneAddress(t *testing.T) {
	real := compose(t, settings(t), state())
	s := settings(t)
	s.RedirectTo = "thu@so.example"
	files := map[string]bool{}
	for i, m := range compose(t, s, state()) {
		if m.To != "thu@so.example" || m.Subject != "["+real[i].To+"] "+real[i].Subject {
			t.Errorf("message for %s: to %s, %q", real[i].To, m.To, m.Subject)
		}
		if m.Key == real[i].Key || m.MessageID == real[i].MessageID {
			t.Errorf("message for %s: the trial is taken for the message", real[i].To)
		}
		files[m.FileName()] = true
	}
	if len(files) != len(real) {
		t.Errorf("%d previews in %d files", len(real), len(files))
	}
}

// TestWhatAUnitTypesIsText: it starts neither a line of the header nor an
// element of the page.
func TestWhatAUnitTypesIsText(t *testing.T) {
	const evil = "<script>alert(1)</script>\r\nBcc: all@so.example"
	in := state()
	in.Plan.Units[1].Name = evil
	in.Findings[0].Found = evil
	in.Findings[0].Origin.Tab = evil
	for _, m := range compose(t, settings(t), in) {
		if strings.ContainsAny(m.Subject+m.To+m.From+m.MessageID, "\r\n") {
			t.Errorf("a line break in the header of the message to %s", m.To)
		}
		if slices.Contains(elements(t, m.HTML), "script") {
			t.Errorf("the page for %s has a script", m.To)
		}
	}
	if page := visible(t, compose(t, settings(t), in)[0].HTML); !strings.Contains(page, "<script>alert(1)</script>") {
		t.Errorf("the page does not show what was typed:\n%s", page)
	}
}

// state is a plan of three units: one with two findings and a promise that is
// at risk, one that has not reported, one that has no sheet.
func state() mail.Input {
	trees := plan.Indicator{
		Code: "LN-01", Name: "Trồng rừng", Section: "II", Kind: plan.Flow, Direction: plan.Higher, Measure: "ha",
		Target: plan.Target{Op: plan.AtLeast, Low: plan.Int(9000), Text: "9.000 ha"},
		Rollup: plan.Sum, Frequency: plan.Monthly, Due: plan.MonthOf(2024, 11), Reporters: []plan.UnitID{"kiem-lam"},
	}
	return mail.Input{
		Plan: &plan.Plan{
			Title: "Kế hoạch thi đua năm 2024", Year: 2024, Zone: "Asia/Ho_Chi_Minh",
			Letterhead: plan.Letterhead{Issuer: "SỞ NÔNG NGHIỆP", Secretary: "Phòng TCCB"},
			Units: []plan.Unit{
				{ID: "van-phong", Name: "Văn phòng Sở", Emails: []string{"vp@so.example"}},
				{ID: "kiem-lam", Name: "Chi cục Kiểm lâm", Emails: []string{"kl@so.example", "kl-pho@so.example"}},
				{ID: "huu-lien", Name: "Ban Quản lý rừng đặc dụng", Emails: []string{"hl@so.example"}},
			},
			Indicators: []plan.Indicator{trees},
		},
		Now: monday,
		Findings: []mail.Finding{
			found(validate.RuleMeasureMismatch, validate.Error, "kiem-lam", "C7", monday),
			found(validate.RuleNumberAsText, validate.Warning, "kiem-lam", "E9", monday),
			found(validate.RuleReportMissing, validate.Error, "huu-lien", "", monday),
		},
		Assessments: []assess.Assessment{
			{Indicator: "LN-01", Period: may, Actual: plan.Int(4000), Target: trees.Target, Verdict: assess.AtRisk, Gap: plan.Int(5000)},
			{Indicator: "LN-01", Unit: "kiem-lam", Period: may, Actual: plan.Int(4000), Target: trees.Target, Verdict: assess.AtRisk, Gap: plan.Int(5000)},
		},
		Sources: []mail.Source{
			{Unit: "kiem-lam", ReadAt: monday}, {Unit: "huu-lien", ReadAt: monday},
		},
		Workbook: []byte("PK"), WorkbookName: "tong-hop.xlsx",
	}
}

func found(rule string, severity validate.Severity, unit plan.UnitID, cell string, seen time.Time) mail.Finding {
	f := validate.Finding{Rule: rule, Severity: severity, Unit: unit, Indicator: "LN-01", Period: may, Found: "tấn", Expected: "ha"}
	f.Origin = plan.Origin{Source: "units/" + string(unit) + ".xlsx"}
	if cell != "" {
		f.Origin.Tab, f.Origin.Cell = "Báo cáo", cell
	}
	return mail.Finding{Finding: f, FirstSeen: seen}
}

func settings(t *testing.T) mail.Settings {
	t.Helper()
	words, err := templates.Load(templates.Vietnamese)
	if err != nil {
		t.Fatal(err)
	}
	return mail.Settings{From: "Phòng TCCB <tccb@so.example>", ReplyTo: "tccb@so.example", Secretariat: []string{"tccb@so.example"}, Words: words}
}

func compose(t *testing.T, s mail.Settings, in mail.Input) []mail.Message {
	t.Helper()
	messages, err := mail.Compose(s, in)
	if err != nil {
		t.Fatal(err)
	}
	return messages
}

func recipients(messages []mail.Message) []string {
	var out []string
	for _, m := range messages {
		out = append(out, string(m.Reason)+" "+m.To)
	}
	return out
}

func identities(messages []mail.Message) []string {
	var out []string
	for _, m := range messages {
		out = append(out, m.Key+" "+m.MessageID)
	}
	return out
}

// plainly draws white space together.
func plainly(s string) string { return strings.Join(strings.Fields(s), " ") }

// visible is what a person sees of a page.
func visible(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	walk(t, page, func(token html.Token) {
		if token.Type == html.TextToken {
			b.WriteString(token.Data + " ")
		}
	})
	return plainly(b.String())
}

func elements(t *testing.T, page string) []string {
	t.Helper()
	var names []string
	walk(t, page, func(token html.Token) {
		if token.Type == html.StartTagToken {
			names = append(names, token.Data)
		}
	})
	return names
}

func hrefs(t *testing.T, page string) []string {
	t.Helper()
	var links []string
	walk(t, page, func(token html.Token) {
		for _, a := range token.Attr {
			if a.Key == "href" {
				links = append(links, a.Val)
			}
		}
	})
	return links
}

func walk(t *testing.T, page string, visit func(html.Token)) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		visit(z.Token())
	}
}
