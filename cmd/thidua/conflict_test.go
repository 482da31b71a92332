package main

import (
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thidua/sheets/file"
	"thidua/sheets/table"
)

// TestContradictionsOfThePlan: where the plan prints a target in two ways, or
// in a measure that cannot be meant, whoever is shown the target is told so.
func TestContradictionsOfThePlan(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	thidua(t, 0, "init", dir, "--example")
	thidua(t, 0, "sync", "-c", configOf(dir), "--now", asOf)
	const wood, communes = "580 nghìn m²", "Số xã đạt chuẩn nông thôn mới tăng thêm"

	for _, args := range [][]string{{"status"}, {"plan", "show"}, {"status", "--explain", "LN-06"}, {"status", "--explain", "NTM-01"}} {
		out := string(thidua(t, 0, append(args, "-c", configOf(dir))...))
		if strings.Contains(out, "LN-06") && !strings.Contains(out, "Kế hoạch in “nghìn m²”") ||
			strings.Contains(out, communes) && !strings.Contains(out, "II.2.2 ghi 10 xã") {
			t.Errorf("%q says nothing of the contradictions:\n%s", args, out)
		}
	}

	grid, err := file.New(dir, nil).Read(t.Context(), "out/tong-hop-thi-dua-2024.xlsx")
	do(t, err)
	shown := 0
	for _, tab := range grid.Tabs {
		var texts []string
		for _, cell := range table.NewView(&tab).All() {
			texts = append(texts, cell.Text)
		}
		if slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, wood) }) {
			shown++
			if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "Kế hoạch in “nghìn m²”") }) {
				t.Errorf("%s shows the target %q without its contradiction", tab.Title, wood)
			}
		}
	}
	if shown < 3 {
		t.Errorf("the target %q stands on %d tabs", wood, shown)
	}

	letters, err := filepath.Glob(filepath.Join(dir, "out", "thu", "kiem-lam-*.eml"))
	do(t, err)
	letter, err := os.Open(letters[0])
	do(t, err)
	defer letter.Close()
	message, err := mail.ReadMessage(letter)
	do(t, err)
	for media, text := range bodies(t, message.Header.Get("Content-Type"), message.Body) {
		if !strings.Contains(text, "Khai thác gỗ") || !strings.Contains(text, "Kế hoạch in “nghìn m²”") {
			t.Errorf("the letter's %s says nothing of the contradiction:\n%s", media, text)
		}
	}
}
