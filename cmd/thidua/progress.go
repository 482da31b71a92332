package main

import (
	"github.com/schollz/progressbar/v3"
)

// progress returns a function that shows how far long work is, on a terminal
// only: a pipe or a log gets no control characters.
func (a *app) progress(name string) func(done, total int) {
	if a.quiet || !isTerminal(a.errw) {
		return nil
	}
	var bar *progressbar.ProgressBar
	return func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total,
				progressbar.OptionSetWriter(a.errw), progressbar.OptionSetDescription(a.words.Text("cli.progress."+name, nil)),
				progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
		}
		_ = bar.Set(done) // a bar that cannot be drawn is no reason to stop
	}
}
