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
//   - Explain: Read, and how every cell and row was taken, for a picture of it.
//   - Ledger: every non-empty cell is used, ignored by a named rule, or reported.
//   - Role: what a column holds.
//
// Read goes through a grid in stages, each in files of its own:
//
//   - tables: sheets/table finds header blocks; titles tell period and basis;
//   - columns: headers become roles and periods;
//   - rows: labels and their headings become indicators and parts of ratios;
//   - slots: a row and a column make the place of one figure;
//   - amounts: what stands there becomes a number in the plan's measure, by
//     evidence that is shown, or a finding;
//   - values: series, ratios and answers to milestones become observations;
//   - repeats, then the rules on the reading as a whole;
//   - ledger: every cell that no stage took is reported or ignored by name.
package validate
