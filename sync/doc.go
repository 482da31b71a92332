// Package sync runs rounds: detect what changed, pull it, consolidate it
// into the master workbook, say whom to write to. It is orchestration only:
// what a cell means is validate's business, whether a promise is kept is
// assess's, and what is remembered is store's.
//
// Glossary
//
//   - Engine: what a round needs, wired by cmd.
//   - Source: one spreadsheet of one unit and the reader that reads it.
//   - Round: detect, pull, consolidate, notify.
//   - Publisher: where the issued workbook is copied to. The transaction that
//     finishes a round is the publication; the copy can be made again.
//   - Mirror: where the tables of the issued workbook are shown too.
//   - Annotator: writes notes at the faulty cells of units' spreadsheets.
//   - Job: something that runs on a cron expression.
//
// The package has the name of the standard library's sync, which it imports
// under its own name where it needs it; docs/decisions/0001-layout.md says why.
package sync
