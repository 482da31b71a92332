package strictyaml

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Problem is one thing wrong with a file. The sentence and the remedy belong
// to Code and are rendered elsewhere from Data.
type Problem struct {
	File         string
	Line, Column int    // from 1, the column in characters; 0 when no place is meant
	Path         string // "indicators[3].target.op", "" for the whole file
	Value        string // what stands there, shortened; "" when nothing does
	Code         string // "unknown-key", or the validation tag that failed
	Args         map[string]string
}

// Data returns what a sentence may speak of: file, line, column, path, its
// last key, value, and Args.
func (p Problem) Data() map[string]string {
	key := p.Path[strings.LastIndexByte(p.Path, '.')+1:]
	key, _, _ = strings.Cut(key, "[")
	data := map[string]string{
		"file": p.File, "line": strconv.Itoa(p.Line), "column": strconv.Itoa(p.Column),
		"path": p.Path, "key": key, "value": p.Value,
	}
	maps.Copy(data, p.Args)
	return data
}

func byPlace(a, b Problem) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// The problems that any file can have. Validation tags are codes too.
const (
	problemNotUTF8          = "not-utf8"
	problemTooLarge         = "too-large"          // args: most (KiB)
	problemTooDeep          = "too-deep"           // args: most (levels)
	problemTooManyKeys      = "too-many-keys"      // args: most (keys of one mapping)
	problemSpecialSyntax    = "special-syntax"     // anchors, aliases, tags, merge keys, "?" keys
	problemSyntax           = "syntax"             // args: detail (the parser's words)
	problemEmptyFile        = "empty-file"         //
	problemSeveralDocuments = "several-documents"  // a second "---"
	problemUnknownKey       = "unknown-key"        // args: nearest (a known key, or "")
	problemUnsupportedKey   = "unsupported-key"    // known, but not to this version
	problemDuplicateKey     = "duplicate-key"      // args: first (line)
	problemWantMapping      = "want-mapping"       // keys with values expected
	problemWantText         = "want-text"          // one value expected
	problemWantWholeNumber  = "want-whole-number"  //
	problemWantTrueFalse    = "want-true-or-false" //
)

// Document is a decoded file: it knows where every value stands and gathers
// what is wrong with them.
type Document struct {
	file     string
	places   map[string]place
	problems []Problem
	told     map[string]string // code by path
}

type place struct {
	line, column int
	value        string
}

// Report adds a problem at path. What is absent is reported where its nearest
// parent stands. One path has one problem, the first: what follows from it is
// not said.
func (d *Document) Report(path, code string, args map[string]string) {
	at := d.places[path]
	for parent := path; at.line == 0 && parent != ""; {
		parent = parentOf(parent)
		at = d.places[parent]
		at.value = ""
	}
	d.reportAt(at, path, code, args)
}

func (d *Document) reportAt(at place, path, code string, args map[string]string) {
	if d.Wrong(path) {
		return
	}
	d.told[path] = code
	d.problems = append(d.problems, Problem{
		File: d.file, Line: at.line, Column: at.column,
		Path: path, Value: shorten(at.value), Code: code, Args: args,
	})
}

// Has reports whether the file gives a value at path.
func (d *Document) Has(path string) bool {
	_, ok := d.places[path]
	return ok
}

// Wrong reports whether a problem was found with the value at path, so that
// what rests on it need not be tested.
func (d *Document) Wrong(path string) bool { return d.told[path] != "" }

// Line returns the line on which the value at path stands, 0 when it has none.
func (d *Document) Line(path string) int { return d.places[path].line }

// Problems returns all problems in the order of the file.
func (d *Document) Problems() []Problem {
	return slices.SortedStableFunc(slices.Values(d.problems), byPlace)
}

// parentOf cuts the last key or index: a.b[3] is in a.b, a.b in a.
func parentOf(path string) string {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '.' || path[i] == '[' {
			return path[:i]
		}
	}
	return ""
}

func shorten(value string) string {
	const most = 80
	if runes := []rune(value); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return value
}
