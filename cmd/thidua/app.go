package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"github.com/lmittmann/tint"
	"golang.org/x/term"

	"thidua/config"
	"thidua/examples"
	"thidua/plan"
	"thidua/sheets/google"
	"thidua/templates"
)

// app is what every command shares: the texts, where to write, and the
// flags that stand before the command.
type app struct {
	words      *templates.Catalog // of the terminal, by --lang
	office     *templates.Catalog // of workbook and mails: Vietnamese
	out, errw  io.Writer
	configFile string
	json       bool
	now        time.Time // zero unless --now was given
	verbose    bool
	quiet      bool
	opened     []io.Closer    // what a command opened, to be closed when it is over
	client     *google.Reader // nil until something is asked of Google
}

// close closes what the command opened; its failing loses nothing.
func (a *app) close() {
	for _, c := range a.opened {
		if err := c.Close(); err != nil {
			a.logger("", 0).Debug("could not be closed", "error", err)
		}
	}
}

// defaultConfig is the configuration file that is used when none is named.
const defaultConfig = "thidua.yaml"

func (a *app) take(c *cli) {
	a.configFile, a.json, a.now, a.verbose, a.quiet = c.Config, c.Format == "json", c.Now, c.Verbose, c.Quiet
}

// moment is now, or what --now says.
func (a *app) moment() time.Time {
	if a.now.IsZero() {
		return time.Now()
	}
	return a.now
}

// logger logs for the operator: on a terminal for people, else as JSON. On a
// command that prints a result only warnings are worth the space.
func (a *app) logger(format string, level slog.Level) *slog.Logger {
	if a.verbose {
		level = slog.LevelDebug
	}
	if a.quiet {
		level = slog.LevelError
	}
	if format == "json" || format == "" && !isTerminal(a.errw) {
		return slog.New(slog.NewJSONHandler(a.errw, &slog.HandlerOptions{Level: level}))
	}
	return slog.New(tint.NewTextHandler(a.errw, &tint.Options{Level: level, TimeFormat: time.TimeOnly, NoColor: !isTerminal(a.errw)}))
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// say writes one line of progress or advice to people, unless they want quiet.
func (a *app) say(name string, data any) {
	if !a.quiet {
		fmt.Fprintln(a.errw, a.words.Text("cli."+name, data))
	}
}

// load reads the configuration and its plan. The problems of the one or the
// other come back as an invalidError.
func (a *app) load() (config.Config, *plan.Plan, error) {
	cfg, err := a.loadConfig()
	if err != nil {
		return config.Config{}, nil, err
	}
	p, err := loadPlan(cfg.Plan)
	if err != nil {
		return config.Config{}, nil, err
	}
	return cfg, p, nil
}

func (a *app) loadConfig() (config.Config, error) {
	file := a.configFile
	if file == "" {
		file = defaultConfig
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return config.Config{}, &adviceError{fmt.Errorf("read the configuration: %w", err), "no-config", nil}
	}
	if err != nil {
		return config.Config{}, fmt.Errorf("read the configuration: %w", err)
	}
	cfg, problems := config.Load(file, data)
	if len(problems) > 0 {
		return config.Config{}, &invalidError{problems}
	}
	return cfg, nil
}

// loadPlanOnly reads the plan that the configuration names; without a
// configuration file it is the plan of the example in the binary.
func (a *app) loadPlanOnly() (*plan.Plan, error) {
	if a.configFile == "" {
		if _, err := os.Stat(defaultConfig); errors.Is(err, fs.ErrNotExist) {
			a.say("embedded-plan", nil)
			return embeddedPlan()
		}
	}
	_, p, err := a.load()
	return p, err
}

func loadPlan(file string) (*plan.Plan, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the plan: %w", err)
	}
	p, problems := plan.Load(file, data)
	if len(problems) > 0 {
		return nil, &invalidError{problems}
	}
	return p, nil
}

func embeddedPlan() (*plan.Plan, error) {
	data, err := fs.ReadFile(examples.Langson2024(), "plan.yaml")
	if err != nil {
		return nil, fmt.Errorf("read the plan in the binary: %w", err)
	}
	p, problems := plan.Load("plan.yaml", data)
	if len(problems) > 0 {
		return nil, &invalidError{problems}
	}
	return p, nil
}
