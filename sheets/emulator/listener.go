package emulator

import (
	"context"
	"net"
	"sync"
)

// A Listener accepts connections that are made in this process and go over no
// network, by its Dial. Inside a bubble of testing/synctest they do not keep
// the clock from going on.
type Listener struct {
	accepted chan net.Conn
	once     sync.Once
	closed   chan struct{}
}

var _ net.Listener = (*Listener)(nil)

// NewListener returns a Listener for http.Server.Serve.
func NewListener() *Listener {
	return &Listener{accepted: make(chan net.Conn), closed: make(chan struct{})}
}

// Dial connects to whoever accepts, whatever the address: it is for
// http.Transport.DialContext.
func (l *Listener) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case l.accepted <- theirs:
		return ours, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept waits for the next connection.
func (l *Listener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.accepted:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close ends Accept and Dial, not the connections.
func (l *Listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

// Addr is a name and no place.
func (l *Listener) Addr() net.Addr { return address{} }

type address struct{}

func (address) Network() string { return "pipe" }
func (address) String() string  { return "emulator" }
