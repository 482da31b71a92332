package workbook

import (
	"cmp"
	"iter"
	"strings"
	"time"

	"thidua/plan"
)

const dataColumns = 15

// layOutData fills the tabs of the table of figures, one row for each as it
// was reported. The rows are made while they are written.
func (b *book) layOutData(tabs []*sheet) {
	titles := b.sourceTitles()
	for i, s := range tabs {
		s.widths = []float64{32, 9, 36, 10, 12, 13, 13, 12, 12, 20, 11.5, 14, 26, 18, 8}
		s.colour, s.frozen = "7F7F7F", 2
		b.tabTitle(s, b.word("data.title"), b.say("data.note", map[string]int{"count": len(b.figures)}))
		b.tableHeader(s, "unit", "code", "indicator", "period", "basis", "status", "value", "numerator", "denominator",
			"document", "document-date", "raw", "source", "tab", "cell")
		part := b.figures[i*b.limit.rows : min((i+1)*b.limit.rows, len(b.figures))]
		s.stream = b.dataRows(part, titles)
		s.keyOf = func(i int) string { return figureKey(part[i]) }
		s.length = len(s.made) + len(part)
		s.filter = &area{place{0, s.header[0]}, place{dataColumns - 1, max(s.length, s.header[0]+1)}}
	}
}

// figureKey is what the row of a figure is known by, whatever its value.
func figureKey(o *plan.Observation) string {
	return strings.Join([]string{
		string(o.Unit), string(o.Indicator), o.Period.String(), string(o.Basis), string(o.Status), o.Origin.Source, o.Origin.Tab,
	}, "/")
}

// dataTabs returns how many sheets the table of figures takes.
func (b *book) dataTabs() int { return max(1, (len(b.figures)+b.limit.rows-1)/b.limit.rows) }

// dataStyles are the styles of the table of figures: they must be known
// before its rows are made.
type dataStyles struct {
	text, centre, date, link int
	figure                   [7]int // by decimals
}

func (r *styles) forData() dataStyles {
	d := dataStyles{
		text:   r.id(style{}),
		centre: r.id(style{align: "center"}),
		date:   r.id(style{align: "center", format: formatDay}),
		link:   r.id(style{align: "center", colour: colourLink}),
	}
	for places := range d.figure {
		d.figure[places] = r.id(style{align: "right", format: placesFormat(places)})
	}
	return d
}

func (d *dataStyles) number(n plan.Number) cell {
	if !n.Known() {
		return cell{}
	}
	digits := n.String()
	return cell{text: digits, figure: true, style: d.figure[places(digits, len(d.figure)-1)]}
}

func (d *dataStyles) day(iso string) cell {
	if t, ok := isoDay(iso); ok {
		return cell{text: serial(t), figure: true, style: d.date}
	}
	return cell{text: cellText(iso), style: d.text}
}

func (d *dataStyles) place(o plan.Origin, l link) cell {
	c := cell{text: cellText(o.Cell), style: d.centre, link: l}
	if l != (link{}) {
		c.style = d.link
	}
	return c
}

// dataRows makes a row for each figure. The row is reused for the next.
func (b *book) dataRows(figures []*plan.Observation, titles map[string]string) iter.Seq[row] {
	d := b.styles.forData()
	words := b.dataWords()
	text := func(t string) cell { return cell{text: cellText(t), style: d.text} }
	return func(yield func(row) bool) {
		cells := make([]cell, 0, dataColumns)
		for _, o := range figures {
			name := ""
			if x := b.indicators[o.Indicator]; x != nil {
				name = x.Name
			}
			value := d.number(o.Value.Number)
			if o.Value.Done != plan.NotSaid {
				value = text(words.done[o.Value.Done])
			}
			cells = append(cells[:0],
				text(b.unitName(o.Unit)),
				text(string(o.Indicator)),
				text(name),
				cell{text: o.Period.String(), style: d.centre},
				text(words.basis[o.Basis]),
				text(words.status[o.Status]),
				value,
				d.number(o.Value.Numerator),
				d.number(o.Value.Denominator),
				text(o.Value.Document),
				d.day(o.Value.Date),
				text(o.Raw),
				text(cmp.Or(titles[o.Origin.Source], o.Origin.Source)),
				text(o.Origin.Tab),
				d.place(o.Origin, b.origin(o.Origin)),
			)
			if !yield(row{cells: cells}) {
				return
			}
		}
	}
}

// dataWords are the words that come again and again in the table of figures.
type dataWords struct {
	basis  map[plan.Basis]string
	status map[plan.Status]string
	done   map[plan.Done]string
}

func (b *book) dataWords() dataWords {
	w := dataWords{map[plan.Basis]string{}, map[plan.Status]string{}, map[plan.Done]string{}}
	for _, v := range []plan.Basis{plan.InPeriod, plan.Cumulative, plan.AsOf} {
		w.basis[v] = b.word("basis." + string(v))
	}
	for _, v := range []plan.Status{plan.Official, plan.Estimate, plan.Adjusted} {
		w.status[v] = b.word("status." + string(v))
	}
	for _, v := range []plan.Done{plan.DoneNo, plan.DoneYes} {
		w.done[v] = b.done(v)
	}
	return w
}

func isoDay(iso string) (time.Time, bool) {
	if iso == "" {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(iso))
	return t, err == nil
}
