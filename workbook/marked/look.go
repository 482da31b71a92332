package marked

import (
	"fmt"

	"thidua/validate"
)

// look is the cell styles of the list, in the font of Vietnamese
// administrative documents.
type look struct {
	title, note, head, text, centre, link int
	severity                              map[validate.Severity]int
}

func newLook(s *styles) look {
	plain, strong := s.font(12, "", ""), s.font(12, "<b/>", "")
	slanted, link := s.font(12, "<i/>", ""), s.font(12, "<u/>", `<color rgb="FF1F4E9E"/>`)
	framed := s.add("borders", `<border><left style="thin"><color rgb="FF8EA0B8"/></left><right style="thin"><color rgb="FF8EA0B8"/></right>`+
		`<top style="thin"><color rgb="FF8EA0B8"/></top><bottom style="thin"><color rgb="FF8EA0B8"/></bottom><diagonal/></border>`)
	l := look{
		title:    s.look(s.font(15, "<b/>", ""), 0, 0, "general"),
		note:     s.look(slanted, 0, 0, "left"),
		head:     s.look(strong, s.fill("D9E2F3"), framed, "center"),
		text:     s.look(plain, 0, framed, "left"),
		centre:   s.look(plain, 0, framed, "center"),
		link:     s.look(link, 0, framed, "center"),
		severity: map[validate.Severity]int{},
	}
	for _, severity := range []validate.Severity{validate.Error, validate.Warning, validate.Info} {
		l.severity[severity] = s.look(strong, s.fill(colourOf(severity)), framed, "center")
	}
	return l
}

// font adds a font with the elements that make it bold, slanted or underlined
// and that of its colour.
func (s *styles) font(size int, face, colour string) int {
	return s.add("fonts", fmt.Sprintf(`<font>%s<sz val="%d"/>%s<name val="Times New Roman"/><family val="1"/></font>`, face, size, colour))
}

// look adds a cell style. Texts stand at the top; they are wrapped, but for
// those that are aligned as their kind asks for.
func (s *styles) look(font, fill, border int, align string) int {
	wrap := 1
	if align == "general" {
		wrap = 0
	}
	return s.add("cellXfs", fmt.Sprintf(`<xf numFmtId="0" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">`+
		`<alignment horizontal="%s" vertical="top" wrapText="%d"/></xf>`, font, fill, border, align, wrap))
}
