package main

import (
	"context"
	"os"
	"os/exec"
	"runtime"
)

// openBrowser opens an address with the browser of the machine, where there is
// one. The address has been printed: nothing depends on it.
func openBrowser(ctx context.Context, address string) {
	command := browserCommand(runtime.GOOS, os.Getenv)
	if command == nil {
		return
	}
	browser := exec.CommandContext(context.WithoutCancel(ctx), command[0], append(command[1:], address)...) //nolint:gosec // one of ours
	if browser.Start() == nil {
		go browser.Wait() //nolint:errcheck // what becomes of it is for the person to see
	}
}

// browserCommand returns the command that opens an address, nil on a machine
// without a screen.
func browserCommand(system string, env func(string) string) []string {
	switch {
	case system == "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	case system == "darwin":
		return []string{"open"}
	case env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != "":
		return []string{"xdg-open"}
	}
	return nil
}
