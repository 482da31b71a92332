// Package plan holds the vocabulary of an emulation plan (kế hoạch thi đua):
// what is promised, by whom, for when, and what was answered. It does no I/O
// beyond reading the bytes of a plan file and imports only strictyaml of ours.
//
// Glossary
//
//   - Plan: one yearly plan with its campaigns (chuyên đề), sections,
//     indicators, units, calendar, measures, thresholds and award quotas.
//   - Indicator (chỉ tiêu): one measurable promise. Its Kind says how figures
//     behave: a flow adds up over the year, a stock is a level at a date, a
//     ratio has numerator and denominator, a milestone is a document issued or
//     not, a quota is a ceiling on award proposals.
//   - Target: what was promised, as an operator and exact bounds.
//   - Allocation: the part of a target given to one unit.
//   - Phasing: how a yearly target spreads over the months.
//   - Unit (đơn vị): a reporting body; units form a tree, but sums go over an
//     indicator's named reporters only, never over the tree.
//   - Period (kỳ): a month, quarter, half-year, nine months or year.
//   - Basis: whether a figure is for the period alone, cumulative since the
//     start of the year, or a level as of the period's end.
//   - Observation: one figure that one unit reported for one indicator and
//     period, with the Origin cell it was read from.
//   - Number: an exact decimal or nothing; nothing is never 0.
package plan
