package emulator_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"thidua/sheets/emulator"
	"thidua/sheets/emulator/discovery"
)

// TestForeignClients runs programs in another language, with Google's own
// client and with one that is not Google's: they cannot tell the difference.
// Whatever they send and get is held to the discovery documents.
func TestForeignClients(t *testing.T) {
	const stories = "testdata/foreign"
	if _, err := os.Stat(filepath.Join(stories, "node_modules")); err != nil {
		standAside(t, "what testdata/foreign/package.json names")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		standAside(t, "node")
	}
	apis := discovery.Load(t)
	for _, story := range []string{"googleapis.mjs", "google-spreadsheet.mjs"} {
		t.Run(story, func(t *testing.T) {
			server, err := emulator.New(emulator.Options{})
			if err != nil {
				t.Fatal(err)
			}
			listening := httptest.NewServer(apis.Watch(server, func(err error) { t.Error(err) }))
			defer listening.Close()
			key, err := server.KeyFile(listening.URL)
			if err != nil {
				t.Fatal(err)
			}
			keyFile := filepath.Join(t.TempDir(), "key.json")
			if err := os.WriteFile(keyFile, key, 0o600); err != nil {
				t.Fatal(err)
			}
			command := exec.CommandContext(t.Context(), node, "--test-reporter=spec", "--test", story)
			command.Dir = stories
			command.Env = append(os.Environ(), "EMULATOR="+listening.URL, "KEY="+keyFile)
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// standAside skips a test for want of a component that `make components`
// installs; in CI there is no standing aside.
func standAside(t *testing.T, missing string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed: run make components", missing)
	}
	t.Skipf("stands aside: %s is not installed: run make components", missing)
}
