package discovery

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// Watch serves as next does and reports each exchange of the APIs that was
// answered with success although the documents do not allow it. What was
// answered with an error is not looked at, nor are paths of neither API.
func (a *APIs) Watch(next http.Handler, report func(error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !ofAPI(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		sent, err := io.ReadAll(r.Body)
		if err != nil { // the client has gone
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(sent))
		answer := &copied{ResponseWriter: w, code: http.StatusOK}
		next.ServeHTTP(answer, r)
		if answer.code >= http.StatusMultipleChoices {
			return
		}
		if err := a.checkExchange(r, sent, answer); err != nil {
			report(fmt.Errorf("%s %s: %w", r.Method, r.URL, err))
		}
	})
}

func ofAPI(path string) bool {
	for _, root := range []string{"/v4/", "/drive/", "/upload/drive/", "/resumable/upload/drive/"} {
		if strings.HasPrefix(path, root) {
			return true
		}
	}
	return false
}

func (a *APIs) checkExchange(r *http.Request, sent []byte, answer *copied) error {
	m, err := a.Method(r.Method, r.URL)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	query.Del("upload_id") // in the address that an upload was told to go on at
	wrong := []error{m.CheckQuery(query)}
	if isJSON(r.Header) && len(sent) > 0 {
		wrong = append(wrong, m.CheckRequest(sent))
	}
	switch body := answer.body.Bytes(); {
	case m.Downloads(query):
	case len(body) > 0 && !isJSON(answer.Header()):
		wrong = append(wrong, fmt.Errorf("%s: the answer is %q", m.ID, answer.Header().Get("Content-Type")))
	case answer.isAboutUpload() && len(body) == 0: // where to send the rest of an upload, or how far it is
	default:
		wrong = append(wrong, m.CheckResponse(body))
	}
	return errors.Join(wrong...)
}

func isJSON(h http.Header) bool {
	media, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && media == "application/json"
}

// copied keeps what is written to a client.
type copied struct {
	http.ResponseWriter
	code int
	body bytes.Buffer
}

func (c *copied) isAboutUpload() bool {
	return c.Header().Get("Location") != "" || c.Header().Get("X-Http-Status-Code-Override") != ""
}

func (c *copied) WriteHeader(code int) {
	c.code = code
	c.ResponseWriter.WriteHeader(code)
}

func (c *copied) Write(p []byte) (int, error) {
	c.body.Write(p)
	return c.ResponseWriter.Write(p)
}

// Unwrap lets an http.ResponseController flush and take over the connection.
func (c *copied) Unwrap() http.ResponseWriter { return c.ResponseWriter }
