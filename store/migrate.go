package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// migrate brings the schema of db up to date.
func migrate(ctx context.Context, db *sql.DB) error {
	provider, have, want, err := versions(ctx, db)
	if err != nil {
		return err
	}
	if have > want {
		return fmt.Errorf("%w: schema %d, known up to %d", ErrNewerSchema, have, want)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate schema from %d to %d: %w", have, want, err)
	}
	return nil
}

// checkSchema fails unless the schema of db is the program's own.
func checkSchema(ctx context.Context, db *sql.DB) error {
	_, have, want, err := versions(ctx, db)
	switch {
	case err != nil:
		return err
	case have > want:
		return fmt.Errorf("%w: schema %d, known up to %d", ErrNewerSchema, have, want)
	case have < want:
		return fmt.Errorf("%w: schema %d of %d", ErrOlderSchema, have, want)
	}
	return nil
}

// versions returns the version of the schema that db has, 0 for none, and the
// one that the program wants. It writes nothing.
func versions(ctx context.Context, db *sql.DB) (provider *goose.Provider, have, want int64, err error) {
	files, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return nil, 0, 0, fmt.Errorf("find migrations: %w", err)
	}
	provider, err = goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, 0, 0, fmt.Errorf("load migrations: %w", err)
	}
	for _, migration := range provider.ListSources() {
		want = max(want, migration.Version)
	}
	have, err = schemaVersion(ctx, db)
	if err != nil {
		return nil, 0, 0, fmt.Errorf("read schema version: %w", err)
	}
	return provider, have, want, nil
}

func schemaVersion(ctx context.Context, db *sql.DB) (version int64, err error) {
	var tables int
	err = db.QueryRowContext(ctx, `SELECT COUNT(*) FROM sqlite_master WHERE name = '`+goose.DefaultTablename+`'`).Scan(&tables)
	if err != nil || tables == 0 {
		return 0, err
	}
	err = db.QueryRowContext(ctx, `SELECT COALESCE(MAX(version_id), 0) FROM `+goose.DefaultTablename).Scan(&version)
	return version, err
}
