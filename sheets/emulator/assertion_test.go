package emulator_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator"
)

const readonly = "https://www.googleapis.com/auth/spreadsheets.readonly"

// client knows a server, its key and a token.
type client struct {
	*emulator.Server
	url, token string
	key        *rsa.PrivateKey
	keyID      string
}

// start serves one spreadsheet, ID, and gets a token for reading it.
func start(t *testing.T) *client {
	t.Helper()
	server, err := emulator.New(emulator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(server)
	t.Cleanup(listening.Close)
	c := &client{Server: server, url: listening.URL}
	c.readKey(t)
	server.Put(&sheets.Grid{Source: "ID", Title: "Báo cáo", Locale: "vi_VN", Tabs: []sheets.Tab{{
		GID: "0", Title: "Biểu 1", Merges: []sheets.Range{{To: sheets.Ref{Col: 1}}},
		Cells: [][]sheets.Cell{{{Kind: sheets.Number, Number: 9000, Seen: "9.000", Format: "#,##0"}}},
	}}})
	code, answer := c.askToken(t, c.assertion(t, nil))
	if code != http.StatusOK {
		t.Fatalf("no token: %s", answer)
	}
	var granted struct {
		Token string `json:"access_token"`
	}
	if err := json.Unmarshal([]byte(answer), &granted); err != nil {
		t.Fatal(err)
	}
	c.token = granted.Token
	return c
}

func (c *client) readKey(t *testing.T) {
	t.Helper()
	data, err := c.KeyFile(c.url)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Key string `json:"private_key"`
		ID  string `json:"private_key_id"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode([]byte(file.Key))
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	c.key, c.keyID = key.(*rsa.PrivateKey), file.ID
}

// assertion signs claims that are good but for what change does to them.
func (c *client) assertion(t *testing.T, change func(header, claims map[string]any)) string {
	t.Helper()
	now := time.Now().Unix()
	header := map[string]any{"alg": "RS256", "typ": "JWT", "kid": c.keyID}
	claims := map[string]any{"iss": emulator.Account, "aud": c.url + "/token", "scope": readonly, "iat": now, "exp": now + 3600}
	if change != nil {
		change(header, claims)
	}
	signed := encode(t, header) + "." + encode(t, claims)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, c.key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func encode(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

func (c *client) askToken(t *testing.T, assertion string) (int, string) {
	t.Helper()
	response, err := http.PostForm(c.url+"/token", url.Values{
		"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {assertion},
	})
	if err != nil {
		t.Fatal(err)
	}
	return body(t, response)
}

func (c *client) get(t *testing.T, path string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	return body(t, response)
}

func body(t *testing.T, response *http.Response) (int, string) {
	t.Helper()
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, strings.TrimSpace(string(data))
}

// TestAssertions: a client that signs badly, too late or for somebody else
// gets no token.
func TestAssertions(t *testing.T) {
	c := start(t)
	for name, change := range map[string]func(header, claims map[string]any){
		"not signed":     func(h, _ map[string]any) { h["alg"] = "none" },
		"unknown key":    func(h, _ map[string]any) { h["kid"] = "other" },
		"other account":  func(_, c map[string]any) { c["iss"] = "other@example.com" },
		"other audience": func(_, c map[string]any) { c["aud"] = "https://oauth2.googleapis.com/token" },
		"no scope":       func(_, c map[string]any) { c["scope"] = "" },
		"expired":        func(_, c map[string]any) { c["iat"], c["exp"] = 1, 3601 },
		"too long":       func(_, c map[string]any) { c["exp"] = c["iat"].(int64) + 7200 },
		"from tomorrow":  func(_, c map[string]any) { c["iat"], c["exp"] = c["iat"].(int64)+86400, c["exp"].(int64)+86400 },
	} {
		if code, answer := c.askToken(t, c.assertion(t, change)); code != http.StatusBadRequest || !strings.Contains(answer, "invalid_grant") {
			t.Errorf("%s: %d %s", name, code, answer)
		}
	}
	good := c.assertion(t, nil)
	for name, assertion := range map[string]string{
		"nothing": "", "not three parts": "a.b", "not base64": "?.?.?",
		"another signature": good[:strings.LastIndex(good, ".")] + ".AAAA",
	} {
		if code, answer := c.askToken(t, assertion); code != http.StatusBadRequest || !strings.Contains(answer, "invalid_grant") {
			t.Errorf("%s: %d %s", name, code, answer)
		}
	}
	if code, answer := c.askToken(t, c.assertion(t, func(h, _ map[string]any) { delete(h, "kid") })); code != http.StatusOK {
		t.Errorf("without the key's name: %d %s", code, answer)
	}
	if c.Grants() != 2 {
		t.Errorf("%d tokens were given, want those of the two good assertions", c.Grants())
	}
}

// TestTokens: a token must be known, not revoked, and good for reading.
func TestTokens(t *testing.T) {
	c := start(t)
	_, answer := c.askToken(t, c.assertion(t, func(_, claims map[string]any) {
		claims["scope"] = "https://www.googleapis.com/auth/drive.metadata.readonly"
	}))
	var other struct {
		Token string `json:"access_token"`
	}
	if err := json.Unmarshal([]byte(answer), &other); err != nil {
		t.Fatal(err)
	}
	c.expect(t, "/v4/spreadsheets/ID", http.StatusOK, `"spreadsheetId": "ID"`)
	good := c.token
	c.token = other.Token
	c.expect(t, "/v4/spreadsheets/ID", http.StatusForbidden, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
	c.token = ""
	c.expect(t, "/v4/spreadsheets/ID", http.StatusUnauthorized, "UNAUTHENTICATED")
	c.token = good
	c.Revoke()
	c.expect(t, "/v4/spreadsheets/ID", http.StatusUnauthorized, "UNAUTHENTICATED")
}

func (c *client) expect(t *testing.T, path string, code int, holds string) {
	t.Helper()
	if got, answer := c.get(t, path); got != code || !strings.Contains(answer, holds) {
		t.Errorf("%s: %d %s, want %d with %s", path, got, answer, code, holds)
	}
}
