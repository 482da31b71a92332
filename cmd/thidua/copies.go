package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/file"
	"thidua/sheets/xlsx"
	"thidua/sync"
	"thidua/templates"
	"thidua/validate"
	"thidua/workbook"
	"thidua/workbook/marked"
)

// copies writes marked copies of what was read into a folder.
type copies struct {
	dir   string
	plan  *plan.Plan
	words *templates.Catalog
	files *file.Reader
	log   *slog.Logger
	seen  []seenSource
}

// seenSource is a source that was read.
type seenSource struct {
	sync.Source
	grid *sheets.Grid
}

// copyMade is one copy that was written.
type copyMade struct {
	Unit     plan.UnitID
	Source   string
	Path     string
	Findings int
	Rebuilt  bool // made from what was read: the source is no workbook, or cannot be copied
}

func (c *copies) see(s sync.Source, g *sheets.Grid) { c.seen = append(c.seen, seenSource{s, g}) }

// write writes a copy of each source, in the plan's order of units. A file that
// was not made by an earlier call is never replaced, and then nothing is written.
func (c *copies) write(ctx context.Context, findings []validate.Finding) ([]copyMade, error) {
	order := map[plan.UnitID]int{}
	for i, u := range c.plan.Units {
		order[u.ID] = i
	}
	slices.SortFunc(c.seen, func(a, b seenSource) int {
		if a.Unit != b.Unit {
			return order[a.Unit] - order[b.Unit]
		}
		return strings.Compare(a.ID, b.ID)
	})
	var made []copyMade
	taken := map[string]bool{}
	for _, s := range c.seen {
		made = append(made, copyMade{Unit: s.Unit, Source: s.ID, Path: filepath.Join(c.dir, copyName(s, taken))})
	}
	for _, m := range made {
		if err := mayReplace(m.Path); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(c.dir, 0o750); err != nil {
		return nil, err
	}
	for i := range made {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := c.writeOne(ctx, c.seen[i], findings, &made[i]); err != nil {
			return nil, err
		}
	}
	return made, nil
}

func (c *copies) writeOne(ctx context.Context, s seenSource, findings []validate.Finding, made *copyMade) error {
	in := marked.Input{Plan: c.plan, Unit: s.Unit, Grid: s.grid, Words: c.words}
	for _, f := range findings {
		if f.Origin.Source == s.ID || f.Origin.Source == "" && f.Unit == s.Unit {
			in.Findings = append(in.Findings, f)
		}
	}
	made.Findings = len(in.Findings)
	data, err := c.mark(ctx, s, in)
	if errors.Is(err, errNoWorkbook) || errors.Is(err, marked.ErrUnfaithful) {
		made.Rebuilt = true
		if errors.Is(err, marked.ErrUnfaithful) {
			c.log.Warn("workbook made again from what was read", "unit", s.Unit, "source", s.ID, "error", err)
		}
		data, err = marked.Rebuild(in)
		if name, macros := strings.CutSuffix(made.Path, macroBook); macros && err == nil {
			made.Path = name + plainBook
			err = mayReplace(made.Path)
		}
	}
	if err != nil {
		return err
	}
	return workbook.Replace(made.Path, data)
}

// errNoWorkbook says that there is no file to copy.
var errNoWorkbook = errors.New("the source is no workbook")

// mark copies the workbook that a source is.
func (c *copies) mark(ctx context.Context, s seenSource, in marked.Input) ([]byte, error) {
	if s.Reader != fileReader {
		return nil, errNoWorkbook
	}
	original, err := c.files.Content(s.ID)
	if err != nil {
		return nil, err
	}
	if !xlsx.IsWorkbook(original) {
		return nil, errNoWorkbook
	}
	return marked.Copy(ctx, original, in)
}

// The extensions of workbooks without and with macros. A program opens neither
// under the name of the other.
const (
	plainBook = ".xlsx"
	macroBook = ".xlsm"
)

// copyName is the name of a source's copy: the unit's, and the source's where
// that is another. It holds nothing that leads out of the folder.
func copyName(s seenSource, taken map[string]bool) string {
	title, ext := s.grid.Title, plainBook
	switch found := strings.ToLower(filepath.Ext(title)); found {
	case macroBook:
		ext = found
		title = title[:len(title)-len(found)]
	case plainBook, ".csv":
		title = title[:len(title)-len(found)]
	}
	name := string(s.Unit)
	if title = safeName(title); title != "" && title != name {
		name += " - " + title
	}
	wish := name
	for n := 2; taken[strings.ToLower(name+ext)]; n++ {
		name = fmt.Sprintf("%s (%d)", wish, n)
	}
	taken[strings.ToLower(name+ext)] = true
	return name + ext
}

// safeName makes a text fit for a part of a file's name on any system.
func safeName(text string) string {
	const most = 120 // bytes
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(text, "-"))
	for len(clean) > most {
		_, size := utf8.DecodeLastRuneInString(clean)
		clean = clean[:len(clean)-size]
	}
	return strings.Trim(clean, " .-")
}

// mayReplace is an error when there is a file that was not made here.
func mayReplace(path string) error {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !marked.IsOurs(data):
		return &adviceError{fmt.Errorf("%s is there already and is no copy of ours", path), "not-ours", nil}
	}
	return nil
}

type copyJSON struct {
	Unit     plan.UnitID `json:"unit"`
	Source   string      `json:"source"`
	Path     string      `json:"path"`
	Findings int         `json:"findings"`
	Rebuilt  bool        `json:"rebuilt"`
}

func copiesToJSON(made []copyMade) []copyJSON {
	out := []copyJSON{}
	for _, m := range made {
		out = append(out, copyJSON(m))
	}
	return out
}

// printCopies says where the copies are.
func (a *app) printCopies(made []copyMade) {
	for _, m := range made {
		fmt.Fprintln(a.out, a.words.Text("cli.copied", m))
	}
}
