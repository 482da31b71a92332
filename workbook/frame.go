package workbook

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua/assess"
)

// The frame is what excelize writes: the workbook with its styles and names,
// and every sheet with its page, its panes and its conditional formats but
// without rows and links. Those are put in by pack, without a copy of the
// workbook in memory.

// paperA4 is Excel's number of the paper size.
const paperA4 = 9

// setUpAll makes the frame of the workbook.
func (b *book) setUpAll() error {
	const first = "Sheet1" // a new file has it
	if err := b.frame.SetDefaultFont(fontName); err != nil {
		return err
	}
	// A text that comes and goes makes excelize enter the table of texts in
	// the workbook's contents.
	if err := errors.Join(b.frame.SetCellStr(first, "A1", "-"), b.frame.SetCellValue(first, "A1", nil)); err != nil {
		return err
	}
	if err := b.frame.SetSheetName(first, b.tabs[0].name); err != nil {
		return err
	}
	for _, s := range b.tabs {
		if err := b.setUp(s); err != nil {
			return fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	return b.describe()
}

// setUp makes the frame of a sheet.
func (b *book) setUp(s *sheet) error {
	if _, err := b.frame.NewSheet(s.name); err != nil {
		return err
	}
	for _, step := range []func(*sheet) error{b.setColumns, b.setView, b.setPage, b.setFooter, b.setFormats} {
		if err := step(s); err != nil {
			return err
		}
	}
	return b.styles.err
}

func (b *book) setColumns(s *sheet) error {
	for i, w := range s.widths {
		if err := b.frame.SetColWidth(s.name, letters(i), letters(i), w); err != nil {
			return err
		}
	}
	return b.frame.SetSheetDimension(s.name, area{place{0, 1}, place{len(s.widths) - 1, max(s.height(), 1)}}.a1())
}

func (b *book) setView(s *sheet) error {
	noGrid := false
	if err := b.frame.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &noGrid}); err != nil {
		return err
	}
	if s.filter != nil {
		if err := b.frame.AutoFilter(s.name, s.filter.a1(), nil); err != nil {
			return err
		}
	}
	if s.header[1] == 0 {
		return nil
	}
	pane := "bottomRight"
	if s.frozen == 0 {
		pane = "bottomLeft"
	}
	return b.frame.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: s.frozen, YSplit: s.header[1], TopLeftCell: place{s.frozen, s.header[1] + 1}.a1(), ActivePane: pane,
	})
}

// setPage asks for A4 landscape, as wide as the page and as long as it comes.
func (b *book) setPage(s *sheet) error {
	yes, paper, landscape, wide, long := true, paperA4, "landscape", 1, 0
	err := b.frame.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &long,
	})
	if err != nil {
		return err
	}
	props := &excelize.SheetPropsOptions{FitToPage: &yes}
	if s.colour != "" {
		props.TabColorRGB = &s.colour
	}
	if err := b.frame.SetSheetProps(s.name, props); err != nil {
		return err
	}
	side, top, bottom, edge := 0.4, 0.5, 0.6, 0.3 // inches
	err = b.frame.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &bottom, Header: &edge, Footer: &edge, Horizontally: &yes,
	})
	if err != nil || s.header[1] == 0 {
		return err
	}
	return b.frame.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: s.name,
		RefersTo: fmt.Sprintf("%s!$%d:$%d", quoteSheet(s.name), s.header[0], s.header[1]),
	})
}

// maxFooter is the most characters that Excel takes for a footer.
const maxFooter = 250

func (b *book) setFooter(s *sheet) error {
	const font = `&"` + fontName + `,Regular"&9 `
	literal := func(t string) string { return strings.ReplaceAll(cut(cellText(t), 70, "…"), "&", "&&") }
	footer := "&L" + font + literal(b.in.Plan.Letterhead.Issuer) +
		"&C" + font + b.word("page") + " &P/&N" +
		"&R" + font + literal(s.name+" · "+b.format.Moment(b.in.AsOf))
	return b.frame.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: cut(footer, maxFooter, "")})
}

// setFormats colours verdicts and draws completion as bars. The colour says
// nothing that the icon and the word beside it do not say.
func (b *book) setFormats(s *sheet) error {
	for _, at := range s.verdict {
		var rules []excelize.ConditionalFormatOptions
		for _, v := range assess.Verdicts() {
			look, err := b.frame.NewConditionalStyle(verdictStyle(v))
			if err != nil {
				return err
			}
			rules = append(rules, excelize.ConditionalFormatOptions{
				Type: "formula", Format: &look,
				Criteria: fmt.Sprintf(`LEFT(%s,1)="%s"`, at.from.a1(), b.icon(v)),
			})
		}
		if err := b.frame.SetConditionalFormat(s.name, at.a1(), rules); err != nil {
			return err
		}
	}
	for _, at := range s.bars { // solid bars would be scaled to the highest figure
		err := b.frame.SetConditionalFormat(s.name, at.a1(), []excelize.ConditionalFormatOptions{{
			Type: "data_bar", Criteria: "=", BarColor: "#" + colourBar,
			MinType: "num", MinValue: "0", MaxType: "num", MaxValue: "100",
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

func verdictStyle(v assess.Verdict) *excelize.Style {
	text, fill := verdictColours(v)
	return &excelize.Style{
		Font: &excelize.Font{Color: text, Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
	}
}

// describe sets the document's properties, from Input alone: a workbook made
// again from the same figures is the same file.
func (b *book) describe() error {
	p, at := b.in.Plan, b.in.AsOf.UTC().Format(time.RFC3339)
	err := b.frame.SetDocProps(&excelize.DocProperties{
		Title: cellText(p.Title), Subject: cellText(p.Number), Creator: cellText(p.Letterhead.Secretary),
		LastModifiedBy: cellText(p.Letterhead.Secretary), Created: at, Modified: at,
		Identifier: "xlsx", Language: string(b.in.Words.Lang()), Version: "",
	})
	if err != nil {
		return err
	}
	return b.frame.SetAppProps(&excelize.AppProperties{Application: "thidua", AppVersion: "16.0300", Company: cellText(p.Letterhead.Issuer)})
}
