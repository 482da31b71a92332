package main

import (
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version of the program and of what it was built with.
func (versionCommand) Run(a *app) error {
	version, goVersion := "(devel)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version, goVersion = info.Main.Version, info.GoVersion
	}
	if a.json {
		return a.printJSON(map[string]string{"version": version, "go": goVersion})
	}
	_, err := fmt.Fprintf(a.out, "thidua %s (%s)\n", version, goVersion)
	return err
}
