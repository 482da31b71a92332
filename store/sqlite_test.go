package store_test

import (
	"path/filepath"
	"testing"

	"thidua/store"
	"thidua/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Open {
		path := filepath.Join(t.TempDir(), "thidua.db")
		return func() (*store.Store, error) { return store.Open(t.Context(), path) }
	})
}
