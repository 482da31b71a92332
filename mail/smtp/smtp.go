// Package smtp turns messages into Internet mail and delivers them through a
// mail server.
package smtp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	gomail "github.com/wneessen/go-mail"

	"thidua/mail"
)

// TLS says how the connection to the server is protected.
type TLS string

// The protections.
const (
	StartTLS TLS = "starttls" // begins in the clear, refuses to go on without TLS
	Implicit TLS = "tls"      // TLS from the first byte, port 465
	None     TLS = "none"     // for a relay on the same machine only
)

// Options says which server delivers and how to sign in.
type Options struct {
	Host     string
	Port     int
	TLS      TLS
	User     string // "" to not sign in
	Password string
	// Client lets tests add their own certificate authority; nil in production.
	Client []gomail.Option
}

// timeout bounds one delivery, from the connection to the server's answer.
const timeout = 60 * time.Second

// Relay delivers messages through one server. It is safe for concurrent use.
type Relay struct{ options Options }

// New returns a relay. Nothing is connected until Send.
func New(options Options) *Relay { return &Relay{options} }

// Send delivers one message over a connection of its own. The error wraps
// mail.ErrRefused when the server refused it for good (RFC 5321 §4.2.1, a
// reply of 5xx) or the message cannot be put into Internet mail.
func (r *Relay) Send(ctx context.Context, m mail.Message) error {
	msg, err := build(m)
	if err != nil {
		return fmt.Errorf("send to %s: %w: %w", m.To, mail.ErrRefused, err)
	}
	client, err := gomail.NewClient(r.options.Host, r.clientOptions()...)
	if err != nil {
		return fmt.Errorf("send to %s: %w", m.To, err)
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	err = client.DialAndSendWithContext(ctx, msg)
	var refused *gomail.SendError
	if errors.As(err, &refused) && !refused.IsTemp() && refused.ErrorCode() >= 500 {
		return fmt.Errorf("send to %s: %w: %w", m.To, mail.ErrRefused, err)
	}
	if err != nil {
		return fmt.Errorf("send to %s: %w", m.To, err)
	}
	return nil
}

func (r *Relay) clientOptions() []gomail.Option {
	options := []gomail.Option{gomail.WithPort(r.options.Port), gomail.WithTimeout(timeout)}
	switch r.options.TLS {
	case Implicit:
		options = append(options, gomail.WithSSL())
	case None:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if r.options.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(r.options.User), gomail.WithPassword(r.options.Password))
	}
	return append(options, r.options.Client...)
}

// Encode returns m as an .eml file: text and HTML as alternatives.
func Encode(m mail.Message) ([]byte, error) {
	msg, err := build(m)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := msg.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("write the message to %s: %w", m.To, err)
	}
	return b.Bytes(), nil
}

// build puts m into Internet mail. It refuses addresses that are none.
func build(m mail.Message) (*gomail.Msg, error) {
	msg := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP))
	if err := msg.From(m.From); err != nil {
		return nil, fmt.Errorf("sender %q: %w", m.From, err)
	}
	if err := msg.To(m.To); err != nil {
		return nil, fmt.Errorf("recipient %q: %w", m.To, err)
	}
	if m.ReplyTo != "" {
		if err := msg.ReplyTo(m.ReplyTo); err != nil {
			return nil, fmt.Errorf("answer address %q: %w", m.ReplyTo, err)
		}
	}
	msg.Subject(m.Subject)
	msg.SetMessageIDWithValue(m.MessageID)
	msg.SetDateWithValue(m.Date)
	// RFC 3834 §5: no automatic answers to what a program wrote.
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	for _, a := range m.Attachments {
		err := msg.AttachReader(a.Name, io.Reader(bytes.NewReader(a.Data)), gomail.WithFileContentType(gomail.ContentType(a.Type)))
		if err != nil {
			return nil, fmt.Errorf("attach %s: %w", a.Name, err)
		}
	}
	return msg, nil
}
