package book

// settle gives the formulas their values when anything has changed since that
// was done last. Whatever reads values calls it first.
func (b *Book) settle() {
	if b.stale {
		b.stale = false
		b.calculate()
	}
}

// calculate gives every formula its value (cell.result). Without a calculator
// a formula has none.
func (b *Book) calculate() {}
