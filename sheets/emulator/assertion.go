package emulator

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
	"time"
)

// The service account that the server knows, and the person in the office who
// owns the files.
const (
	Account = "thidua@emulator.iam.gserviceaccount.com"
	Person  = "van.phong@emulator.example"
)

// What the files for signing in say.
const (
	projectID = "emulator"
	keyID     = "emulator-1" // of the service account's only key
)

// claims are those of an assertion that is exchanged for a token.
type claims struct {
	Issuer   string `json:"iss"`
	Audience string `json:"aud"`
	Scope    string `json:"scope"`
	Issued   int64  `json:"iat"`
	Expires  int64  `json:"exp"`
}

// KeyFile returns the JSON key of the service account, for a server that is
// reached at base, such as http://127.0.0.1:8080.
func (s *Server) KeyFile(base string) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(s.key)
	if err != nil {
		return nil, fmt.Errorf("encode the key: %w", err)
	}
	base = strings.TrimSuffix(base, "/")
	return json.MarshalIndent(map[string]string{
		"type": "service_account", "project_id": projectID, "client_email": Account, "private_key_id": keyID,
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
		"auth_uri":    base + authPath, "token_uri": base + tokenPath,
	}, "", "  ")
}

// IsCredential reports whether data is a file that KeyFile or ClientFile made.
func IsCredential(data []byte) bool {
	var file struct {
		Project   string `json:"project_id"`
		Installed struct {
			Project string `json:"project_id"`
		} `json:"installed"`
	}
	return json.Unmarshal(data, &file) == nil && (file.Project == projectID || file.Installed.Project == projectID)
}

// verify checks the signature of an assertion (RFC 7515, RS256).
func (s *Server) verify(assertion string) (claims, error) {
	var c claims
	var header struct {
		Algorithm string `json:"alg"`
		KeyID     string `json:"kid"`
	}
	parts := strings.Split(assertion, ".")
	if len(parts) != 3 || decodePart(parts[0], &header) != nil || decodePart(parts[1], &c) != nil {
		return c, errors.New("invalid JWT: it cannot be decoded")
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	unknown := header.KeyID != "" && header.KeyID != keyID // a client may leave out which of the account's keys it is
	if err != nil || header.Algorithm != "RS256" || unknown {
		return c, errors.New("invalid JWT: it is not signed with a known key")
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if rsa.VerifyPKCS1v15(&s.key.PublicKey, crypto.SHA256, sum[:], signature) != nil {
		return c, errors.New("invalid JWT signature")
	}
	return c, nil
}

func decodePart(part string, v any) error {
	data, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// check holds an assertion against the server's address and the time.
func (c claims) check(audience string, now time.Time) error {
	const skew = 5 * time.Minute
	issued, expires := time.Unix(c.Issued, 0), time.Unix(c.Expires, 0)
	switch {
	case c.Issuer != Account:
		return errors.New("invalid grant: account not found")
	case c.Audience != audience:
		return errors.New("invalid JWT: audience is not this server")
	case c.Scope == "":
		return errors.New("invalid scope: empty")
	case issued.After(now.Add(skew)) || expires.Before(now) || expires.Sub(issued) > time.Hour:
		return errors.New("invalid JWT: token must be a short-lived token (60 minutes) and in a reasonable timeframe")
	}
	return nil
}
