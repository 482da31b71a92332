package main

import (
	"fmt"
	"strings"
	"testing"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/emulator"
)

// TestPollIsOneCall: a round that finds nothing changed makes one call,
// however many units there are, and one unit's edit costs at most two more.
func TestPollIsOneCall(t *testing.T) {
	for _, x := range []struct {
		units int
		way   string
	}{{1, "auto"}, {40, "sheets"}, {40, "export"}, {100, "auto"}, {1000, "auto"}} {
		units, way := x.units, x.way
		t.Run(fmt.Sprintf("%d by %s", units, way), func(t *testing.T) {
			c := smallOffice(t, units, way, emulator.Options{})
			if cold := round(t, 0, c.dir); cold.Sources.Read != units || cold.Sources.Changed != units {
				t.Fatalf("the first round: %+v", cold)
			}
			var idle, edited syncJSON
			if n := c.calls(func() { idle = round(t, 0, c.dir) }); n != 1 || idle.Sources.Read != 0 || idle.Issued {
				t.Errorf("with nothing changed: %d calls, %+v\n%v", n, idle, c.Counts())
			}
			c.plant(smallUnit(units-1), 12)
			if n := c.calls(func() { edited = round(t, 0, c.dir) }); n > 3 || edited.Sources.Changed != 1 || !edited.Issued {
				t.Errorf("with one unit's edit: %d calls, %+v\n%v", n, edited, c.Counts())
			}
			if told := edited.Calls.Sheets + edited.Calls.Drive; told > 3 || told == 0 {
				t.Errorf("the round tells of %d calls", told)
			}
		})
	}
}

// TestPollOfFoldersAndRegisters: where spreadsheets are listed by a folder or by
// a register a poll is one call too, and what is added there is read with two
// more.
func TestPollOfFoldersAndRegisters(t *testing.T) {
	const folder, register = "1Folder_of_the_third_unit_________", "1Register_of_the_secretariat______"
	c := smallOffice(t, 4, "auto", emulator.Options{})
	listed := func(units ...plan.UnitID) {
		rows := [][]sheets.Cell{{textCell("Đơn vị"), textCell("Liên kết")}}
		for _, unit := range units {
			rows = append(rows, []sheets.Cell{textCell(string(unit)), textCell("https://docs.google.com/spreadsheets/d/" + idOf(unit) + "/edit")})
		}
		c.Put(&sheets.Grid{Source: register, Title: "Sổ đăng ký", Locale: "vi_VN", Tabs: []sheets.Tab{{GID: "0", Title: "Đăng ký", Cells: rows}}})
	}
	config := strings.NewReplacer(
		fmt.Sprintf("  - {unit: %s, id: %s}\n", smallUnit(1), idOf(smallUnit(1))), "",
		fmt.Sprintf("  - {unit: %s, id: %s}\n", smallUnit(3), idOf(smallUnit(3))), fmt.Sprintf("  - {register: %s}\n", register),
		fmt.Sprintf("id: %s", idOf(smallUnit(2))), "folder: "+folder,
	).Replace(string(read(t, configOf(c.dir))))
	write(t, configOf(c.dir), []byte(config))
	c.PutFolder(folder, "Đơn vị 3")
	listed(smallUnit(1))
	round(t, 0, c.dir)
	c.wants(t, "20")
	for _, step := range []struct {
		name    string
		happens func()
		calls   int
		planted string
	}{
		{"nothing changed", func() {}, 1, "20"},
		{"a spreadsheet is put into the folder", func() { c.Move(idOf(smallUnit(2)), folder) }, 4, "30"},
		{"a row is written into the register", func() { listed(smallUnit(1), smallUnit(3)) }, 4, "40"},
		{"one in the folder is edited", func() { c.plant(smallUnit(2), 11) }, 3, "41"},
		{"one in the register is edited", func() { c.plant(smallUnit(3), 11) }, 3, "42"},
		{"nothing changed again", func() {}, 1, "42"},
	} {
		step.happens()
		before := c.Counts()
		if n := c.calls(func() { round(t, 0, c.dir) }); n > step.calls {
			t.Errorf("%s: %d calls, want %d at most\nbefore %v\nafter  %v", step.name, n, step.calls, before, c.Counts())
		}
		c.wants(t, step.planted)
	}
}
