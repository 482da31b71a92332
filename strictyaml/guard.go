package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits on a file. The parser recurses into nested values and from key to key
// of a mapping, so both are counted on the tokens, before it runs.
const (
	mostBytes = 1 << 20
	mostDepth = 64
	mostKeys  = 1000
)

// parse returns the root mapping of the file, or nil after reporting why there
// is none.
func (d *Document) parse(data []byte) *ast.MappingNode {
	text, ok := d.text(data)
	if !ok {
		return nil
	}
	tokens := lexer.Tokenize(text)
	if !d.guard(tokens) {
		return nil
	}
	file, err := parseTokens(tokens)
	if err != nil {
		d.reportSyntax(err)
		return nil
	}
	return d.root(file)
}

// text returns data as UTF-8 without byte order mark and with \n line ends.
func (d *Document) text(data []byte) (string, bool) {
	if len(data) > mostBytes {
		d.reportAt(place{line: 1, column: 1}, "", problemTooLarge, map[string]string{"most": strconv.Itoa(mostBytes >> 10)})
		return "", false
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	for line, rest := 1, data; len(rest) > 0; line++ {
		var this []byte
		this, rest, _ = bytes.Cut(rest, []byte("\n"))
		if !utf8.Valid(this) || bytes.IndexByte(this, 0) >= 0 {
			d.reportAt(place{line: line, column: 1}, "", problemNotUTF8, nil)
			return "", false
		}
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), true
}

// guard refuses what is not for files edited by hand, and what would cost the
// parser too much.
func (d *Document) guard(tokens token.Tokens) bool {
	var flow, entries, line int
	keys := map[int]int{} // keys of the open block mappings, by column
	for _, t := range tokens {
		at := place{line: t.Position.Line, column: t.Position.Column, value: t.Value}
		if at.line != line {
			line, entries = at.line, 0
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.TagType, token.MergeKeyType, token.MappingKeyType:
			d.reportAt(at, "", problemSpecialSyntax, nil)
			return false
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType:
			entries++
			forgetDeeper(keys, at.column)
		case token.MappingValueType:
			if flow > 0 {
				continue
			}
			column := keyColumn(t)
			forgetDeeper(keys, column)
			keys[column]++
			if keys[column] > mostKeys {
				d.reportAt(at, "", problemTooManyKeys, map[string]string{"most": strconv.Itoa(mostKeys)})
				return false
			}
		}
		if flow+entries+len(keys) > mostDepth {
			d.reportAt(at, "", problemTooDeep, map[string]string{"most": strconv.Itoa(mostDepth)})
			return false
		}
	}
	return true
}

func keyColumn(colon *token.Token) int {
	if colon.Prev == nil {
		return colon.Position.Column
	}
	return colon.Prev.Position.Column
}

func forgetDeeper(keys map[int]int, column int) {
	for c := range keys {
		if c > column {
			delete(keys, c)
		}
	}
}

// parseTokens is the parser with its panics turned into errors.
func parseTokens(tokens token.Tokens) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, fmt.Errorf("parse: %v", r)
		}
	}()
	return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
}

func (d *Document) reportSyntax(err error) {
	at, detail := place{line: 1, column: 1}, err.Error()
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		detail = syntax.GetMessage()
		if t := syntax.GetToken(); t != nil && t.Position != nil {
			at = place{line: t.Position.Line, column: t.Position.Column, value: t.Value}
		}
	}
	d.reportAt(at, "", problemSyntax, map[string]string{"detail": detail})
}

func (d *Document) root(file *ast.File) *ast.MappingNode {
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if _, directive := doc.Body.(*ast.DirectiveNode); doc.Body != nil && !directive {
			bodies = append(bodies, doc.Body)
		}
	}
	switch {
	case len(bodies) == 0:
		d.reportAt(place{line: 1, column: 1}, "", problemEmptyFile, nil)
		return nil
	case len(bodies) > 1:
		d.reportAt(placeOf(bodies[1]), "", problemSeveralDocuments, nil)
		return nil
	}
	root, ok := bodies[0].(*ast.MappingNode)
	if !ok {
		d.reportAt(placeOf(bodies[0]), "", problemWantMapping, nil)
	}
	return root
}
