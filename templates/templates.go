// Package templates holds every sentence and form a person reads, in
// Vietnamese and English: findings, problems of the plan file and of the
// configuration, mails, labels of the workbook. It knows nothing of what it
// is asked to say beyond a name and its arguments.
//
// A file LANG/NAME.tmpl holds plain texts, LANG/NAME.html holds HTML ones,
// which escape what they are given. Texts are {{define}}d under these names:
//
//	finding.RULE, finding.RULE.hint    what is wrong in a sheet, what to do
//	problem.CODE, problem.CODE.hint    what is wrong in a file of ours
//	label.KEY                          a word or heading
//	mail.…, cli.…, reading.…, marked.…  mails, terminal output, pictures and copies of spreadsheets
//
// A file forms/NAME.html is one HTML form for every language; it asks for its
// words by {{text NAME DATA}} and {{label KEY}}.
package templates

import (
	"embed"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"strings"
	"text/template"
)

//go:embed vi en forms
var files embed.FS

// Lang is a language of the texts.
type Lang string

// The languages.
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// Langs lists the languages, the default first.
func Langs() []Lang { return []Lang{Vietnamese, English} }

// Catalog is the texts of one language. It is safe for concurrent use.
type Catalog struct {
	lang Lang
	text *template.Template
	html *htmltemplate.Template
}

// Load parses the texts of one language.
func Load(lang Lang) (*Catalog, error) {
	sub, err := fs.Sub(files, string(lang))
	if err != nil {
		return nil, fmt.Errorf("templates: language %q: %w", lang, err)
	}
	format := Format{lang}
	text, err := template.New("").Option("missingkey=zero").Funcs(format.funcs()).ParseFS(sub, "*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("templates: language %q: %w", lang, err)
	}
	c := &Catalog{lang: lang, text: text}
	html := htmltemplate.New("").Funcs(format.funcs()).Funcs(htmltemplate.FuncMap{"text": c.Text, "label": c.Label})
	if c.html, err = html.ParseFS(files, "forms/*.html", string(lang)+"/*.html"); err != nil {
		return nil, fmt.Errorf("templates: language %q: %w", lang, err)
	}
	return c, nil
}

// Lang returns the language of c.
func (c *Catalog) Lang() Lang { return c.lang }

// Format returns how figures, dates and periods are written in the language of c.
func (c *Catalog) Format() Format { return Format{c.lang} }

// Has reports whether a plain text of this name exists.
func (c *Catalog) Has(name string) bool { return c.text.Lookup(name) != nil }

// Text returns a plain text on one or more lines without surrounding white
// space. A text that does not exist, or does not take data, is given as its
// name in guillemets: visible, and caught by the tests that walk all names.
func (c *Catalog) Text(name string, data any) string {
	var b strings.Builder
	if err := c.text.ExecuteTemplate(&b, name, data); err != nil {
		return "«" + name + "»"
	}
	return strings.TrimSpace(b.String())
}

// Label returns the word or heading of this key.
func (c *Catalog) Label(key string) string { return c.Text("label."+key, nil) }

// HTML returns an HTML text; data is escaped where it is put.
func (c *Catalog) HTML(name string, data any) (string, error) {
	var b strings.Builder
	if err := c.html.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("templates: %s: %w", name, err)
	}
	return b.String(), nil
}
