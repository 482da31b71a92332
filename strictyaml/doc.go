// Package strictyaml reads a YAML file that people edit by hand into a struct
// and says everything that is wrong with it at once: file, line, column, path,
// value and a code. The sentences for the codes are not its business.
//
// The struct is made of nested structs, slices, strings, bools and ints with
// `yaml` and `validate` tags. A figure is kept as the text that stands in the
// file, so a string field takes 64.60 as "64.60" and the caller decides what a
// figure is; one bad figure then does not hide the next. A single value stands
// for a list of one. Null is the same as an absent key. What the file does not
// give keeps the value it had before, so defaults are set beforehand. A blank
// field tagged `yaml:"key,unsupported"` names a key of the format that this
// version does not act on: giving it is a problem of its own.
//
// Anchors, aliases, tags and merge keys are refused: a file that people edit
// needs none of them, and without them a small file cannot grow when read.
package strictyaml
