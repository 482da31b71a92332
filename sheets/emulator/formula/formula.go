// Package formula calculates the formulas of a spreadsheet with the functions
// that excelize knows. What a formula refers to is for the caller to find and
// to calculate first.
package formula

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/efp"

	"thidua/sheets"
)

// Why a formula has no result.
var (
	ErrInvalid  = errors.New("formula is not valid")
	ErrFunction = errors.New("formula has an unknown function")
	ErrTooSlow  = errors.New("formula takes too long")
)

// Formula is a parsed formula.
type Formula struct{ tokens []efp.Token }

// Parse reads a formula with its "=". Arguments are apart by commas or
// semicolons. Where a locale writes numbers with a decimal comma, a comma
// between two numbers is one if arguments are apart by semicolons or there are
// no functions.
func Parse(s string, decimalComma bool) (f *Formula, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("%w: %v", ErrInvalid, p)
		}
	}()
	parser := efp.ExcelParser()
	tokens := parser.Parse(strings.TrimPrefix(s, "="))
	if len(tokens) == 0 {
		return nil, ErrInvalid
	}
	return &Formula{localised(tokens, decimalComma)}, nil
}

// localised writes the signs of a locale as those of English.
func localised(tokens []efp.Token, decimalComma bool) []efp.Token {
	semicolons, functions := false, false
	for _, t := range tokens {
		semicolons = semicolons || isSemicolon(t)
		functions = functions || t.TType == efp.TokenTypeFunction
	}
	decimalComma = decimalComma && (semicolons || !functions)
	var kept []efp.Token
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch {
		case isSemicolon(t):
			t = efp.Token{TValue: ",", TType: efp.TokenTypeArgument}
		case decimalComma && t.TValue == "," && len(kept) > 0 && i+1 < len(tokens) && isNumber(kept[len(kept)-1]) && isNumber(tokens[i+1]):
			kept[len(kept)-1].TValue += "." + tokens[i+1].TValue
			i++
			continue
		}
		if len(kept) > 0 || t.TValue != "+" { // a sign before all changes nothing
			kept = append(kept, t)
		}
	}
	return kept
}

func isSemicolon(t efp.Token) bool { return t.TType == efp.TokenTypeUnknown && t.TValue == ";" }

func isNumber(t efp.Token) bool {
	return t.TType == efp.TokenTypeOperand && t.TSubType == efp.TokenSubTypeNumber && !strings.Contains(t.TValue, ".")
}

func isReference(t efp.Token) bool {
	return t.TType == efp.TokenTypeOperand && t.TSubType == efp.TokenSubTypeRange
}

// References returns what the formula refers to, in order: addresses such as
// A1:B2 and 'Biểu 1'!$A:$A, and names. Titles of tabs are in quotes.
func (f *Formula) References() []string {
	var references []string
	for _, t := range f.tokens {
		if isReference(t) {
			references = append(references, quoted(t.TValue))
		}
	}
	return references
}

// quoted puts back the quotes around a title that the parser takes off.
func quoted(reference string) string {
	i := strings.LastIndexByte(reference, '!')
	if i < 0 {
		return reference
	}
	return "'" + strings.ReplaceAll(reference[:i], "'", "''") + "'" + reference[i:]
}

// passesErrors reports whether any error that the formula meets is its result:
// it has none but functions that read all that they are given.
func (f *Formula) passesErrors() bool {
	return !slices.ContainsFunc(f.tokens, func(t efp.Token) bool {
		if t.TType != efp.TokenTypeFunction || t.TSubType != efp.TokenSubTypeStart {
			return false
		}
		return !slices.Contains([]string{"SUM", "AVERAGE", "MIN", "MAX", "PRODUCT", "ROUND", "ABS"}, strings.ToUpper(t.TValue))
	})
}

// errorWritten returns the first error that stands in the formula itself.
func (f *Formula) errorWritten() (code string, ok bool) {
	for _, t := range f.tokens {
		if t.TSubType == efp.TokenSubTypeError {
			return t.TValue, true
		}
	}
	return "", false
}

// Area is a part of a sheet, which the caller numbers.
type Area struct {
	Sheet int
	Range sheets.Range
}

// String returns the formula in English signs and without its "=", as
// workbooks have it.
func (f *Formula) String() string {
	same := func(s string) string { return s }
	return f.write(same, same)
}

// write returns the formula with other references and errors.
func (f *Formula) write(reference, failure func(string) string) string {
	var b strings.Builder
	var calls []string // that are open
	for _, t := range f.tokens {
		switch {
		case isReference(t):
			b.WriteString(reference(quoted(t.TValue)))
		case t.TSubType == efp.TokenSubTypeError:
			b.WriteString(failure(t.TValue))
		case t.TSubType == efp.TokenSubTypeText:
			b.WriteString(`"` + strings.ReplaceAll(t.TValue, `"`, `""`) + `"`)
		case t.TSubType == efp.TokenSubTypeStart:
			calls = append(calls, t.TValue)
			b.WriteString(opening(t.TValue))
		case t.TSubType == efp.TokenSubTypeStop && len(calls) > 0:
			b.WriteString(closing(calls[len(calls)-1]))
			calls = calls[:len(calls)-1]
		case t.TType == efp.TokenTypeArgument && len(calls) > 0 && calls[len(calls)-1] == arrayCall:
			b.WriteString(";")
		case t.TSubType == efp.TokenSubTypeIntersection:
			b.WriteString(" ")
		default:
			b.WriteString(t.TValue)
		}
	}
	return b.String()
}

// What the parser makes of {1,2;3,4}: an array of rows.
const (
	arrayCall = "ARRAY"
	rowCall   = "ARRAYROW"
)

func opening(call string) string {
	switch call {
	case arrayCall:
		return "{"
	case rowCall:
		return ""
	default:
		return call + "("
	}
}

func closing(call string) string {
	switch call {
	case arrayCall:
		return "}"
	case rowCall:
		return ""
	default:
		return ")"
	}
}

func sheetName(i int) string { return fmt.Sprintf("S%d", i) }
