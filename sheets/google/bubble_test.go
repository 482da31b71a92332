package google_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"

	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

// bubble is a server that is reached over no network, in a bubble where time
// passes only while everybody waits.
type bubble struct {
	*emulator.Server
	transport *http.Transport
	keyFile   string
}

// inBubble tells a story in which time matters.
func inBubble(t *testing.T, o emulator.Options, story func(*testing.T, *bubble)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { story(t, startBubble(t, o)) })
}

func startBubble(t *testing.T, o emulator.Options) *bubble {
	t.Helper()
	server, err := emulator.New(o)
	if err != nil {
		t.Fatal(err)
	}
	listener := emulator.NewListener()
	front := &http.Server{Handler: server}
	go func() { _ = front.Serve(listener) }() // it ends with ErrServerClosed
	b := &bubble{server, &http.Transport{DialContext: listener.Dial}, filepath.Join(t.TempDir(), "key.json")}
	t.Cleanup(func() {
		b.transport.CloseIdleConnections()
		_ = front.Close()
	})
	key, err := server.KeyFile("http://emulator")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b.keyFile, key, 0o600); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bubble) open(t *testing.T, change ...func(*google.Options)) *google.Reader {
	t.Helper()
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: b.keyFile, Transport: b.transport})
	if err != nil {
		t.Fatal(err)
	}
	o := google.Options{Credential: credential, Endpoint: "http://emulator", Transport: b.transport}
	for _, f := range change {
		f(&o)
	}
	reader, err := google.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func by(path google.Path) func(*google.Options) { return func(o *google.Options) { o.Path = path } }

func counting(quota google.Quota) func(*google.Options) {
	return func(o *google.Options) { o.Quota = quota }
}
