package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/plan"
)

// forestSheet is the id of the spreadsheet in which the forest rangers keep
// on Google what the example has in units/kiem-lam.xlsx.
const forestSheet = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_ab"

// TestUnitOnGoogle moves one unit's workbook to Google Sheets: the round gives
// the same judgements, and what is found there opens at its cell.
func TestUnitOnGoogle(t *testing.T) {
	files := office(t)
	round(t, 0, files)
	drive := serveSheets(t)
	drive.put(forestSheet, spreadsheetOf(t, unitFile(files, "kiem-lam")))
	dir := googleOffice(t, drive)

	if cold := round(t, 0, dir); cold.Calls.Sheets != 1 || cold.Sources.Changed != 25 {
		t.Errorf("the first round: %+v", cold)
	}
	if diff := gocmp.Diff(status(t, files), status(t, dir)); diff != "" {
		t.Errorf("the judgements are others (- file, + Google):\n%s", diff)
	}
	if n := drive.askedFor("/token"); n != 1 {
		t.Errorf("%d tokens were asked for, want 1", n)
	}
	linked := 0
	for _, l := range linksOf(t, masterOf(dir)) {
		if strings.HasPrefix(l.target, "https://docs.google.com/spreadsheets/d/"+forestSheet+"/edit#gid=7&range=") {
			linked++
		}
		if strings.Contains(l.target, "kiem-lam.xlsx") {
			t.Errorf("%s!%s still leads to the file", l.tab, l.cell)
		}
	}
	if linked < 30 {
		t.Errorf("%d cells lead to the spreadsheet", linked)
	}
	if warm := round(t, 0, dir); warm.Sources.Changed != 0 || warm.Issued {
		t.Errorf("with nothing changed: %+v", warm)
	}
}

// TestUnitOnGoogleChanges: what is typed there is there in the next round;
// what cannot be read has its own code and keeps its last figures.
func TestUnitOnGoogleChanges(t *testing.T) {
	drive := serveSheets(t)
	dir := googleOffice(t, drive)
	drive.put(forestSheet, spreadsheetOf(t, unitFile(dir, "kiem-lam")))
	round(t, 0, dir)
	setForest(t, dir, 533_700) // in the file, which is only what the spreadsheet is made from
	drive.put(forestSheet, spreadsheetOf(t, unitFile(dir, "kiem-lam")))
	if changed := round(t, 0, dir); changed.Sources.Changed != 1 || !changed.Issued {
		t.Errorf("with one figure typed: %+v", changed)
	}
	if got := forestOf(t, dir); got != "533700" {
		t.Errorf("LN-04 is %s", got)
	}
	for code, rule := range map[int]string{http.StatusForbidden: "source-denied", http.StatusNotFound: "source-not-found"} {
		drive.refuse(code)
		if failed := round(t, 3, dir).Failed; !slices.Equal(failed, []failedJSON{{"kiem-lam", rule}}) {
			t.Errorf("HTTP %d: failed %v, want %s", code, failed, rule)
		}
		if got := forestOf(t, dir); got != "533700" {
			t.Errorf("HTTP %d: LN-04 is %s", code, got)
		}
	}
	drive.refuse(0)
	round(t, 0, dir)
}

// TestReadOneSpreadsheet shows what is understood of a spreadsheet by its address.
func TestReadOneSpreadsheet(t *testing.T) {
	drive := serveSheets(t)
	dir := googleOffice(t, drive)
	drive.put(forestSheet, spreadsheetOf(t, unitFile(dir, "kiem-lam")))
	read := decode[readingJSON](t, thidua(t, 0, "read", "https://docs.google.com/spreadsheets/d/"+forestSheet+"/edit#gid=7",
		"--unit", "kiem-lam", "-c", configOf(dir), "--now", asOf, "--format", "json", "-q"))
	if read.Source.ID != forestSheet || read.Source.Locale != "vi_VN" || len(read.Observations) == 0 {
		t.Errorf("source %+v with %d observations", read.Source, len(read.Observations))
	}
	if l := read.Ledger; l.NonEmpty != l.Used+l.Ignored+l.Reported {
		t.Errorf("the ledger does not add up: %+v", l)
	}
	for _, f := range read.Findings {
		if f.Cell != "" && !strings.HasSuffix(f.URL, "#gid=7&range="+f.Cell) {
			t.Errorf("%s at %s opens %s", f.Rule, f.Cell, f.URL)
		}
	}
}

// forestOf is the actual of LN-04 for the whole plan.
func forestOf(t *testing.T, dir string) string {
	t.Helper()
	for _, a := range status(t, dir) {
		if a.Indicator == "LN-04" && a.Unit == plan.UnitID("") {
			return a.Actual.String()
		}
	}
	return ""
}

// googleOffice is the example with one unit on Google, read with the key of a
// service account.
func googleOffice(t *testing.T, drive *sheetsServer) string {
	t.Helper()
	dir := office(t)
	write(t, filepath.Join(dir, "key.json"), serviceAccount(t, drive.URL+"/token"))
	replaceInFile(t, configOf(dir), "{unit: kiem-lam, path: units/kiem-lam.xlsx}",
		`{unit: kiem-lam, url: "https://docs.google.com/spreadsheets/d/`+forestSheet+`/edit#gid=7"}`)
	replaceInFile(t, configOf(dir), "schedule:", fmt.Sprintf("google: {credentials: key.json, endpoint: %q}\nschedule:", drive.URL))
	return dir
}

// serviceAccount makes the JSON key of a service account whose tokens come
// from tokenURI.
func serviceAccount(t *testing.T, tokenURI string) []byte {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	do(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	do(t, err)
	data, err := json.Marshal(map[string]string{
		"type": "service_account", "client_email": "thidua@langson.example", "private_key_id": "1", "token_uri": tokenURI,
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
	})
	do(t, err)
	return data
}

// sheetsServer answers as the token endpoint and the Sheets API do, on loopback.
type sheetsServer struct {
	*httptest.Server

	mu     sync.Mutex
	books  map[string]*gsheets.Spreadsheet
	code   int // answered instead of a spreadsheet, 0 for none
	counts map[string]int
}

func serveSheets(t *testing.T) *sheetsServer {
	t.Helper()
	s := &sheetsServer{books: map[string]*gsheets.Spreadsheet{}, counts: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", s.token)
	mux.HandleFunc("GET /v4/spreadsheets/{id}", s.spreadsheet)
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func (s *sheetsServer) put(id string, book *gsheets.Spreadsheet) {
	s.mu.Lock()
	defer s.mu.Unlock()
	book.SpreadsheetId = id
	s.books[id] = book
}

func (s *sheetsServer) refuse(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.code = code
}

func (s *sheetsServer) askedFor(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[path]
}

func (s *sheetsServer) token(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[r.URL.Path]++
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprint(w, `{"access_token":"token of the test","token_type":"Bearer","expires_in":3600}`)
}

func (s *sheetsServer) spreadsheet(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	book, code := s.books[r.PathValue("id")], s.code
	switch {
	case r.Header.Get("Authorization") != "Bearer token of the test":
		code = http.StatusUnauthorized
	case r.URL.Query().Get("fields") == "":
		code = http.StatusBadRequest // everything there is would come
	case book == nil:
		code = http.StatusNotFound
	}
	if code != 0 {
		w.WriteHeader(code)
		fmt.Fprintf(w, `{"error":{"code":%d,"message":"no"}}`, code)
		return
	}
	_ = json.NewEncoder(w).Encode(book) // a client that went away does not matter
}

// spreadsheetOf is what Google says of a workbook that was moved there.
func spreadsheetOf(t *testing.T, path string) *gsheets.Spreadsheet {
	t.Helper()
	book := openBook(t, path)
	out := &gsheets.Spreadsheet{Properties: &gsheets.SpreadsheetProperties{Title: "Báo cáo thi đua", Locale: "vi_VN"}}
	for i, tab := range book.GetSheetList() {
		sheet := &gsheets.Sheet{Properties: &gsheets.SheetProperties{SheetId: int64(7 + i), Title: tab, SheetType: "GRID"}}
		data := &gsheets.GridData{}
		seen, err := book.GetRows(tab)
		do(t, err)
		stored := rowsOf(t, book, tab)
		for r := range stored {
			row := &gsheets.RowData{}
			for c := range stored[r] {
				row.Values = append(row.Values, cellData(t, book, tab, cellName(c+1, r+1), stored[r][c], seen[r][c]))
			}
			data.RowData = append(data.RowData, row)
		}
		sheet.Data = []*gsheets.GridData{data}
		merges, err := book.GetMergeCells(tab)
		do(t, err)
		for _, m := range merges {
			sheet.Merges = append(sheet.Merges, gridRange(t, m))
		}
		out.Sheets = append(out.Sheets, sheet)
	}
	return out
}

func cellData(t *testing.T, book *excelize.File, tab, cell, stored, seen string) *gsheets.CellData {
	t.Helper()
	if stored == "" {
		return &gsheets.CellData{}
	}
	kind, err := book.GetCellType(tab, cell)
	do(t, err)
	formula, err := book.GetCellFormula(tab, cell)
	do(t, err)
	value := &gsheets.ExtendedValue{StringValue: &stored}
	if f, err := strconv.ParseFloat(stored, 64); err == nil && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
		value = &gsheets.ExtendedValue{NumberValue: &f}
	}
	entered := value
	if formula != "" {
		formula = "=" + formula
		entered = &gsheets.ExtendedValue{FormulaValue: &formula}
	}
	return &gsheets.CellData{UserEnteredValue: entered, EffectiveValue: value, FormattedValue: seen}
}

func gridRange(t *testing.T, m excelize.MergeCell) *gsheets.GridRange {
	t.Helper()
	col1, row1, err := excelize.CellNameToCoordinates(m.GetStartAxis())
	do(t, err)
	col2, row2, err := excelize.CellNameToCoordinates(m.GetEndAxis())
	do(t, err)
	return &gsheets.GridRange{
		StartRowIndex: int64(row1 - 1), EndRowIndex: int64(row2), StartColumnIndex: int64(col1 - 1), EndColumnIndex: int64(col2),
	}
}
