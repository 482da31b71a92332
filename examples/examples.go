// Package examples carries worked examples in the binary, so that a new user
// can unpack one and see the whole job done. Their figures are invented.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed langson-2024/*.yaml langson-2024/*.md langson-2024/units/*.xlsx
var files embed.FS

// Langson2024 returns the example of Lạng Sơn's plan for 2024:
// configuration, plan and the unit workbooks.
func Langson2024() fs.FS {
	sub, err := fs.Sub(files, "langson-2024")
	if err != nil {
		panic(err) // the name is a constant and valid
	}
	return sub
}
