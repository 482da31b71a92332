package book

import (
	"math"
	"strings"
)

// autoResizeDimensions makes rows or columns as large as what they show.
func (b *Book) autoResizeDimensions(request message) (message, error) {
	d, err := b.existing(request.message("dimensions"), "resize")
	if err != nil {
		return nil, err
	}
	b.settle()
	for i := d.start; i < d.end; i++ {
		pixels := 0
		if d.cols {
			pixels = b.fitting(d.tab, i)
		}
		b.touch(d.lines()[i].pixels != pixels)
		d.lines()[i].pixels = pixels
	}
	return nil, nil
}

// fitting is how wide a column must be, 0 for the default when nothing is in it.
func (b *Book) fitting(t *tab, col int) int {
	widest := 0.0
	for row := range t.cells {
		if c := t.at(row, col); c.entered.kind != noValue && !t.covered(row, col) {
			widest = max(widest, textWidth(b.show(&c), fontSize(&c)))
		}
	}
	if widest == 0 {
		return 0
	}
	return int(math.Round(widest)) + cellPadding
}

func fontSize(c *cell) int {
	if size := c.format.message("textFormat").integer("fontSize"); size > 0 {
		return size
	}
	return defaults().message("defaultFormat").message("textFormat").integer("fontSize")
}

const (
	// cellPadding is how many pixels lie beside the text of a cell.
	cellPadding = 6
	// emPixels is the size of an em of a font of one point, in pixels. Google
	// does not say how it measures; this follows a recorded answer, 8691
	// pixels for 1024 capital As of 10 points.
	emPixels = 1.27157
)

// textWidth is the width in pixels of the widest line of a text.
func textWidth(s string, points int) float64 {
	widest := 0
	for line := range strings.Lines(s) {
		width := 0
		for _, c := range strings.TrimSuffix(line, "\n") {
			width += glyphWidth(c)
		}
		widest = max(widest, width)
	}
	return float64(widest) / 1000 * float64(points) * emPixels
}

// glyphWidth is the width of a letter in Helvetica, whose metrics Arial has
// too, in thousandths of an em.
func glyphWidth(c rune) int {
	if c < ' ' || c > '~' {
		return 556 // most letters with marks
	}
	return [...]int{
		278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
		556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
		667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
		556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
	}[c-' ']
}
