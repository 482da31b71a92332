// Command thidua reads the spreadsheets that units fill in, checks them
// against an emulation plan, consolidates them into one master workbook and
// writes to the units what to correct.
//
// Exit codes: 0 done (findings are no failure), 1 failure, 2 usage,
// 3 done but some sources could not be read, 4 plan or configuration
// invalid, 75 try again later.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "time/tzdata" // zones are known on machines without a zone database

	"github.com/alecthomas/kong"

	"thidua/templates"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// The exit codes.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2
	exitPartial = 3
	exitInvalid = 4
	exitLater   = 75
)

// cli is the command line.
type cli struct {
	Config  string         `short:"c" placeholder:"FILE" help:"${help_config}"`
	Format  string         `enum:"text,json" default:"text" help:"${help_format}"`
	Now     time.Time      `help:"${help_now}"`
	Lang    templates.Lang `enum:"vi,en" default:"vi" help:"${help_lang}"`
	Verbose bool           `short:"v" help:"${help_verbose}"`
	Quiet   bool           `short:"q" help:"${help_quiet}"`

	Init     initCommand     `cmd:"" help:"${help_init}"`
	Plan     planCommand     `cmd:"" help:"${help_plan}"`
	Read     readCommand     `cmd:"" help:"${help_read}"`
	Check    checkCommand    `cmd:"" help:"${help_check}"`
	Sync     syncCommand     `cmd:"" help:"${help_sync}"`
	Status   statusCommand   `cmd:"" help:"${help_status}"`
	Mail     mailCommand     `cmd:"" help:"${help_mail}"`
	Serve    serveCommand    `cmd:"" help:"${help_serve}"`
	Google   googleCommand   `cmd:"" help:"${help_google}"`
	Emulator emulatorCommand `cmd:"" help:"${help_emulator}"`
	Version  versionCommand  `cmd:"" help:"${help_version}"`
}

// run is the whole command as a function, so that tests can call it. Text
// goes to out, progress, logs and errors to errw.
func run(ctx context.Context, args []string, out, errw io.Writer) int {
	words, err := templates.Load(langOf(args))
	if err != nil {
		fmt.Fprintln(errw, "thidua:", err)
		return exitFailure
	}
	office, err := templates.Load(templates.Vietnamese)
	if err != nil {
		fmt.Fprintln(errw, "thidua:", err)
		return exitFailure
	}
	var c cli
	a := &app{words: words, office: office, out: out, errw: errw}
	defer a.close()
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("thidua"), kong.Description(words.Text("cli.description", nil)), helpVars(words),
		kong.Writers(out, errw), kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(a),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(errw, "thidua:", err)
		return exitFailure
	}
	command, err := parser.Parse(args)
	if exited >= 0 {
		return exited // --help has been printed
	}
	if err != nil {
		return a.fail(&usageError{err})
	}
	a.take(&c)
	return a.fail(command.Run())
}

// langOf finds --lang before the command line is parsed, since the help
// texts are in that language already.
func langOf(args []string) templates.Lang {
	for i, arg := range args {
		if arg == "--lang=en" || arg == "--lang" && i+1 < len(args) && args[i+1] == "en" {
			return templates.English
		}
	}
	return templates.Vietnamese
}

// helpVars gives kong its help texts by name.
func helpVars(words *templates.Catalog) kong.Vars {
	vars := kong.Vars{}
	for _, name := range []string{
		"config", "format", "now", "lang", "verbose", "quiet",
		"init", "init_dir", "init_example", "plan", "plan_check", "plan_show", "plan_file", "read", "read_source", "read_unit", "read_html",
		"check", "check_units", "check_xlsx", "sync", "status", "status_units", "status_explain", "mail", "mail_preview", "mail_preview_out", "mail_send", "mail_log", "serve",
		"google", "google_login", "google_no_browser", "google_port", "google_check", "version",
		"emulator", "emulator_dir", "emulator_addr", "emulator_allow_remote", "emulator_key", "emulator_client", "emulator_quotas", "emulator_window",
		"emulator_faults", "emulator_lag", "emulator_locale",
	} {
		vars["help_"+name] = words.Text("cli.help."+name, nil)
	}
	return vars
}

// fail prints err for a person and returns the exit code it stands for.
func (a *app) fail(err error) int {
	if err == nil {
		return exitOK
	}
	var partial *partialError
	if errors.As(err, &partial) {
		return exitPartial // what could not be read has been said with the result
	}
	var invalid *invalidError
	if errors.As(err, &invalid) {
		a.printProblems(invalid.problems)
		return exitInvalid
	}
	message, hint, code := a.explain(err)
	fmt.Fprintf(a.errw, "thidua: %s\n", message)
	if hint != "" {
		fmt.Fprintf(a.errw, "%s: %s\n", a.words.Text("cli.hint", nil), hint)
	}
	return code
}
