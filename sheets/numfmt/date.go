package numfmt

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// The days that have a date: from 0001-01-01 to 9999-12-31.
const (
	firstDay = -693_593
	lastDay  = 2_958_465
)

const secondsPerDay = 24 * 60 * 60

// planDate tells minutes from months, which are written alike: minutes follow
// hours or come before seconds. Zeros after the point of seconds become one
// token.
func (s *section) planDate() {
	tokens := s.tokens[:0:0]
	last := literal // kind of the last part of a date
	for i := 0; i < len(s.tokens); i++ {
		t := s.tokens[i]
		switch {
		case t.kind == month && len(t.text) <= 2 && (last == hour || last == elapsed || s.comesBeforeSeconds(i)):
			t.kind = minute
		case t.kind == halfDay:
			s.halfDays = true
		case t.kind == point && last == second:
			zeros := s.zerosAfter(i)
			if i += len(zeros); zeros != "" {
				t = token{subsecond, zeros}
				s.fraction = len(zeros)
			}
		}
		if t.kind >= year && t.kind <= elapsed {
			last = t.kind
		}
		tokens = append(tokens, t)
	}
	s.tokens = tokens
}

func (s *section) comesBeforeSeconds(i int) bool {
	for _, t := range s.tokens[i+1:] {
		if t.kind >= year && t.kind <= elapsed {
			return t.kind == second || t.kind == elapsed && t.text[0] == 's'
		}
	}
	return false
}

// zerosAfter returns the zeros that follow token i, three at most.
func (s *section) zerosAfter(i int) string {
	zeros := ""
	for _, t := range s.tokens[i+1:] {
		if t.text != "0" || len(zeros) == 3 {
			break
		}
		zeros += t.text
	}
	return zeros
}

// renderDate shows the moment that is v days from 1899-12-30, to the nearest
// second or the part of it that the code has places for.
func (s *section) renderDate(v float64, lang *Language) string {
	if !(v >= firstDay && v < lastDay+1) {
		return General(v, lang)
	}
	step := time.Second / time.Duration(math.Pow10(s.fraction))
	steps := int64(math.Round(v * secondsPerDay * float64(time.Second/step)))
	seconds := floorDiv(steps, int64(time.Second/step))
	day0 := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()
	t := time.Unix(day0+seconds, (steps-seconds*int64(time.Second/step))*int64(step)).UTC()
	return s.spell(func(part token) string { return s.renderPart(part, t, seconds, lang) })
}

func floorDiv(a, b int64) int64 {
	if a < 0 && a%b != 0 {
		return a/b - 1
	}
	return a / b
}

// renderPart shows one part of the moment t, which is so many seconds from the
// first day.
func (s *section) renderPart(part token, t time.Time, seconds int64, lang *Language) string {
	width := len(part.text)
	switch part.kind {
	case year:
		if width <= 2 {
			return fmt.Sprintf("%02d", t.Year()%100)
		}
		return fmt.Sprintf("%04d", t.Year())
	case month:
		return numberOrName(int(t.Month()), width, lang.ShortMonths[t.Month()-1], lang.Months[t.Month()-1])
	case day:
		return numberOrName(t.Day(), width, lang.ShortDays[t.Weekday()], lang.Days[t.Weekday()])
	case hour:
		if s.halfDays {
			return fmt.Sprintf("%0*d", width, (t.Hour()+11)%12+1)
		}
		return fmt.Sprintf("%0*d", width, t.Hour())
	case minute:
		return fmt.Sprintf("%0*d", width, t.Minute())
	case second:
		return fmt.Sprintf("%0*d", width, t.Second())
	case subsecond:
		return lang.Point + fmt.Sprintf("%09d", t.Nanosecond())[:width]
	case elapsed:
		unit := map[byte]int64{'h': 60 * 60, 'm': 60, 's': 1}[part.text[0]]
		return fmt.Sprintf("%0*d", width, seconds/unit)
	case halfDay:
		return halfDayName(t, part.text, lang)
	default:
		return part.text
	}
}

// numberOrName shows a month or a day in as many letters as the code has.
func numberOrName(n, width int, short, long string) string {
	switch {
	case width <= 2:
		return fmt.Sprintf("%0*d", width, n)
	case width == 3:
		return short
	case width == 4:
		return long
	default:
		return string([]rune(long)[:1])
	}
}

func halfDayName(t time.Time, code string, lang *Language) string {
	name := lang.AM
	if t.Hour() >= 12 {
		name = lang.PM
	}
	if strings.EqualFold(code, "A/P") {
		return name[:1]
	}
	return name
}
