package emulator

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A query says which files are searched for.
type query func(viewer, *file) bool

// A queryParser reads the search language of Drive:
//
//	query    = conjunction { "or" conjunction }
//	conjunction = negation { "and" negation }
//	negation = [ "not" ] ( "(" query ")" | comparison )
//	comparison = field operator value | value "in" collection | "sharedWithMe"
type queryParser struct{ tokens []string }

// parseQuery reads q. An empty one matches every file.
func parseQuery(q string) (query, error) {
	tokens, err := queryTokens(q)
	if err != nil {
		return nil, err
	}
	if len(tokens) == 0 {
		return func(viewer, *file) bool { return true }, nil
	}
	p := &queryParser{tokens}
	matches, err := p.either()
	if err == nil && len(p.tokens) > 0 {
		err = fmt.Errorf("%q is too much", p.tokens[0])
	}
	return matches, err
}

// queryTokens cuts q into words, operators and values. A value keeps its
// opening quote and loses its escapes.
func queryTokens(q string) ([]string, error) {
	var tokens []string
	for q = strings.TrimSpace(q); q != ""; q = strings.TrimSpace(q) {
		n := 1
		switch c := q[0]; {
		case c == '\'' || c == '"':
			value, rest, err := quoted(q)
			if err != nil {
				return nil, err
			}
			tokens, q = append(tokens, "'"+value), rest
			continue
		case c == '(' || c == ')' || c == '=':
		case strings.HasPrefix(q, "!=") || strings.HasPrefix(q, "<=") || strings.HasPrefix(q, ">="):
			n = 2
		case c == '<' || c == '>':
		default:
			n = strings.IndexAny(q, " \t\n()=!<>'\"")
			if n < 0 {
				n = len(q)
			}
			if n == 0 {
				return nil, fmt.Errorf("%q is not understood", q)
			}
		}
		tokens, q = append(tokens, q[:n]), q[n:]
	}
	return tokens, nil
}

// quoted reads a value in quotes, in which a backslash escapes.
func quoted(q string) (value, rest string, err error) {
	var b strings.Builder
	for i := 1; i < len(q); i++ {
		switch {
		case q[i] == q[0]:
			return b.String(), q[i+1:], nil
		case q[i] == '\\' && i+1 < len(q):
			i++
		}
		b.WriteByte(q[i])
	}
	return "", "", errors.New("a quote is not closed")
}

// next takes a token, "" at the end.
func (p *queryParser) next() string {
	if len(p.tokens) == 0 {
		return ""
	}
	token := p.tokens[0]
	p.tokens = p.tokens[1:]
	return token
}

// follows takes the next token if it is this word.
func (p *queryParser) follows(word string) bool {
	if len(p.tokens) == 0 || !strings.EqualFold(p.tokens[0], word) {
		return false
	}
	p.next()
	return true
}

func (p *queryParser) either() (query, error) {
	left, err := p.both()
	for err == nil && p.follows("or") {
		a, b := left, query(nil)
		b, err = p.both()
		left = func(v viewer, f *file) bool { return a(v, f) || b(v, f) }
	}
	return left, err
}

func (p *queryParser) both() (query, error) {
	left, err := p.one()
	for err == nil && p.follows("and") {
		a, b := left, query(nil)
		b, err = p.one()
		left = func(v viewer, f *file) bool { return a(v, f) && b(v, f) }
	}
	return left, err
}

func (p *queryParser) one() (query, error) {
	switch {
	case p.follows("not"):
		inner, err := p.one()
		return func(v viewer, f *file) bool { return !inner(v, f) }, err
	case p.follows("("):
		inner, err := p.either()
		if err == nil && !p.follows(")") {
			err = errors.New("a parenthesis is not closed")
		}
		return inner, err
	default:
		return p.comparison()
	}
}

func (p *queryParser) comparison() (query, error) {
	field := p.next()
	if value, isValue := strings.CutPrefix(field, "'"); isValue {
		if !p.follows("in") {
			return nil, errors.New("a value is not in anything")
		}
		return inside(value, p.next())
	}
	if field == "sharedWithMe" && (len(p.tokens) == 0 || !strings.Contains("=!=", p.tokens[0])) {
		return sharedWithMe, nil
	}
	operator, given := p.next(), p.next()
	if given == "" {
		return nil, fmt.Errorf("%s %s compares with nothing", field, operator)
	}
	value := strings.TrimPrefix(given, "'")
	switch field {
	case "name", "title":
		return text(operator, value, func(f *file) string { return f.name })
	case "fullText":
		return text(operator, value, func(f *file) string { return f.name + " " + f.description })
	case "mimeType":
		return text(operator, value, func(f *file) string { return f.mimeType })
	case "trashed":
		return flag(operator, value, func(_ viewer, f *file) bool { return f.trashed })
	case "sharedWithMe":
		return flag(operator, value, sharedWithMe)
	case "starred":
		return flag(operator, value, func(viewer, *file) bool { return false })
	case "modifiedTime":
		return moment(operator, value, func(f *file) time.Time { return f.modified })
	case "createdTime":
		return moment(operator, value, func(f *file) time.Time { return f.created })
	default:
		return nil, fmt.Errorf("there is no field %q", field)
	}
}

func sharedWithMe(v viewer, f *file) bool { return f.owner != "" && f.owner != v.account }

// inside matches 'ID' in parents and 'ACCOUNT' in owners, writers or readers.
func inside(value, collection string) (query, error) {
	switch collection {
	case "parents":
		return func(v viewer, f *file) bool {
			return f.parent == value || value == "root" && f.parent == rootOf(v.account)
		}, nil
	case "owners", "writers", "readers":
		least := map[string]string{"owners": "owner", "writers": "writer", "readers": "reader"}[collection]
		return func(_ viewer, f *file) bool {
			return slices.ContainsFunc(f.permissions, func(p permission) bool {
				return p.account == value && rank(p.role) >= rank(least)
			})
		}, nil
	default:
		return nil, fmt.Errorf("there is no collection %q", collection)
	}
}

// text compares without regard to case. A name contains a value that one of
// its words begins with.
func text(operator, value string, of func(*file) string) (query, error) {
	value = strings.ToLower(value)
	switch operator {
	case "=":
		return func(_ viewer, f *file) bool { return strings.ToLower(of(f)) == value }, nil
	case "!=":
		return func(_ viewer, f *file) bool { return strings.ToLower(of(f)) != value }, nil
	case "contains":
		return func(_ viewer, f *file) bool {
			s := strings.ToLower(of(f))
			return strings.HasPrefix(s, value) || strings.Contains(s, " "+value) || strings.Contains(s, "."+value)
		}, nil
	default:
		return nil, fmt.Errorf("%q does not compare texts", operator)
	}
}

func flag(operator, value string, of query) (query, error) {
	if value != "true" && value != "false" || operator != "=" && operator != "!=" {
		return nil, fmt.Errorf("%s %q does not compare flags", operator, value)
	}
	wanted := (value == "true") == (operator == "=")
	return func(v viewer, f *file) bool { return of(v, f) == wanted }, nil
}

// moment compares with a time; one without a zone is in UTC.
func moment(operator, value string, of func(*file) time.Time) (query, error) {
	at, err := time.Parse(time.RFC3339, value)
	if err != nil {
		at, err = time.Parse("2006-01-02T15:04:05", value)
	}
	if err != nil {
		return nil, fmt.Errorf("read a time: %w", err)
	}
	holds := map[string]func(c int) bool{
		"=":  func(c int) bool { return c == 0 },
		"!=": func(c int) bool { return c != 0 },
		"<":  func(c int) bool { return c < 0 },
		"<=": func(c int) bool { return c <= 0 },
		">":  func(c int) bool { return c > 0 },
		">=": func(c int) bool { return c >= 0 },
	}[operator]
	if holds == nil {
		return nil, fmt.Errorf("%q does not compare times", operator)
	}
	return func(_ viewer, f *file) bool { return holds(of(f).Compare(at)) }, nil
}
