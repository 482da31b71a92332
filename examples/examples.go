// Package examples carries worked examples in the binary, so that a new user
// can unpack one and see the whole job done. Their figures are invented.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed starter langson-2024/*.yaml langson-2024/*.md langson-2024/units/*.xlsx
var files embed.FS

// Starter returns a configuration and a plan to edit.
func Starter() fs.FS { return folder("starter") }

// Langson2024 returns the example of Lạng Sơn's plan for 2024:
// configuration, plan and the unit workbooks.
func Langson2024() fs.FS { return folder("langson-2024") }

func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // names are constants and valid
	}
	return sub
}
