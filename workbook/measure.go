package workbook

import (
	"math"
	"strings"
)

// Neither Excel nor LibreOffice makes rows of merged cells grow with their
// text, and readers differ on the others, so heights are worked out here.

// textHeight returns the points that a text needs in a column of this width
// (in digits of the standard font) when it is wrapped.
func textHeight(text string, width float64, s style) float64 {
	lines := 1
	if s.wrap {
		lines = countLines(text, (width-1)*fontSize/s.points(), s.bold)
	}
	return float64(lines) * lineHeight(s.points())
}

// lineHeight is what a line of Times New Roman takes, a little air included.
func lineHeight(points float64) float64 { return math.Ceil(points * 1.3) }

// countLines counts the lines of a text broken at spaces to a width in digits.
func countLines(text string, width float64, bold bool) int {
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines++
		used := 0.0
		for i, word := range strings.Split(paragraph, " ") {
			w := textWidth(word, bold)
			if i > 0 && used+0.5+w > width {
				lines, used = lines+1, 0
			} else if i > 0 {
				used += 0.5
			}
			for used+w > width && w > width { // a word longer than the line
				lines, w = lines+1, w-width
			}
			used += w
		}
	}
	return lines
}

// textWidth estimates the width of a text in digits, on the generous side.
func textWidth(text string, bold bool) float64 {
	w := 0.0
	for _, c := range text {
		switch {
		case strings.ContainsRune("iljtfrIíìỉĩị.,;:'!|()[]-/ ", c):
			w += 0.65
		case strings.ContainsRune("mwMW%…—", c):
			w += 1.6
		case c >= 'A' && c <= 'Z' || strings.ContainsRune("ĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÍÌỈĨỊÝỲỶỸỴ", c):
			w += 1.4
		default:
			w++
		}
	}
	if bold {
		w *= 1.08
	}
	return w
}
