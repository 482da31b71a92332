package main

import (
	"fmt"
	"io"
	"strings"

	"thidua/plan"
)

// footnotes are the plan's contradictions about targets that a list shows.
type footnotes struct {
	all    []*plan.Indicator // each one's number is its place
	called map[plan.Code]bool
}

func newFootnotes(p *plan.Plan) *footnotes {
	return &footnotes{p.Conflicts(), map[plan.Code]bool{}}
}

// on returns the text of an indicator's target, with a call for its footnote.
func (n *footnotes) on(code plan.Code, target string) string {
	for i, x := range n.all {
		if x.Code == code {
			n.called[code] = true
			return fmt.Sprintf("%s [%d]", target, i+1)
		}
	}
	return target
}

// print writes the footnotes that were called for.
func (n *footnotes) print(w io.Writer) error {
	var b strings.Builder
	for i, x := range n.all {
		if n.called[x.Code] {
			fmt.Fprintf(&b, "[%d] %s: %s\n", i+1, x.Code, x.Conflict)
		}
	}
	if b.Len() == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "\n%s", b.String())
	return err
}
