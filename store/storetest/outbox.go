package storetest

import (
	"errors"
	"testing"
	"time"

	"thidua/mail"
	"thidua/store"
)

func message(key string) mail.Message {
	return mail.Message{
		Key: key, Reason: mail.ReasonFindings, Unit: "dv-a", From: "thidua@example.vn", To: "van-thu@example.vn",
		ReplyTo: "thu-ky@example.vn", Subject: "Số liệu tháng 6", MessageID: key + "@example.vn",
		Date: at(0).UTC(), Text: "Kính gửi", HTML: "<p>Kính gửi</p>",
	}
}

func enqueue(t *testing.T, s *store.Store, m int, messages ...mail.Message) int {
	t.Helper()
	added, err := s.Enqueue(t.Context(), messages, at(m))
	must(t, err)
	return added
}

func waiting(t *testing.T, s *store.Store, states ...mail.State) []string {
	t.Helper()
	entries, err := s.Outbox(t.Context(), states...)
	must(t, err)
	var keys []string
	for _, e := range entries {
		keys = append(keys, e.Key)
	}
	return keys
}

func queuedOnce(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	same(t, "added", enqueue(t, s, 0, message("k1"), message("k2")), 2)
	changed := message("k1")
	changed.Text = "khác"
	same(t, "added again", enqueue(t, s, 1, changed, message("k3"), message("k3")), 1)
	must(t, s.MarkSending(ctx, "k1", at(2)))
	must(t, s.MarkSent(ctx, "k1", at(2)))
	same(t, "added after it was sent", enqueue(t, s, 3, changed), 0)
	same(t, "queued", waiting(t, s, mail.Queued), []string{"k2", "k3"})
}

func messageStates(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	enqueue(t, s, 0, message("k"))
	entry := store.OutboxEntry{Message: message("k"), State: mail.Queued, QueuedAt: at(0).UTC(), StateAt: at(0).UTC()}
	check := func(what string) {
		t.Helper()
		entries, err := s.Outbox(ctx, mail.Queued, mail.Sending, mail.Sent, mail.Failed)
		must(t, err)
		same(t, what, entries, []store.OutboxEntry{entry})
		state, err := s.MailState(ctx, "k")
		must(t, err)
		same(t, what, state, entry.State)
	}
	check("queued")
	if err := s.MarkSent(ctx, "k", at(1)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("sent before it was handed over: %v, want ErrNotFound", err)
	}

	must(t, s.MarkSending(ctx, "k", at(1)))
	entry.State, entry.StateAt, entry.Attempts = mail.Sending, at(1).UTC(), 1
	check("sending")
	must(t, s.MarkQueued(ctx, "k", "451 thử lại sau", at(2)))
	entry.State, entry.StateAt, entry.LastError = mail.Queued, at(2).UTC(), "451 thử lại sau"
	check("put back")

	must(t, s.MarkSending(ctx, "k", at(3)))
	must(t, s.MarkFailed(ctx, "k", "550 không có hộp thư", at(4)))
	entry.State, entry.StateAt, entry.Attempts, entry.LastError = mail.Failed, at(4).UTC(), 2, "550 không có hộp thư"
	check("refused")
	for call, err := range map[string]error{
		"MarkSending": s.MarkSending(ctx, "k", at(5)), "MarkSent": s.MarkSent(ctx, "k", at(5)),
		"MarkSending of none": s.MarkSending(ctx, "none", at(5)),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", call, err)
		}
	}
	state, err := s.MailState(ctx, "none")
	must(t, err)
	same(t, "state of a message that is not there", state, mail.State(""))
	same(t, "nothing asked for", waiting(t, s), []string(nil))
}

func messageLeftSending(t *testing.T, open Open) {
	s, err := open()
	must(t, err)
	enqueue(t, s, 0, message("k"))
	must(t, s.MarkSending(t.Context(), "k", at(1)))
	must(t, s.Close()) // the process ends here

	s = mustOpen(t, open)
	same(t, "sending", waiting(t, s, mail.Sending), []string{"k"})
	must(t, s.MarkSending(t.Context(), "k", at(2)))
	must(t, s.MarkSent(t.Context(), "k", at(2)))
	log, err := s.MailLog(t.Context(), time.Time{})
	must(t, err)
	same(t, "attempts", log[0].Attempts, 2)
}

func attachmentsUntilDelivered(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	m := message("k")
	m.Attachments = []mail.Attachment{
		{Name: "Tổng hợp.xlsx", Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Data: []byte{0, 1, 255}},
		{Name: "b.txt", Type: "text/plain", Data: []byte("b")},
	}
	enqueue(t, s, 0, m)
	attached := func() []mail.Attachment {
		entries, err := s.Outbox(ctx, mail.Queued, mail.Sending, mail.Sent)
		must(t, err)
		return entries[0].Attachments
	}
	same(t, "attachments while queued", attached(), m.Attachments)
	must(t, s.MarkSending(ctx, "k", at(1)))
	same(t, "attachments while sending", attached(), m.Attachments)
	must(t, s.MarkSent(ctx, "k", at(1)))
	same(t, "attachments once sent", attached(), []mail.Attachment(nil))
}

func mailLog(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	digest := message("digest")
	digest.Reason, digest.Unit = mail.ReasonDigest, ""
	enqueue(t, s, 0, message("k1"))
	enqueue(t, s, 1, message("k2"), digest)
	for m, key := range []string{"k2", "k1"} {
		must(t, s.MarkSending(ctx, key, at(m+2)))
		must(t, s.MarkSent(ctx, key, at(m+2)))
	}
	must(t, s.MarkSending(ctx, "digest", at(10)))

	log, err := s.MailLog(ctx, at(1))
	must(t, err)
	entry := store.OutboxEntry{Message: digest, State: mail.Sending, Attempts: 1, QueuedAt: at(1).UTC(), StateAt: at(10).UTC()}
	entry.Text, entry.HTML = "", ""
	same(t, "entries since", len(log), 2)
	same(t, "first entry", log[0], entry)

	last, ok, err := s.LastSent(ctx, mail.ReasonFindings, "dv-a")
	must(t, err)
	same(t, "last sent", []any{ok, last.Key}, []any{true, "k1"})
	_, ok, err = s.LastSent(ctx, mail.ReasonDigest, "")
	must(t, err)
	same(t, "digest sent", ok, false)
	for m, want := range map[int]int{0: 3, 3: 2, 4: 1, 11: 0} {
		n, err := s.SentSince(ctx, at(m))
		must(t, err)
		same(t, "sent since", n, want)
	}
}
