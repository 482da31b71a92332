// Package store remembers what rounds found: readings, observations and how
// they changed, findings and assessments over time, issued workbooks, cursors
// of the readers and the outbox. It keeps them in SQLite.
//
// Glossary
//
//   - Round: one pass over the sources. It is running, finished or
//     interrupted; at most one is running.
//   - Publication: FinishRound, one transaction that makes findings,
//     assessments, workbook and cursors of a round the current ones together.
//     The workbook file that people open is a copy of it.
//   - Current: of a reading, the last good one of a source that is still
//     configured; of anything else, that of the last finished round.
//   - Change: a figure of a source that a later reading added, altered or took
//     away.
//   - Open: of a finding, present in the last finished round.
//   - Collection: a folder or a register, which lists sources.
//   - Outbox: messages by key, each at most once, and what became of them.
//
// Tables
//
//	rounds            when each began and ended, what it counted
//	sources           one row per source: unit, revision, when read, since when failing
//	observations      the figures of the current reading of each source, in its order
//	blanks            its empty places
//	reading_findings  what reading it found
//	changes           figures before and after, by round; never deleted
//	findings          each span of time in which a finding was open; never deleted
//	assessments       each span of rounds in which a judgement held; never deleted
//	workbooks         the last issues
//	cursors           how far each reader has looked
//	collections       what folders and registers list
//	tab_ids           ids of tabs by source and title, learnt where a reader tells them
//	outbox            messages and their state; also the mail log
//	attachments       files of the messages not yet delivered
//
// Conventions
//
//   - Figures are canonical decimal strings, ” for nothing. Times are UTC to
//     the microsecond. JSON is kept only for what no query looks into.
//   - Findings and assessments are compared with those of the round before and
//     only differences are written, so a round in which nothing changed writes
//     one row. An open finding's last_seen is therefore the time of the last
//     finished round; the column is filled in when the finding is fixed.
//   - A finding that comes back after being fixed is a new row with its own
//     first_seen. Findings that share a key are told apart by their order.
//   - A source taken out of the configuration keeps its rows, marked dropped.
//   - Queries keep to what SQLite and PostgreSQL have in common: $1
//     placeholders, ON CONFLICT, RETURNING. Only the schema in migrations, the
//     opening of the file and the placeholders of insert are SQLite's own.
//
// Every method may be called concurrently and honours its context; a method
// that writes does so in one transaction. Methods with a round fail with
// ErrRoundOver once that round is finished or interrupted.
package store
