// Package discovery is for tests only. It holds what goes to and comes from the
// Sheets API v4 and the Drive API v3 against Google's own discovery documents,
// as they lie in the module google.golang.org/api: methods, query parameters,
// field masks, and every field of every body.
package discovery

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// APIs are the documented methods of both APIs.
type APIs struct{ methods []*Method }

// Method is one method of an API, such as sheets.spreadsheets.values.get.
type Method struct {
	ID     string
	Scopes []string // any of which a token needs

	verb       string
	paths      []*regexp.Regexp
	literal    int // how much of the path is written out: of two that match, the fuller one is meant
	parameters map[string]parameter
	request    *schema // nil where the request has no body
	response   *schema // nil where the answer has none
	download   bool    // alt=media brings a file instead of JSON
	schemas    map[string]*schema
}

// Load reads the documents of the module that the tests are built with.
func Load(t testing.TB) *APIs {
	t.Helper()
	module, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "google.golang.org/api").Output()
	if err != nil {
		t.Fatalf("find the module google.golang.org/api: %v", err)
	}
	apis := &APIs{}
	for _, name := range []string{"sheets/v4/sheets-api.json", "drive/v3/drive-api.json"} {
		data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(module)), filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		var d document
		if err := json.Unmarshal(data, &d); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		apis.methods = append(apis.methods, d.methods()...)
	}
	slices.SortFunc(apis.methods, func(a, b *Method) int { return b.literal - a.literal })
	return apis
}

// Method returns the method that a request calls, by its verb and its path as
// it is sent. The host does not matter.
func (a *APIs) Method(verb string, u *url.URL) (*Method, error) {
	for _, m := range a.methods {
		if m.verb == verb && slices.ContainsFunc(m.paths, func(p *regexp.Regexp) bool { return p.MatchString(u.EscapedPath()) }) {
			return m, nil
		}
	}
	return nil, fmt.Errorf("no method %s %s", verb, u.EscapedPath())
}

// CheckQuery says which query parameters the method does not have, which of
// them have other values than it takes, and which it needs.
func (m *Method) CheckQuery(query url.Values) error {
	var wrong []error
	for name, values := range query {
		p, known := m.parameters[name]
		switch {
		case !known || p.Location != "query":
			wrong = append(wrong, fmt.Errorf("%s: no parameter %s", m.ID, name))
			continue
		case len(values) > 1 && !p.Repeated:
			wrong = append(wrong, fmt.Errorf("%s: %s is given %d times", m.ID, name, len(values)))
		}
		for _, value := range values {
			if err := p.checkText(value); err != nil {
				wrong = append(wrong, fmt.Errorf("%s: %s: %w", m.ID, name, err))
			}
		}
	}
	for name, p := range m.parameters {
		if p.Required && p.Location == "query" && !query.Has(name) {
			wrong = append(wrong, fmt.Errorf("%s: %s is missing", m.ID, name))
		}
	}
	if fields := query.Get("fields"); fields != "" {
		wrong = append(wrong, m.checkFields(fields))
	}
	return errors.Join(wrong...)
}

// CheckRequest says what of a request's JSON the method does not take.
func (m *Method) CheckRequest(body []byte) error { return m.checkBody(request, m.request, body) }

// CheckResponse says what of an answer's JSON the method does not give.
func (m *Method) CheckResponse(body []byte) error { return m.checkBody(response, m.response, body) }

// Downloads tells whether a request brings a file rather than JSON.
func (m *Method) Downloads(query url.Values) bool {
	return m.download && (m.response == nil || query.Get("alt") == "media")
}

// document is the part of a discovery document that matters here.
type document struct {
	ServicePath string               `json:"servicePath"`
	Parameters  map[string]parameter `json:"parameters"`
	Schemas     map[string]*schema   `json:"schemas"`
	resource
}

type resource struct {
	Methods   map[string]methodEntry `json:"methods"`
	Resources map[string]resource    `json:"resources"`
}

type methodEntry struct {
	ID          string               `json:"id"`
	Verb        string               `json:"httpMethod"`
	Path        string               `json:"path"`
	Parameters  map[string]parameter `json:"parameters"`
	Request     *schema              `json:"request"`
	Response    *schema              `json:"response"`
	Scopes      []string             `json:"scopes"`
	Download    bool                 `json:"supportsMediaDownload"`
	MediaUpload struct {
		Protocols map[string]struct {
			Path string `json:"path"`
		} `json:"protocols"`
	} `json:"mediaUpload"`
}

type parameter struct {
	schema
	Location string `json:"location"`
	Required bool   `json:"required"`
	Repeated bool   `json:"repeated"`
}

func (d document) methods() []*Method {
	var methods []*Method
	for _, entry := range d.entries() {
		m := &Method{
			ID: entry.ID, Scopes: entry.Scopes, verb: entry.Verb, literal: len(pathVariable.ReplaceAllString(entry.Path, "")),
			paths:      []*regexp.Regexp{pathPattern("/" + d.ServicePath + entry.Path)},
			parameters: maps.Clone(d.Parameters), request: entry.Request, response: entry.Response,
			download: entry.Download, schemas: d.Schemas,
		}
		maps.Copy(m.parameters, entry.Parameters)
		for _, protocol := range entry.MediaUpload.Protocols {
			m.paths = append(m.paths, pathPattern(protocol.Path))
		}
		methods = append(methods, m)
	}
	return methods
}

// entries returns the methods of a resource and of all below it.
func (r resource) entries() []methodEntry {
	entries := slices.Collect(maps.Values(r.Methods))
	for _, below := range r.Resources {
		entries = append(entries, below.entries()...)
	}
	return entries
}

var pathVariable = regexp.MustCompile(`\{[^}]+\}`)

// pathPattern matches the escaped paths of a template in which each {variable}
// is one segment, or the part of one before a verb as in {range}:append. Google
// takes one more slash before the verb or at the end: clients are known that
// send it.
func pathPattern(template string) *regexp.Regexp {
	pattern := "^"
	for i, text := range pathVariable.Split(template, -1) {
		if i > 0 {
			pattern += "[^/]+"
		}
		if strings.HasPrefix(text, ":") {
			pattern += "/?"
		}
		pattern += regexp.QuoteMeta(text)
	}
	return regexp.MustCompile(pattern + "/?$")
}
