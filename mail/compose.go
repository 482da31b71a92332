package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/templates"
	"thidua/validate"
)

// ErrRefused is wrapped by a sender's error when the server will never take
// the message: trying again is of no use.
var ErrRefused = errors.New("message refused")

// Settings says who writes and who is written to besides the units.
type Settings struct {
	From        string   // address, with or without a name
	ReplyTo     string   // "" to answer to From
	Secretariat []string // who gets the digest
	// RedirectTo, when set, gets every message in place of its recipient:
	// for trials with real figures.
	RedirectTo string
	Words      *templates.Catalog // the language of the mails
}

// Input is the state of affairs that mails are about.
type Input struct {
	Plan     *plan.Plan
	Now      time.Time
	Findings []Finding          // open ones
	Fixed    []validate.Finding // corrected in the last round that changed anything
	// LastFixed is when each unit last corrected anything, if it ever did.
	LastFixed   map[plan.UnitID]time.Time
	Assessments []assess.Assessment
	Sources     []Source
	// Workbook goes with the digest; nil leaves it out.
	Workbook     []byte
	WorkbookName string
}

// Finding is an open finding and when it was first seen.
type Finding struct {
	validate.Finding
	FirstSeen time.Time
}

// Source is the state of one source.
type Source struct {
	Unit   plan.UnitID
	ReadAt time.Time // of the figures in use; zero: never
	Failed bool      // could not be read in the last round
}

// maxAttachment is the largest workbook that goes along, in bytes: common
// servers refuse messages over 25 MB, and base64 adds a third.
const maxAttachment = 15 << 20

// Compose writes the messages that the state of affairs asks for: one to
// every address of a unit, be it that nothing is wrong, and the digest to the
// secretariat. The same state gives the same keys and
// Message-IDs whatever the time, so that nothing is said twice.
func Compose(s Settings, in Input) ([]Message, error) {
	var messages []Message
	open := map[plan.UnitID][]Finding{}
	for _, f := range in.Findings {
		open[f.Unit] = append(open[f.Unit], f)
	}
	judged := map[plan.UnitID][]assess.Assessment{}
	for _, a := range in.Assessments {
		judged[a.Unit] = append(judged[a.Unit], a)
	}
	for i := range in.Plan.Units {
		unit := &in.Plan.Units[i]
		letter := unitLetter(s.Words, in, unit, open[unit.ID], judged[unit.ID])
		if letter == nil {
			continue
		}
		for _, to := range unit.Emails {
			m, err := s.message(ReasonFindings, string(unit.ID), to, letter, in.Now)
			if err != nil {
				return nil, err
			}
			messages = append(messages, m)
		}
	}
	digest := digestLetter(s.Words, in, judged[""])
	for _, to := range s.Secretariat {
		m, err := s.message(ReasonDigest, "", to, digest, in.Now)
		if err != nil {
			return nil, err
		}
		if n := len(in.Workbook); n > 0 && n <= maxAttachment {
			m.Attachments = []Attachment{{in.WorkbookName, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", in.Workbook}}
		}
		messages = append(messages, m)
	}
	return messages, nil
}

// message renders one letter to one address.
func (s Settings) message(reason Reason, unit, to string, l *letter, now time.Time) (Message, error) {
	name := "mail." + string(reason)
	html, err := s.Words.HTML(name, l)
	if err != nil {
		return Message{}, fmt.Errorf("write the mail to %s: %w", to, err)
	}
	key := strings.Join([]string{string(reason), unit, to, l.state}, "/")
	if s.RedirectTo != "" {
		key += "/" + s.RedirectTo // what went to another address has not been sent to this one
	}
	m := Message{
		Key: key, Reason: reason, Unit: unit, From: s.From, To: to, ReplyTo: s.ReplyTo,
		Subject:   oneLine(s.Words.Text(name+".subject", l)),
		MessageID: messageID(key, s.From), Date: now,
		Text: s.Words.Text(name, l), HTML: html,
	}
	if s.RedirectTo != "" {
		m.To, m.Subject = s.RedirectTo, "["+to+"] "+m.Subject
	}
	return m, nil
}

// messageID is derived from the key, so that a message that has to be sent
// again is known by servers and readers as the same one (RFC 5322 §3.6.4).
func messageID(key, from string) string {
	sum := sha256.Sum256([]byte(key))
	domain := "thidua.invalid"
	if _, host, ok := strings.Cut(strings.TrimSuffix(from, ">"), "@"); ok && host != "" {
		domain = host
	}
	return hex.EncodeToString(sum[:16]) + "@" + domain
}

// oneLine keeps what a unit typed from starting a header line of its own.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// FileName is the name under which a preview of m is kept: readable, unique
// per message, and safe on every file system.
func (m Message) FileName() string {
	who := m.Unit
	if who == "" {
		who = string(m.Reason)
	}
	sum := sha256.Sum256([]byte(m.Key))
	safe := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' {
			return c
		}
		return '_'
	}, strings.ToLower(who))
	return safe + "-" + hex.EncodeToString(sum[:3]) + ".eml"
}

// stateOf hashes what a letter says besides the time.
func stateOf(parts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(slices.Sorted(slices.Values(parts)), "\n")))
	return hex.EncodeToString(sum[:8])
}
