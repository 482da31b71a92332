package plan

import (
	"crypto/sha256"
	"encoding/hex"

	"thidua/strictyaml"
)

// Problem is one thing wrong with a plan file.
type Problem = strictyaml.Problem

// Load reads a plan file; file is its name in the problems. It returns all
// problems in the order of the file, and the plan only when there are none.
// What the plan contradicts itself about is carried in it, not refused. The
// bytes may come from anywhere: Load does not panic.
func Load(file string, data []byte) (*Plan, []Problem) {
	var f planFile
	doc := strictyaml.Decode(file, data, &f, rules())
	if !doc.Readable() {
		return nil, doc.Problems()
	}
	p := convert(&f)
	check(p, &f, doc)
	if problems := doc.Problems(); len(problems) > 0 {
		return nil, problems
	}
	digest := sha256.Sum256(data)
	p.Digest = hex.EncodeToString(digest[:])
	return p, nil
}
