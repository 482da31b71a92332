package workbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"thidua/assess"
	"thidua/plan"
)

// word returns a word or heading of the workbook.
func (b *book) word(key string) string { return b.say(key, nil) }

// say returns a sentence of the workbook.
func (b *book) say(key string, data any) string { return b.in.Words.Text("workbook."+key, data) }

// figure writes a figure as people do, "" for nothing.
func (b *book) figure(n plan.Number) string { return b.format.Number(n.String()) }

// icon returns the sign of a verdict, one character.
func (b *book) icon(v assess.Verdict) string { return b.word("icon." + v.String()) }

// verdict returns the sign and the word of a verdict.
func (b *book) verdict(v assess.Verdict) string {
	return b.icon(v) + " " + b.in.Words.Label("verdict."+v.String())
}

// promised writes a target as printed, with the number of the footnote that
// tells what the plan contradicts itself about.
func (b *book) promised(x *plan.Indicator, t plan.Target) string {
	text := cmp.Or(t.Text, b.target(t))
	if n := b.footnotes[x.Code]; n > 0 {
		text += " " + mark(n)
	}
	return text
}

// mark is how a footnote is called for. It is no raised figure: behind "m²"
// that would read as another power.
func mark(n int) string { return "[" + strconv.Itoa(n) + "]" }

// target writes a target that was not printed, such as the part of a unit.
func (b *book) target(t plan.Target) string {
	if t.Op == "" {
		return ""
	}
	keys := map[plan.Op]string{
		plan.AtLeast: "at-least", plan.Above: "above", plan.AtMost: "at-most", plan.Below: "below",
		plan.Between: "between", plan.About: "about", plan.IsDone: "done",
	}
	return b.say("target."+keys[t.Op], map[string]string{"low": b.figure(t.Low), "high": b.figure(t.High)})
}

// someUnits names units in the plan's order, the first most of them by name.
func (b *book) someUnits(ids []plan.UnitID, most int) string {
	ids = slices.Clone(ids)
	b.sortUnits(ids)
	var names []string
	for _, id := range ids {
		names = append(names, b.unitName(id))
	}
	return b.some("units", names, most)
}

// some joins the first most texts and counts the others, which are units or
// indicators.
func (b *book) some(what string, texts []string, most int) string {
	if len(texts) <= most+1 { // "and 1 more" is as long as its name
		return strings.Join(texts, "; ")
	}
	return b.say("and-more-"+what, map[string]any{
		"first": strings.Join(texts[:most], "; "), "more": len(texts) - most,
	})
}

// answer says how a milestone stands: the document, or that there is none.
func (b *book) answer(a assess.Assessment) string {
	switch {
	case a.Denominator.Known():
		return b.say("done.count", map[string]string{"done": b.figure(a.Numerator), "of": b.figure(a.Denominator)})
	case a.Done == plan.NotSaid:
		return ""
	case a.Done == plan.DoneYes && len(a.Because) > 0:
		return b.document(a.Because[len(a.Because)-1].Value)
	}
	return b.done(a.Done)
}

// document names the document that a milestone asks for.
func (b *book) document(v plan.Value) string {
	return b.say("done.document", map[string]string{"number": v.Document, "date": b.day(v.Date)})
}

func (b *book) done(d plan.Done) string {
	switch d {
	case plan.DoneYes:
		return b.word("done.yes")
	case plan.DoneNo:
		return b.word("done.no")
	}
	return ""
}

// day writes an ISO date as people do; what is no date stays as it is.
func (b *book) day(iso string) string {
	if t, ok := isoDay(iso); ok {
		return b.format.Date(t)
	}
	return iso
}
