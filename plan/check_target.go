package plan

// boundsOf says which keys of a target each operator needs; it takes no other.
func boundsOf(op Op) []string {
	switch op {
	case AtLeast, Above:
		return []string{"low"}
	case AtMost, Below:
		return []string{"high"}
	case Between:
		return []string{"low", "high"}
	case About:
		return []string{"value", "tolerance"}
	}
	return nil
}

func (c *checker) target(path string, x *Indicator, f targetFile) {
	if !isOperator(f.Op) {
		return
	}
	inside := path + ".target"
	c.operatorOfKind(inside, x)
	needed := map[string]bool{}
	for _, key := range boundsOf(x.Target.Op) {
		needed[key] = true
	}
	for _, bound := range []struct{ key, text string }{
		{"low", f.Low}, {"high", f.High}, {"value", f.Value}, {"tolerance", f.Tolerance},
	} {
		key := inside + "." + bound.key
		switch {
		case needed[bound.key] && bound.text == "":
			c.doc.Report(key, problemBoundMissing, args{"op": f.Op, "key": bound.key})
		case !needed[bound.key] && bound.text != "":
			c.doc.Report(key, problemBoundUnused, args{"op": f.Op, "key": bound.key})
		case bound.key != "tolerance":
			c.countable(key, x, number(bound.text))
		}
	}
	c.positive(inside+".tolerance", x.Target.Tolerance)
	if order, ok := x.Target.Low.Cmp(x.Target.High); ok && order >= 0 && x.Target.Op == Between {
		c.doc.Report(inside+".high", problemBoundsOrder, args{"low": x.Target.Low.String()})
	}
}

// operatorOfKind: a milestone is done or not, a quota is a ceiling, and only
// these.
func (c *checker) operatorOfKind(path string, x *Indicator) {
	op := x.Target.Op
	fits := op != IsDone
	switch x.Kind {
	case Milestone:
		fits = op == IsDone
	case Quota:
		fits = op == AtMost || op == Below
	}
	if !fits {
		c.doc.Report(path+".op", problemOperatorOfKind, args{"kind": string(x.Kind), "op": string(op)})
	}
}

// direction: a lower bound makes higher better and an upper one lower; a range
// may be either.
func (c *checker) direction(path string, x *Indicator) {
	op, wrong := x.Target.Op, false
	switch {
	case x.Kind == Milestone, x.Kind == Quota:
		wrong = x.Direction != ""
	case op == AtLeast, op == Above:
		wrong = x.Direction == Lower
	case op == AtMost, op == Below:
		wrong = x.Direction == Higher
	}
	if wrong {
		c.doc.Report(path+".direction", problemDirectionOfTarget, args{"op": string(op)})
	}
}

// countable reports a fraction of what is counted in whole things.
func (c *checker) countable(path string, x *Indicator, n Number) {
	m := c.Measure(x.Measure)
	if m != nil && m.Count && n.Known() && !n.Decimal().IsInteger() {
		c.doc.Report(path, problemFractionOfCount, args{"measure": m.ID})
	}
}
