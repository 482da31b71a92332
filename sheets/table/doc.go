// Package table finds the tables of a tab: where headers stand, what each
// column is called from top to bottom, which rows belong to the table and
// which lines above it are its title. It knows nothing of plans; the caller
// says which texts are names of columns.
//
// Glossary
//
//   - View: a tab whose merges are resolved, so that a merge is one cell.
//   - Header block: one to three rows that name the columns.
//   - Index row: the row under a header that counts its columns, such as
//     "A | B | 1 | 2 | 3=2/1". It holds no data.
//   - Outline: the ancestors of a row by its numbering: I > 1 > a > "-".
package table
