package google

import (
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	"thidua/sheets"
)

// maxAnswer is how many bytes an answer may have, unpacked: enough for the
// cells that a grid may have.
const maxAnswer = 128 << 20

const userAgent = "thidua"

// A transport signs requests, counts them and bounds their answers.
type transport struct {
	credential *Credential
	base       http.RoundTripper
	calls      *atomic.Int64
}

// signed returns a client whose requests are signed and counted. It follows no
// redirect: a token must not be carried to where an answer points.
func signed(credential *Credential, base http.RoundTripper, calls *atomic.Int64) *http.Client {
	return &http.Client{Transport: &transport{credential, base, calls}, CheckRedirect: followNone}
}

func followNone(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// RoundTrip sends a copy of request with a token. A token that is refused is
// not used again.
func (t *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	token, err := t.credential.get(request.Context())
	if err != nil {
		return nil, err
	}
	signed := request.Clone(request.Context())
	t.credential.sign(signed, token)
	t.calls.Add(1)
	response, err := t.base.RoundTrip(signed)
	if err != nil {
		return nil, err
	}
	if response.StatusCode == http.StatusUnauthorized {
		t.credential.drop()
	}
	response.Body = &bounded{response.Body, maxAnswer}
	return response, nil
}

// bounded fails with ErrTooLarge when more than left bytes are read.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, fmt.Errorf("%w: the answer has more than %d bytes", sheets.ErrTooLarge, maxAnswer)
	}
	return n, err
}
