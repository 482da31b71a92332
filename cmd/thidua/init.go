package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"thidua/examples"
)

type initCommand struct {
	Dir     string `arg:"" help:"${help_init_dir}"`
	Example bool   `help:"${help_init_example}"`
}

// Run writes what a new office starts from: a configuration and a plan to
// edit, or the whole example with its unit workbooks. It overwrites nothing.
func (c initCommand) Run(a *app) error {
	if entries, err := os.ReadDir(c.Dir); err == nil && len(entries) > 0 {
		return &adviceError{fmt.Errorf("%s is not empty", c.Dir), "not-empty", nil}
	}
	source := examples.Starter()
	if c.Example {
		source = examples.Langson2024()
	}
	err := fs.WalkDir(source, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(c.Dir, filepath.FromSlash(path))
		if entry.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		data, err := fs.ReadFile(source, path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	})
	if err != nil {
		return fmt.Errorf("unpack into %s: %w", c.Dir, err)
	}
	_, err = fmt.Fprintln(a.out, a.words.Text("cli.init-done", filepath.Join(c.Dir, defaultConfig)))
	return err
}
