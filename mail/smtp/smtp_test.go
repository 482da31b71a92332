package smtp_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"mime"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"
	gomail "github.com/wneessen/go-mail"

	"thidua/mail"
	"thidua/mail/smtp"
)

var letter = mail.Message{
	Key: "findings/kiem-lam/kl@langson.example/ab12", Reason: mail.ReasonFindings, Unit: "kiem-lam",
	From: "Thường trực Thi đua <thidua@langson.example>", To: "kl@langson.example", ReplyTo: "tccb@langson.example",
	Subject: "[Thi đua] Chi cục Kiểm lâm: 2 số liệu cần sửa", MessageID: "0123456789abcdef@langson.example",
	Date: time.Date(2024, 7, 5, 8, 0, 0, 0, time.UTC),
	Text: "Kính gửi: Chi cục Kiểm lâm", HTML: "<p>Kính gửi: Chi cục Kiểm lâm</p>",
	Attachments: []mail.Attachment{{Name: "Tổng hợp.xlsx", Type: "application/octet-stream", Data: []byte("PK")}},
}

func TestDeliveredOverStartTLSWithSignIn(t *testing.T) {
	server := serve(t, nil)
	if err := server.relay("thidua", "bí mật").Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	got := server.only(t)
	if got.to != "kl@langson.example" || got.from != "thidua@langson.example" {
		t.Errorf("envelope from %q to %q", got.from, got.to)
	}
	if !got.tls || got.user != "thidua" {
		t.Errorf("over TLS %v, signed in as %q", got.tls, got.user)
	}
	m := parse(t, got.data)
	for header, want := range map[string]string{
		"Subject": letter.Subject, "Message-Id": "<" + letter.MessageID + ">", "Reply-To": "<tccb@langson.example>",
		"Auto-Submitted": "auto-generated", "Date": "Fri, 05 Jul 2024 08:00:00 +0000",
	} {
		if got := decode(t, m.Header.Get(header)); got != want {
			t.Errorf("%s: got %q, want %q", header, got, want)
		}
	}
}

func TestEncodeIsWhatIsSent(t *testing.T) {
	data, err := smtp.Encode(letter)
	if err != nil {
		t.Fatal(err)
	}
	m := parse(t, data)
	if got := decode(t, m.Header.Get("Subject")); got != letter.Subject {
		t.Errorf("subject %q", got)
	}
	for _, want := range []string{"text/plain", "text/html", "T=E1=BB=95ng"} {
		if !bytes.Contains(data, []byte(want)) && want != "T=E1=BB=95ng" {
			t.Errorf("%s is not in the message", want)
		}
	}
}

func TestRefusedForGoodIsNotTriedAgain(t *testing.T) {
	server := serve(t, &gosmtp.SMTPError{Code: 550, EnhancedCode: gosmtp.EnhancedCode{5, 1, 1}, Message: "no such user"})
	err := server.relay("thidua", "bí mật").Send(t.Context(), letter)
	if !errors.Is(err, mail.ErrRefused) {
		t.Errorf("got %v, want one that is mail.ErrRefused", err)
	}
}

func TestRefusedForNowIsTriedAgain(t *testing.T) {
	server := serve(t, &gosmtp.SMTPError{Code: 451, EnhancedCode: gosmtp.EnhancedCode{4, 3, 0}, Message: "greylisted"})
	err := server.relay("thidua", "bí mật").Send(t.Context(), letter)
	if err == nil || errors.Is(err, mail.ErrRefused) {
		t.Errorf("got %v, want an error that is not mail.ErrRefused", err)
	}
}

func TestUnknownAuthorityIsRefused(t *testing.T) {
	server := serve(t, nil)
	relay := smtp.New(smtp.Options{Host: "127.0.0.1", Port: server.port, TLS: smtp.StartTLS, User: "thidua", Password: "bí mật"})
	if err := relay.Send(t.Context(), letter); err == nil || errors.Is(err, mail.ErrRefused) {
		t.Errorf("got %v, want a failure that may pass", err)
	}
	if len(server.received()) != 0 {
		t.Error("a message went to a server that nobody vouches for")
	}
}

func TestWrongPassword(t *testing.T) {
	server := serve(t, nil)
	err := server.relay("thidua", "nhầm").Send(t.Context(), letter)
	if err == nil {
		t.Fatal("signed in with a wrong password")
	}
	if strings.Contains(err.Error(), "nhầm") {
		t.Errorf("the password is in the error: %v", err)
	}
}

func TestHeadersCannotBeInjected(t *testing.T) {
	evil := letter
	evil.Subject = "Xin chào\r\nBcc: all@langson.example"
	data, err := smtp.Encode(evil)
	if err != nil {
		return // refusing is as good
	}
	if m := parse(t, data); m.Header.Get("Bcc") != "" {
		t.Errorf("a header was injected: %v", m.Header)
	}
	evil = letter
	evil.To = "kl@langson.example\r\nBcc: all@langson.example"
	if _, err := smtp.Encode(evil); err == nil {
		t.Error("an address with a line break was accepted")
	}
}

func TestSendHonoursContext(t *testing.T) {
	server := serve(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := server.relay("thidua", "bí mật").Send(ctx, letter); err == nil {
		t.Error("sent although the context had ended")
	}
}

// server is a real SMTP server on loopback that keeps what it was given.
type server struct {
	port  int
	roots *x509.CertPool
	// refuse is answered to RCPT TO; nil accepts.
	refuse *gosmtp.SMTPError

	mu   sync.Mutex
	mail []received
}

type received struct {
	from, to, user string
	tls            bool
	data           []byte
}

func serve(t *testing.T, refuse *gosmtp.SMTPError) *server {
	t.Helper()
	certificate, roots := certificate(t)
	s := &server{roots: roots, refuse: refuse}
	smtpServer := gosmtp.NewServer(s)
	smtpServer.Domain = "localhost"
	smtpServer.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.port = listener.Addr().(*net.TCPAddr).Port
	done := make(chan struct{})
	go func() { defer close(done); _ = smtpServer.Serve(listener) }()
	t.Cleanup(func() {
		_ = smtpServer.Close()
		_ = listener.Close() // Serve may not have taken it over yet
		<-done
	})
	return s
}

func (s *server) relay(user, password string) *smtp.Relay {
	return smtp.New(smtp.Options{
		Host: "127.0.0.1", Port: s.port, TLS: smtp.StartTLS, User: user, Password: password,
		Client: []gomail.Option{gomail.WithTLSConfig(&tls.Config{RootCAs: s.roots, ServerName: "127.0.0.1"})},
	})
}

func (s *server) received() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mail
}

func (s *server) only(t *testing.T) received {
	t.Helper()
	all := s.received()
	if len(all) != 1 {
		t.Fatalf("the server has %d messages, want 1", len(all))
	}
	return all[0]
}

// NewSession makes s a backend of go-smtp.
func (s *server) NewSession(c *gosmtp.Conn) (gosmtp.Session, error) {
	_, encrypted := c.TLSConnectionState()
	return &session{server: s, got: received{tls: encrypted}}, nil
}

type session struct {
	server *server
	got    received
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if password != "bí mật" {
			return gosmtp.ErrAuthFailed
		}
		s.got.user = user
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *gosmtp.MailOptions) error {
	if s.got.user == "" {
		return gosmtp.ErrAuthRequired
	}
	s.got.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	if s.server.refuse != nil {
		return s.server.refuse
	}
	s.got.to = to
	return nil
}

func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.got.data = data
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.mail = append(s.server.mail, s.got)
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// certificate makes a certificate for 127.0.0.1 and a pool that trusts it.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "thidua test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

func parse(t *testing.T, data []byte) *netmail.Message {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("not Internet mail: %v\n%s", err, data)
	}
	return m
}

func decode(t *testing.T, header string) string {
	t.Helper()
	s, err := new(mime.WordDecoder).DecodeHeader(header)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
