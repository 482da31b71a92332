package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Open opens the SQLite database at path for reading and writing. It creates
// the folder and the file when they are missing, readable by their owner
// only, and migrates the schema. A lock file beside it keeps a second writer
// out: ErrLocked. A database made by a newer program is left alone:
// ErrNewerSchema.
func Open(ctx context.Context, path string) (_ *Store, err error) {
	defer func() { err = opened(path, err) }()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	lock := flock.New(path+".lock", flock.SetPermissions(0o600))
	locked, err := lock.TryLock()
	if err != nil {
		return nil, err
	}
	if !locked {
		return nil, ErrLocked
	}
	s, err := openLocked(ctx, path)
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	s.lock = lock
	return s, nil
}

// OpenReadOnly opens the SQLite database at path beside whoever writes to it.
// Methods that write fail. The error wraps fs.ErrNotExist when there is no
// database yet, ErrNewerSchema or ErrOlderSchema when its schema is not the
// program's own.
func OpenReadOnly(ctx context.Context, path string) (_ *Store, err error) {
	defer func() { err = opened(path, err) }()
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", readerDSN(path))
	if err != nil {
		return nil, err
	}
	if err := checkSchema(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Store{read: db, write: db}, nil
}

func opened(path string, err error) error {
	if err != nil {
		return fmt.Errorf("store: open %s: %w", path, err)
	}
	return nil
}

func openLocked(ctx context.Context, path string) (*Store, error) {
	if err := ownFile(path); err != nil {
		return nil, err
	}
	write, err := sql.Open("sqlite", writerDSN(path))
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	if err := migrate(ctx, write); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read, err := sql.Open("sqlite", readerDSN(path))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	return &Store{read: read, write: write}, nil
}

// ownFile makes sure that the database is there and for its owner only; the
// files that SQLite puts beside it take over its mode.
func ownFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Close())
}

func writerDSN(path string) string {
	return dsn(path, url.Values{
		// Commits survive the end of the process at any moment, and of the
		// machine: a mail recorded as sent stays sent.
		"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"},
		"_txlock": {"immediate"},
	})
}

// quotaDSN is for a file whose last second may be lost when the machine stops.
func quotaDSN(path string) string {
	return dsn(path, url.Values{
		"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)"},
		"_txlock": {"immediate"},
	})
}

func readerDSN(path string) string {
	return dsn(path, url.Values{"_pragma": {"busy_timeout(10000)", "query_only(1)"}})
}

func dsn(path string, q url.Values) string {
	q.Set("mode", "rw") // the file is there; a path mistyped later must not create one
	q.Set("_time_format", "sqlite")
	q.Set("_timezone", "UTC")
	// A file URI and not a plain path, in which '?' would end the name.
	name := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	return name.String()
}
