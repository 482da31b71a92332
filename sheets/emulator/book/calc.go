package book

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"strings"

	"thidua/sheets/emulator/display"
	"thidua/sheets/emulator/formula"
)

// settle gives the formulas their values when anything has changed since that
// was done last. Whatever reads values calls it first.
func (b *Book) settle() {
	if b.stale {
		b.stale = false
		b.calculate()
	}
}

// calculate brings the results of formulas up to date. A result stays as long
// as the formula refers to the same values: one that came with a file is
// trusted, and calculated only once something that it depends on has changed.
func (b *Book) calculate() {
	k := calculation{book: b, formulas: map[string]parsed{}, progress: map[spot]progress{}}
	for _, t := range b.tabs {
		for row := range t.cells {
			for col := range t.cells[row] {
				k.bring(spot{t, row, col})
			}
		}
	}
}

// calculation is one pass over the formulas of a book.
type calculation struct {
	book       *Book
	calculator *formula.Calculator // nil until it is needed
	formulas   map[string]parsed   // by their text
	progress   map[spot]progress
}

type spot struct {
	tab      *tab
	row, col int
}

type progress int

const (
	untouched progress = iota
	begun
	done
)

type parsed struct {
	formula *formula.Formula
	err     error
}

// bring brings one cell up to date, after those that it refers to.
func (k *calculation) bring(s spot) {
	c := &s.tab.cells[s.row][s.col]
	if c.entered.kind != formulaValue || k.progress[s] != untouched {
		return
	}
	k.progress[s] = begun
	defer func() { k.progress[s] = done }()
	f := k.parse(c.entered.text)
	places, circular := k.bringReferences(f, s)
	basis := k.fingerprint(c.entered.text, places)
	switch {
	case c.basis == basis, c.basis == 0 && c.result.kind != noValue:
	case circular:
		c.result, c.shown = value{kind: errorValue, text: "#REF!"}, ""
	default:
		c.result, c.shown = k.evaluate(f, s, places, c.result), ""
	}
	c.basis = basis
}

func (k *calculation) parse(text string) parsed {
	f, known := k.formulas[text]
	if !known {
		f.formula, f.err = formula.Parse(text, k.book.decimalComma())
		k.formulas[text] = f
	}
	return f
}

// decimalComma reports whether the locale writes numbers with a decimal comma.
func (b *Book) decimalComma() bool {
	return display.Number(0.5, display.NumberFormat{}, b.locale) == "0,5"
}

// bringReferences brings up to date what a formula refers to, and says whether
// that leads back to itself.
func (k *calculation) bringReferences(f parsed, s spot) (places []place, circular bool) {
	if f.err != nil {
		return nil, false
	}
	for _, reference := range f.formula.References() {
		p, ok := k.book.referred(s.tab, reference)
		if !ok {
			continue
		}
		places = append(places, p)
		p.each(func(row, col int) {
			if p.tab.cells[row][col].entered.kind == formulaValue {
				circular = circular || k.progress[spot{p.tab, row, col}] == begun
				k.bring(spot{p.tab, row, col})
			}
		})
	}
	return places, circular
}

// referred finds what a formula on a tab refers to.
func (b *Book) referred(from *tab, reference string) (place, bool) {
	t, ok := from, true
	a, isAddress := parseAddress(reference)
	if !isAddress {
		if t, a, ok = b.named(reference); !ok && strings.Contains(reference, "!") {
			t, a, ok = b.lookUp(reference)
		}
	}
	if !ok {
		return place{}, false
	}
	a, err := t.within(a)
	return place{t, a}, err == nil
}

// each visits the cells of a place that are stored.
func (p place) each(visit func(row, col int)) {
	a := p.common(p.tab.extent())
	for row := a.rows.start; row < a.rows.end; row++ {
		for col := a.cols.start; col < min(a.cols.end, len(p.tab.cells[row])); col++ {
			visit(row, col)
		}
	}
}

// fingerprint is equal for equal formulas over equal values; it is never 0.
func (k *calculation) fingerprint(text string, places []place) uint64 {
	h := fnv.New64a()
	add := func(v value) {
		var bits [9]byte
		bits[0] = byte(v.kind)
		binary.LittleEndian.PutUint64(bits[1:], math.Float64bits(v.number))
		h.Write(bits[:])
		h.Write([]byte(v.text + "\x00"))
	}
	add(value{text: text})
	for _, p := range places {
		add(value{text: p.tab.a1(p.area)})
		p.each(func(row, col int) { add(p.tab.cells[row][col].value()) })
	}
	return max(h.Sum64(), 1)
}
