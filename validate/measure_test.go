package validate

import (
	"os"
	"testing"

	"thidua/plan"
)

// examplePlan returns the plan of the example.
func examplePlan(t testing.TB) *plan.Plan {
	t.Helper()
	const file = "../examples/langson-2024/plan.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, problems := plan.Load(file, data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return p
}

func TestFindMeasure(t *testing.T) {
	p := examplePlan(t)
	tests := []struct{ text, want string }{
		{"ha", "ha"},
		{"Ha", "ha"},
		{" HA. ", "ha"},
		{"(ha)", "ha"},
		{"ĐVT: ha", "ha"},
		{"Đơn vị tính: Ha", "ha"},
		{"hecta", "ha"},
		{"héc-ta", "ha"},
		{"nghìn ha", "nghìn ha"},
		{"1000 ha", "nghìn ha"},
		{"1000ha", "nghìn ha"},
		{"1.000 cây", "nghìn cây"},
		{"1000 cây", "nghìn cây"},
		{"1 000 cây", "nghìn cây"},
		{"1,000 cây", "nghìn cây"},
		{"nghin cay", "nghìn cây"},
		{"Ngàn cây", "nghìn cây"},
		{"Nghìn  Cây", "nghìn cây"},
		{"cây", "cây"},
		{"m2", "m2"},
		{"m²", "m2"},
		{"m^2", "m2"},
		{"M2", "m2"},
		{"mét vuông", "m2"},
		{"m 2", "m2"},
		{"m3", "m3"},
		{"m³", "m3"},
		{"mét khối", "m3"},
		{"1000m3", "nghìn m3"},
		{"1000 m³", "nghìn m3"},
		{"nghìn mét khối", "nghìn m3"},
		{"Tấn", "tấn"},
		{"tân", "tấn"},
		{"tạ", "tạ"},
		{"%", "%"},
		{"Phần trăm", "%"},
		{"(%)", "%"},
		{"tiêu chí/xã", "tiêu chí/xã"},
		{"Tiêu chí / xã", "tiêu chí/xã"},
		{"HTX", "hợp tác xã"},
		{"Sản phẩm", "sản phẩm"},
	}
	for _, test := range tests {
		m, ok := findMeasure(p, test.text)
		if !ok || m.ID != test.want {
			t.Errorf("findMeasure(%q) = %v, want %s", test.text, m, test.want)
		}
	}
	for _, text := range []string{"", " ", "-", "trồng mới", "ha ha", "1000", "nghìn", "m", "Ghi chú"} {
		if m, ok := findMeasure(p, text); ok {
			t.Errorf("findMeasure(%q) = %s, want none", text, m.ID)
		}
	}
}

// Every spelling in the plan finds its own measure: no two share a key.
func TestFindMeasureTellsMeasuresApart(t *testing.T) {
	p := examplePlan(t)
	for _, want := range p.Measures {
		for _, name := range append([]string{want.ID}, want.Aliases...) {
			for _, written := range []string{name, fold(name), "(" + name + ")"} {
				if m, ok := findMeasure(p, written); !ok || m.ID != want.ID {
					t.Errorf("findMeasure(%q) = %v, want %s", written, m, want.ID)
				}
			}
		}
	}
}

func TestSplitMeasure(t *testing.T) {
	tests := []struct{ label, name, measure string }{
		{"Tỷ lệ che phủ rừng (%)", "Tỷ lệ che phủ rừng", "%"},
		{"Trồng cây phân tán (1000 cây)", "Trồng cây phân tán", "1000 cây"},
		{"Trồng rừng [ha]", "Trồng rừng", "ha"},
		{"Trồng rừng, ha", "Trồng rừng", "ha"},
		{"Trồng rừng - ha", "Trồng rừng", "ha"},
		{"Trồng rừng: ha", "Trồng rừng", "ha"},
		{"Trồng rừng (ĐVT: ha)", "Trồng rừng", "ĐVT: ha"},
		{"Trồng rừng - ĐVT: ha", "Trồng rừng", "ha"},
		{"Tỷ lệ tiêm phòng cho gia súc, gia cầm (%)", "Tỷ lệ tiêm phòng cho gia súc, gia cầm", "%"},
		{"Trồng rừng (trồng mới)", "Trồng rừng", "trồng mới"}, // findMeasure says no
		{"Trồng rừng", "Trồng rừng", ""},
		{"(ha)", "(ha)", ""},
		{"", "", ""},
	}
	for _, test := range tests {
		if name, measure := splitMeasure(test.label); name != test.name || measure != test.measure {
			t.Errorf("splitMeasure(%q) = %q, %q, want %q, %q", test.label, name, measure, test.name, test.measure)
		}
	}
}
