// Package mail decides which messages are due and what they say. It is pure;
// mail/smtp delivers.
//
// Glossary
//
//   - Message: one mail to one recipient, with a fixed Message-ID.
//   - Reason: why it is written. One message per unit per schedule, never one
//     per finding.
//   - Outbox: messages composed and not yet known to be delivered; package
//     store keeps it.
package mail

import "time"

// Reason is why a message is written.
type Reason string

// The reasons.
const (
	ReasonFindings Reason = "findings" // to a unit: what to correct and what is missing
	ReasonDigest   Reason = "digest"   // to the secretariat: the whole plan at a glance
	ReasonFailed   Reason = "failed"   // to the operator: a round failed
)

// Message is one mail to one recipient.
type Message struct {
	Key         string // identity in the outbox: reason, unit, recipient and state of affairs
	Reason      Reason
	Unit        string // "" for the secretariat and the operator
	From        string
	To          string // one address
	ReplyTo     string
	Subject     string
	MessageID   string // without angle brackets, derived from Key
	Date        time.Time
	Text, HTML  string
	Attachments []Attachment
}

// Attachment is a file that goes with a message.
type Attachment struct {
	Name string
	Type string // media type
	Data []byte
}

// State is where a message of the outbox stands.
type State string

// The states.
const (
	Queued  State = "queued"
	Sending State = "sending" // handed to the server, its answer not yet recorded
	Sent    State = "sent"
	Failed  State = "failed" // refused for good
)
