package workbook

import (
	"slices"
	"strings"

	"thidua/plan"
)

// group is a campaign, or the targets that stand under none.
type group struct {
	id       string // of the campaign, "" for none
	name     string // becomes the tab's title
	title    string
	sections []section
}

// section is a numbered part of the plan with its indicators.
type section struct {
	plan.Section
	indicators []*plan.Indicator
}

// sections returns the sections that hold indicators in the plan's order, and
// at the end those that indicators name and the plan does not list.
func (b *book) sections() []section {
	held := map[string][]*plan.Indicator{}
	all := slices.Clone(b.in.Plan.Sections)
	for i := range b.in.Plan.Indicators {
		x := &b.in.Plan.Indicators[i]
		held[x.Section] = append(held[x.Section], x)
		if b.in.Plan.Section(x.Section) == nil && len(held[x.Section]) == 1 {
			all = append(all, plan.Section{ID: x.Section})
		}
	}
	var sections []section
	for _, part := range all {
		if len(held[part.ID]) > 0 {
			sections = append(sections, section{part, held[part.ID]})
		}
	}
	return sections
}

// groups gathers the sections of each campaign, in the order in which the plan
// comes to them.
func (b *book) groups() []group {
	var groups []group
	at := map[string]int{}
	for _, part := range b.sections() {
		i, ok := at[part.Campaign]
		if !ok {
			i = len(groups)
			at[part.Campaign], groups = i, append(groups, b.newGroup(part.Campaign))
		}
		groups[i].sections = append(groups[i].sections, part)
	}
	return groups
}

func (b *book) newGroup(id string) group {
	i := slices.IndexFunc(b.in.Plan.Campaigns, func(c plan.Campaign) bool { return c.ID == id })
	if i < 0 {
		return group{name: b.word("tab.general"), title: b.word("general")}
	}
	c := b.in.Plan.Campaigns[i]
	return group{id: id, name: c.Name, title: b.say("campaign", c)}
}

// sectionKey is what the heading of a section is known by.
func sectionKey(part section) string { return "section/" + part.ID }

func (b *book) sectionTitle(part section) string {
	return strings.TrimSpace(part.ID + "  " + part.Name)
}
