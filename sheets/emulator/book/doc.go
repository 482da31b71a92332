// Package book is one Google spreadsheet as the Sheets API v4 sees it, held in
// memory: it answers the API's calls as Google does, without HTTP.
//
// A Book is a list of tabs, each a grid of cells with merges, hidden rows and
// columns, notes, formats and metadata. Serve takes one call of the API and
// returns the JSON that Google would return, as maps and slices ready for
// encoding, or an Error that says what Google would say.
//
// Whatever a call may hold is checked against the API's own schema: unknown
// names, values of a wrong type and unknown fields of a field mask are refused
// in Google's words. Kinds of requests that the package does not know are
// refused with status UNIMPLEMENTED instead of being passed over.
package book
