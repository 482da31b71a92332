package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua/assess"
)

// The font of Vietnamese administrative documents, and the size of tables.
const (
	fontName = "Times New Roman"
	fontSize = 11
)

// The colours: dark on pale, so that a print without colour still reads.
const (
	colourHead  = "D9E2F3"
	colourGroup = "EAEFF7"
	colourLink  = "1F4E9E"
	colourRule  = "8EA0B8"
	colourAlarm = "B00020"
	colourQuiet = "666666"
	colourStale = "FCE4D6"
	colourBar   = "9DC3E6"
)

// style is how a cell looks. The zero style is plain text, centred in height.
type style struct {
	size      float64 // points, 0: fontSize
	bold      bool
	italic    bool
	underline bool
	colour    string // of the text
	fill      string
	align     string // left, center, right; "": as the value asks for
	top       bool   // stands at the top of the cell
	wrap      bool
	shrink    bool // made smaller rather than cut or shown as ####
	border    bool
	indent    int
	format    string // number format
}

// points returns the size of the font.
func (s style) points() float64 {
	if s.size == 0 {
		return fontSize
	}
	return s.size
}

// styles gives each style its number in the workbook, once.
type styles struct {
	file *excelize.File
	ids  map[style]int
	list []style // by number
	done bool    // the frame is written: no style can be added any more
	err  error   // the first that excelize refused
}

func newStyles(f *excelize.File) *styles {
	return &styles{file: f, ids: map[style]int{}, list: make([]style, 1)}
}

// id returns the number of a style.
func (r *styles) id(s style) int {
	if id, ok := r.ids[s]; ok {
		return id
	}
	if r.done {
		panic("style asked for after the frame was written")
	}
	id, err := r.file.NewStyle(s.excel())
	if err != nil && r.err == nil {
		r.err = err
	}
	for len(r.list) <= id {
		r.list = append(r.list, style{})
	}
	r.ids[s], r.list[id] = id, s
	return id
}

func (s style) excel() *excelize.Style {
	x := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: s.points(), Bold: s.bold, Italic: s.italic, Color: s.colour},
		Alignment: &excelize.Alignment{Horizontal: s.align, Vertical: "center", WrapText: s.wrap, ShrinkToFit: s.shrink, Indent: s.indent},
	}
	if s.underline {
		x.Font.Underline = "single"
	}
	if s.top {
		x.Alignment.Vertical = "top"
	}
	if s.fill != "" {
		x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	if s.format != "" {
		x.CustomNumFmt = &s.format
	}
	if s.border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			x.Border = append(x.Border, excelize.Border{Type: side, Color: colourRule, Style: 1})
		}
	}
	return x
}

// verdictColours returns the colours of a verdict.
func verdictColours(v assess.Verdict) (text, fill string) {
	switch v {
	case assess.Exceeded:
		return "0B5A2A", "B7E1C1"
	case assess.Met:
		return "1E6B34", "DDF2E1"
	case assess.OnTrack:
		return "1F4E79", "DCE9F7"
	case assess.AtRisk:
		return "7A5200", "FFE9A8"
	case assess.Short:
		return "9C0006", "F9C9C3"
	}
	return "595959", "EDEDED"
}

// Number formats. Excel shows them with the marks of the reader's locale.
const (
	formatMoment = `dd/mm/yyyy hh:mm`
	formatDay    = `dd/mm/yyyy`
)

// placesFormat returns the number format with so many decimals. Excel's own
// "#,##0.##" would leave a lone decimal mark behind whole numbers.
func placesFormat(places int) string {
	if places == 0 {
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", places)
}

// places returns how many decimals a figure has, at most most.
func places(digits string, most int) int {
	_, fraction, _ := strings.Cut(digits, ".")
	return min(len(fraction), most)
}

// The styles of tables. They are values that derived styles are copied from.
var (
	headCell     = style{bold: true, fill: colourHead, align: "center", wrap: true, border: true}
	indexCell    = style{size: 9, italic: true, align: "center", border: true}
	bodyCell     = style{wrap: true, border: true}
	smallCell    = style{size: 10, wrap: true, border: true}
	footnoteCell = style{size: 10, wrap: true, top: true}
	centreCell   = style{align: "center", wrap: true, border: true}
	figureCell   = style{align: "right", shrink: true, border: true}
	verdictCell  = style{bold: true, align: "center", shrink: true, border: true} // one line, so that its icon leads
	campaignRow  = style{bold: true, fill: colourHead, wrap: true, border: true}
	sectionRow   = style{bold: true, italic: true, fill: colourGroup, wrap: true, border: true}
)
