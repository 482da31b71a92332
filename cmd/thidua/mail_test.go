package main

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net"
	netmail "net/mail"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// nextDay is the day after asOf.
const nextDay = "2024-07-06T08:00:00+07:00"

// TestMailGoesOnce sends what is due: one message per recipient, the very
// ones that lay in the preview. A second call, and a round in which nothing
// changed, send nothing again.
func TestMailGoesOnce(t *testing.T) {
	server := serveMail(t)
	dir := mailingOffice(t, server, "")
	mails := round(t, 0, dir).Mails
	if mails < 10 {
		t.Fatalf("only %d mails are due", mails)
	}
	previews := previewIDs(t, dir)

	if got := send(t, dir, asOf); got != (sending{Sent: mails}) {
		t.Errorf("sending: %+v, want %d sent", got, mails)
	}
	var ids, recipients []string
	for _, m := range server.taken() {
		ids = append(ids, m.header(t, "Message-Id"))
		recipients = append(recipients, m.to)
		if to := m.header(t, "To"); !strings.Contains(to, m.to) {
			t.Errorf("the message for %s is addressed to %s", m.to, to)
		}
	}
	slices.Sort(ids)
	if !slices.Equal(ids, previews) {
		t.Errorf("sent were %v, previewed %v", ids, previews)
	}
	slices.Sort(recipients)
	if n := len(slices.Compact(slices.Clone(recipients))); n < len(recipients)-1 { // the secretariat is a unit too
		t.Errorf("%d messages went to %d recipients", len(recipients), n)
	}

	for range 2 {
		if got := send(t, dir, asOf); got != (sending{}) {
			t.Errorf("sending again: %+v, want nothing", got)
		}
		if again := round(t, 0, dir); again.Mails != 0 {
			t.Errorf("%d mails are due again", again.Mails)
		}
	}
	if n := len(server.taken()); n != mails {
		t.Errorf("the server has %d messages, want %d", n, mails)
	}
}

// TestMailRefused: what a server cannot take now is tried again under the
// same Message-ID; what it refuses for good is not; the log tells both.
func TestMailRefused(t *testing.T) {
	const later, never = "khtc@langson.example", "ptnt@langson.example"
	server := serveMail(t)
	dir := mailingOffice(t, server, "")
	mails := round(t, 0, dir).Mails
	server.refuse(later, &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"})
	server.refuse(never, &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"})
	waitingID := previewID(t, dir, later)

	if got, want := send(t, dir, asOf), (sending{Sent: mails - 2, Failed: 1, Waiting: 1}); got != want {
		t.Errorf("sending: %+v, want %+v", got, want)
	}
	log := string(thidua(t, 0, "mail", "log", "-c", configOf(dir)))
	for _, want := range []string{"đã gửi", "chờ gửi", "bị từ chối", "greylisted", "no such mailbox"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log does not say %q:\n%s", want, log)
		}
	}
	for line := range strings.Lines(log) {
		if strings.Contains(line, "no such mailbox") != strings.Contains(line, never) {
			t.Errorf("who was refused is not clear: %s", line)
		}
	}

	server.refuse(later, nil)
	if got, want := send(t, dir, asOf), (sending{Sent: 1}); got != want {
		t.Errorf("sending again: %+v, want %+v", got, want)
	}
	if last := server.taken()[mails-2]; last.to != later || last.header(t, "Message-Id") != waitingID {
		t.Errorf("then %s went to %s, want %s to %s", last.header(t, "Message-Id"), last.to, waitingID, later)
	}
	if n := server.asked(never); n != 1 {
		t.Errorf("the server was asked %d times to take what it refuses for good", n)
	}
}

// TestMailRedirected: with redirect_to every message goes to that address,
// for whom it was is in the subject, and once it is taken out the units still
// get theirs.
func TestMailRedirected(t *testing.T) {
	server := serveMail(t)
	dir := mailingOffice(t, server, "\n  redirect_to: thu@langson.example")
	mails := round(t, 0, dir).Mails
	send(t, dir, asOf)
	trial := server.taken()
	if len(trial) != mails {
		t.Errorf("%d messages went, want %d", len(trial), mails)
	}
	units := 0
	for _, m := range trial {
		if m.to != "thu@langson.example" || !strings.Contains(m.header(t, "To"), m.to) {
			t.Errorf("a message went to %s", m.to)
		}
		if subject := m.header(t, "Subject"); strings.HasPrefix(subject, "[khtc@langson.example] ") {
			units++
		}
	}
	if units != 1 {
		t.Errorf("%d messages say that they were for khtc, want 1", units)
	}

	replaceInFile(t, configOf(dir), "\n  redirect_to: thu@langson.example", "")
	if got := send(t, dir, asOf); got.Sent != mails {
		t.Errorf("after the trial %d messages went, want %d", got.Sent, mails)
	}
}

// TestMailDailyCap: no more than the cap goes in a day, and the rest the day after.
func TestMailDailyCap(t *testing.T) {
	server := serveMail(t)
	dir := mailingOffice(t, server, "\n  daily_cap: 4")
	mails := round(t, 0, dir).Mails
	for i, want := range []sending{{Sent: 4, Waiting: mails - 4}, {Waiting: mails - 4}} {
		if got := send(t, dir, asOf); got != want {
			t.Errorf("call %d: %+v, want %+v", i+1, got, want)
		}
	}
	if got, want := send(t, dir, nextDay), (sending{Sent: 4, Waiting: mails - 8}); got != want {
		t.Errorf("the day after: %+v, want %+v", got, want)
	}
	if n := len(server.taken()); n != 8 {
		t.Errorf("the server has %d messages, want 8", n)
	}
}

// mailingOffice is the example with mail switched on, by way of a server.
func mailingOffice(t *testing.T, server *mailServer, more string) string {
	t.Helper()
	dir := office(t)
	replaceInFile(t, configOf(dir), "  send: false",
		fmt.Sprintf("  send: true\n  smtp: {host: 127.0.0.1, port: %d, tls: none}%s", server.port, more))
	return dir
}

type sending struct{ Sent, Failed, Waiting int }

func send(t *testing.T, dir, now string) sending {
	t.Helper()
	return decode[sending](t, thidua(t, 0, "mail", "send", "-c", configOf(dir), "--now", now, "--format", "json", "-q"))
}

// previewIDs are the Message-IDs of the previews, sorted.
func previewIDs(t *testing.T, dir string) []string {
	t.Helper()
	var ids []string
	for _, m := range previews(t, dir) {
		ids = append(ids, m.header(t, "Message-Id"))
	}
	slices.Sort(ids)
	return ids
}

// previewID is the Message-ID of the one preview for a recipient.
func previewID(t *testing.T, dir, to string) string {
	t.Helper()
	for _, m := range previews(t, dir) {
		if strings.Contains(m.header(t, "To"), to) {
			return m.header(t, "Message-Id")
		}
	}
	t.Fatalf("no preview for %s", to)
	return ""
}

func previews(t *testing.T, dir string) []mailReceived {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "out", "thu", "*.eml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no previews: %v", err)
	}
	var out []mailReceived
	for _, file := range files {
		out = append(out, mailReceived{data: read(t, file)})
	}
	return out
}

// mailServer is a real SMTP server on loopback that keeps what it was given.
type mailServer struct {
	port int

	mu       sync.Mutex
	mail     []mailReceived
	refusals map[string]*smtp.SMTPError
	attempts map[string]int
}

type mailReceived struct {
	to   string
	data []byte
}

// header returns a header as a person sees it.
func (m mailReceived) header(t *testing.T, name string) string {
	t.Helper()
	message, err := netmail.ReadMessage(bytes.NewReader(m.data))
	do(t, err)
	s, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get(name))
	do(t, err)
	return s
}

func serveMail(t *testing.T) *mailServer {
	t.Helper()
	s := &mailServer{refusals: map[string]*smtp.SMTPError{}, attempts: map[string]int{}}
	server := smtp.NewServer(s)
	server.Domain = "localhost"
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	do(t, err)
	s.port = listener.Addr().(*net.TCPAddr).Port
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(listener) }()
	t.Cleanup(func() {
		_ = server.Close()
		_ = listener.Close() // Serve may not have taken it over yet
		<-done
	})
	return s
}

// refuse answers to every message for an address; nil accepts again.
func (s *mailServer) refuse(to string, answer *smtp.SMTPError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusals[to] = answer
}

func (s *mailServer) taken() []mailReceived {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.mail)
}

func (s *mailServer) asked(to string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.attempts[to]
}

// NewSession makes s a backend of go-smtp.
func (s *mailServer) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &mailSession{server: s}, nil
}

type mailSession struct {
	server *mailServer
	to     []string
}

func (s *mailSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.attempts[to]++
	if answer := s.server.refusals[to]; answer != nil {
		return answer
	}
	s.to = append(s.to, to)
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.mail = append(s.server.mail, mailReceived{strings.Join(s.to, " "), data})
	return nil
}

func (s *mailSession) Reset()        { s.to = nil }
func (s *mailSession) Logout() error { return nil }
