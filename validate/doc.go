// Package validate turns a grid into observations with the plan in hand, and
// says what a person should look at. It is pure and never fails: whatever a
// unit typed becomes an observation, a finding or a ledger entry.
//
// Glossary
//
//   - Read: grid + plan -> Reading, for one source, without a clock.
//   - Review: what needs the clock, other sources or the whole plan: missing
//     reports and values, future periods, checks between indicators.
//   - Finding: rule, severity, place, found, expected; Rules lists every rule.
//   - Ledger: every non-empty cell is used, ignored by a named rule, or reported.
//   - Role: what a column holds.
package validate
