package plan_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"thidua/plan"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "0": "0", "-0": "0", "64.60": "64.6", "007": "7", "+5": "5", "-3.10": "-3.1", "0.0001": "0.0001",
		"100": "100", "123456789012345678901234567890.5": "123456789012345678901234567890.5",
	} {
		n, err := plan.ParseNumber(text)
		if err != nil || n.String() != want || n.Known() != (text != "") {
			t.Errorf("ParseNumber(%q) = %q known %v, %v; want %q", text, n, n.Known(), err, want)
		}
	}
	for _, text := range []string{".", "5.", ".5", "1,5", "1e3", "1e1000000000", "0x1F", "1_000", "9.000.000", "--1", "-+1", "1 000", " 1", "NaN", "∞", "năm"} {
		if n, err := plan.ParseNumber(text); err == nil {
			t.Errorf("ParseNumber(%q) = %q, want an error", text, n)
		}
	}
}

func TestFloatKeepsTheShortestDigits(t *testing.T) {
	for f, want := range map[float64]string{
		0.646: "0.646", 0.30000000000000004: "0.30000000000000004", 9000: "9000", -1e-7: "-0.0000001", 1e21: "1000000000000000000000",
		math.Inf(1): "", math.NaN(): "",
	} {
		if got := plan.Float(f).String(); got != want {
			t.Errorf("Float(%v) = %q, want %q", f, got, want)
		}
	}
}

func TestNothingTakesPartInNoArithmetic(t *testing.T) {
	var nothing plan.Number
	two := plan.Int(2)
	for name, got := range map[string]plan.Number{
		"add": two.Add(nothing), "sub": nothing.Sub(two), "mul": two.Mul(nothing), "div": nothing.Div(two, 2),
		"div by 0": two.Div(plan.Int(0), 2),
	} {
		if got.Known() || got.String() != "" {
			t.Errorf("%s gives %q, want nothing", name, got)
		}
	}
	if _, ok := two.Cmp(nothing); ok {
		t.Error("nothing can be compared")
	}
	if nothing.Equal(plan.Int(0)) || !nothing.Equal(plan.Number{}) {
		t.Error("nothing equals itself and not 0")
	}
}

func TestDivRoundsHalfAwayFromZero(t *testing.T) {
	for _, tc := range []struct {
		n, m   int64
		places int32
		want   string
	}{{1, 3, 4, "0.3333"}, {1, 8, 2, "0.13"}, {-1, 8, 2, "-0.13"}, {2, 1, 2, "2"}} {
		if got := plan.Int(tc.n).Div(plan.Int(tc.m), tc.places).String(); got != tc.want {
			t.Errorf("%d/%d to %d places = %s, want %s", tc.n, tc.m, tc.places, got, tc.want)
		}
	}
}

func TestNumberComesBackFromTextAndDatabase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := plan.Float(rapid.Float64Range(-1e15, 1e15).Draw(t, "f"))
		if rapid.Bool().Draw(t, "nothing") {
			n = plan.Number{}
		}
		text, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		var fromText, fromDatabase plan.Number
		if err := json.Unmarshal(text, &fromText); err != nil {
			t.Fatal(err)
		}
		stored, err := n.Value()
		if err != nil {
			t.Fatal(err)
		}
		if err := fromDatabase.Scan(stored); err != nil {
			t.Fatal(err)
		}
		if !fromText.Equal(n) || !fromDatabase.Equal(n) {
			t.Fatalf("%q comes back as %q and %q", n, fromText, fromDatabase)
		}
	})
}

func TestScanRefusesOtherColumns(t *testing.T) {
	var n plan.Number
	if err := n.Scan(3.5); err == nil {
		t.Error("a float64 column was read")
	}
	if err := n.Scan(nil); err != nil || n.Known() {
		t.Errorf("NULL is %q, %v; want nothing", n, err)
	}
}
