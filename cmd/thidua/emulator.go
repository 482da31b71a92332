package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"thidua/sheets/emulator"
)

type emulatorCommand struct {
	Dir         string        `required:"" placeholder:"DIR" help:"${help_emulator_dir}"`
	Addr        string        `default:"127.0.0.1:0" placeholder:"HOST:PORT" help:"${help_emulator_addr}"`
	AllowRemote bool          `help:"${help_emulator_allow_remote}"`
	Key         string        `type:"path" placeholder:"FILE" help:"${help_emulator_key}"`
	Client      string        `type:"path" placeholder:"FILE" help:"${help_emulator_client}"`
	Quotas      bool          `help:"${help_emulator_quotas}"`
	Window      time.Duration `default:"1m" help:"${help_emulator_window}"`
	Faults      string        `placeholder:"SPEC" help:"${help_emulator_faults}"`
	Lag         time.Duration `help:"${help_emulator_lag}"`
	Locale      string        `default:"vi_VN" help:"${help_emulator_locale}"`
}

// Run serves a folder as Google would until it is told to stop.
func (c emulatorCommand) Run(ctx context.Context, a *app) error {
	server, files, err := c.prepare(ctx)
	if err != nil {
		return err
	}
	listener, err := c.listen(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // serving has closed it already
	started := startedEmulator{
		Endpoint: "http://" + listener.Addr().String(), Account: emulator.Account, Key: c.Key, Client: c.Client, Files: toServed(files),
	}
	if err := c.writeFiles(server, started.Endpoint); err != nil {
		return err
	}
	if err := a.printEmulator(started); err != nil {
		return err
	}
	log := a.logger("", slog.LevelInfo)
	if err := serveUntil(ctx, listener, server); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	log.Info("emulator stopped", "requests", server.Requests(), "writes", server.Writes(), "refused", server.Refused())
	return nil
}

// prepare makes the server and puts the folder on its Drive.
func (c emulatorCommand) prepare(ctx context.Context) (*emulator.Server, []emulator.Loaded, error) {
	options := emulator.Options{Lag: c.Lag}
	if c.Quotas {
		options.Quotas = emulator.PublishedQuotas()
		options.Quotas.Window = c.Window
	}
	server, err := emulator.New(options)
	if err != nil {
		return nil, nil, err
	}
	if c.Faults != "" {
		chance, err := emulator.ParseChance(c.Faults)
		if err != nil {
			return nil, nil, &usageError{err}
		}
		server.FailAtRandom(chance)
	}
	files, err := server.Load(ctx, c.Dir, c.Locale)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, &adviceError{err, "no-folder", nil}
	}
	return server, files, err
}

// listen opens the address, which must be one of this machine: whoever
// reaches the emulator gets in.
func (c emulatorCommand) listen(ctx context.Context) (net.Listener, error) {
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return nil, &usageError{fmt.Errorf("read --addr: %w", err)}
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) && !c.AllowRemote {
		return nil, &adviceError{fmt.Errorf("%s can be reached from other machines", c.Addr), "remote-address", nil}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return listener, nil
}

// writeFiles writes the key and the client that were asked for.
func (c emulatorCommand) writeFiles(server *emulator.Server, endpoint string) error {
	for _, file := range []struct {
		name string
		make func(string) ([]byte, error)
	}{{c.Key, server.KeyFile}, {c.Client, server.ClientFile}} {
		if file.name == "" {
			continue
		}
		data, err := file.make(endpoint)
		if err != nil {
			return err
		}
		if err := writeCredential(file.name, data); err != nil {
			return err
		}
	}
	return nil
}

// writeCredential writes a file that only its owner reads. A file that is not
// the emulator's own is not overwritten: it may be the key to the real Google.
func writeCredential(name string, data []byte) error {
	old, err := os.ReadFile(name)
	if err == nil && !emulator.IsCredential(old) {
		return &adviceError{fmt.Errorf("%s is there and is not the emulator's", name), "not-overwritten", nil}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write a credential: %w", err)
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		return fmt.Errorf("write a credential: %w", err)
	}
	return os.Chmod(name, 0o600) // of a file that was there
}

// serveUntil serves until ctx ends; requests that are under way then have a
// moment to finish.
func serveUntil(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(listener) }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return server.Close()
	}
	return nil
}

// startedEmulator is what a program reads on the first line.
type startedEmulator struct {
	Endpoint string       `json:"endpoint"`
	Account  string       `json:"account"`
	Key      string       `json:"key"`
	Client   string       `json:"client"`
	Files    []servedFile `json:"files"`
}

type servedFile struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Path     string `json:"path"`
	MimeType string `json:"mimeType"`
}

func toServed(files []emulator.Loaded) []servedFile {
	served := []servedFile{}
	for _, f := range files {
		served = append(served, servedFile{f.ID, f.Name, f.Path, f.MimeType})
	}
	return served
}

// printEmulator says where the server is, and what stands in a configuration
// that reads all that it serves.
func (a *app) printEmulator(e startedEmulator) error {
	if a.json {
		return json.NewEncoder(a.out).Encode(e)
	}
	_, err := fmt.Fprintln(a.out, a.words.Text("cli.emulator-started", e))
	return err
}

// Unit is what the name of a file says of its unit, "" when it is no id.
func (f servedFile) Unit() string {
	id := strings.TrimSuffix(f.Name, path.Ext(f.Name))
	if strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return ""
	}
	return id
}

// Shown is where the file is, as it may stand on a line.
func (f servedFile) Shown() string { return oneLine(f.Path) }

// IsSheet reports whether a unit's figures can be in the file.
func (f servedFile) IsSheet() bool { return strings.EqualFold(path.Ext(f.Path), ".xlsx") }
