package main

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/emulator/discovery"
)

// cloud is an office whose units keep their workbooks on Google Drive.
type cloud struct {
	*emulator.Server
	dir string // of the office
	url string // of the emulator
	way string // in which native Sheets are read
}

// excelType is what an uploaded .xlsx is on Drive.
const excelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// idOf is the id that a unit's spreadsheet has on Drive.
func idOf(unit plan.UnitID) string {
	return "1" + strings.Repeat("_", 43-len(unit)) + string(unit)
}

// cloudOffice serves an office by an emulator: its sources, which are files
// under units/, become spreadsheets on Google read in one way. Whatever goes
// to the emulator and comes back is what Google's documents allow, as long as
// no faults are asked for.
func cloudOffice(t *testing.T, dir, way string, options emulator.Options) *cloud {
	t.Helper()
	server, err := emulator.New(options)
	do(t, err)
	apis := discovery.Load(t)
	listening := httptest.NewServer(apis.Watch(server, func(err error) {
		if server.Faulted() == 0 {
			t.Error(err)
		}
	}))
	t.Cleanup(listening.Close)
	c := &cloud{Server: server, dir: dir, url: listening.URL, way: way}
	key, err := server.KeyFile(c.url)
	do(t, err)
	write(t, filepath.Join(dir, "key.json"), key)
	google := fmt.Sprintf("google: {credentials: key.json, endpoint: %q, read: %s}\nschedule:", c.url, way)
	replaceInFile(t, configOf(dir), "schedule:", google)
	return c
}

// move puts every unit's workbook on Google and points the configuration
// there: as native Sheets of a Vietnamese office, or as the Excel files that
// they are.
func (c *cloud) move(t *testing.T, native bool) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(c.dir, "units", "*.xlsx"))
	do(t, err)
	config := string(read(t, configOf(c.dir)))
	for _, path := range paths {
		unit := unitOf(path)
		if native {
			do(t, c.PutWorkbook(idOf(unit), string(unit), "vi_VN", read(t, path)))
		} else {
			c.PutFile(idOf(unit), filepath.Base(path), excelType, read(t, path))
		}
		config = strings.Replace(config, "path: units/"+filepath.Base(path), "id: "+idOf(unit), 1)
	}
	write(t, configOf(c.dir), []byte(config))
}

func unitOf(path string) plan.UnitID {
	return plan.UnitID(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
}

// laterMinute forgets what was used of Google's quotas, as a minute does.
func (c *cloud) laterMinute(t *testing.T) {
	t.Helper()
	do(t, os.Remove(filepath.Join(c.dir, "data", "quota.db")))
}

// calls returns how many calls of the APIs something makes.
func (c *cloud) calls(do func()) int {
	before := c.Requests()
	do()
	return c.Requests() - before
}

// smallOffice is a cloud office of n units that plant trees, each with a small
// spreadsheet of one figure.
func smallOffice(t *testing.T, n int, way string, options emulator.Options) *cloud {
	t.Helper()
	dir := t.TempDir()
	var units, reporters, sources strings.Builder
	for i := range n {
		unit := smallUnit(i)
		fmt.Fprintf(&units, "  - {id: %s, name: Đơn vị %d}\n", unit, i+1)
		fmt.Fprintf(&reporters, "%s, ", unit)
		fmt.Fprintf(&sources, "  - {unit: %s, id: %s}\n", unit, idOf(unit))
	}
	write(t, filepath.Join(dir, "plan.yaml"), fmt.Appendf(nil, `id: trong-rung
title: Kế hoạch trồng rừng
year: 2024
zone: Asia/Ho_Chi_Minh
sections: [{id: I, name: Lâm nghiệp}]
measures: [{id: ha}]
units:
%sindicators:
  - code: LN-01
    name: Trồng rừng
    section: I
    kind: flow
    measure: ha
    target: {op: ">=", low: 100000, text: 100.000 ha}
    rollup: sum
    due: 2024-12
    reporters: [%s]
`, units.String(), strings.TrimSuffix(reporters.String(), ", ")))
	write(t, configOf(dir), fmt.Appendf(nil, "plan: plan.yaml\nworkbook: out/tong-hop-thi-dua-2024.xlsx\nsources:\n%sschedule: {}\n", sources.String()))
	c := cloudOffice(t, dir, way, options)
	for i := range n {
		c.plant(smallUnit(i), 10)
	}
	return c
}

func smallUnit(i int) plan.UnitID { return plan.UnitID(fmt.Sprintf("don-vi-%04d", i+1)) }

// plant writes how much a unit of a small office planted in January.
func (c *cloud) plant(unit plan.UnitID, hectares float64) {
	c.plantOn("Trồng rừng", unit, hectares)
}

func (c *cloud) plantOn(tab string, unit plan.UnitID, hectares float64) {
	c.Put(&sheets.Grid{Source: idOf(unit), Title: string(unit), Locale: "vi_VN", Tabs: []sheets.Tab{{
		GID: "0", Title: tab, Cells: [][]sheets.Cell{
			{textCell("Mã"), textCell("Chỉ tiêu"), textCell("ĐVT"), textCell("Tháng 1")},
			{textCell("LN-01"), textCell("Trồng rừng"), textCell("ha"), {Kind: sheets.Number, Number: hectares, Seen: plan.Float(hectares).String()}},
		},
	}}})
}

func textCell(s string) sheets.Cell { return sheets.Cell{Kind: sheets.Text, Text: s, Seen: s} }
