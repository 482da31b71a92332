package config_test

import (
	"os"
	"testing"

	"thidua/config"
)

func TestExampleLoads(t *testing.T) {
	const file = "../examples/langson-2024/thidua.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cfg, problems := config.Load(file, data)
	for _, p := range problems {
		t.Errorf("%s:%d:%d: %s %s", p.File, p.Line, p.Column, p.Path, p.Code)
	}
	t.Logf("%+v", cfg)
}
