package emulator

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"os"
	"path"
	"strings"
)

// uploadedDir is the name of folders whose files stay what they are.
const uploadedDir = "uploaded"

// A Loaded is a file that Load put on Drive.
type Loaded struct {
	ID       string
	Name     string // on Drive
	MimeType string
	Path     string // in the folder that was loaded, with slashes
}

// Load puts what lies in a folder of the machine on Drive. Each .xlsx becomes
// a native sheet in the given locale, such as vi_VN; each folder a folder. The
// files in a folder "uploaded", of whatever kind, are put as they are beside
// that folder. Files that begin with a dot or with ~$ are left out.
//
// The ids depend on the paths only. Nothing is written to the folder, and what
// changes there afterwards is not followed.
func (s *Server) Load(ctx context.Context, dir, locale string) ([]Loaded, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the folder to serve: %w", err)
	}
	defer root.Close()
	l := &loader{server: s, root: root.FS(), locale: locale, folders: map[string]string{".": ""}}
	err = fs.WalkDir(l.root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		return l.load(name, entry)
	})
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", dir, err)
	}
	return l.loaded, nil
}

// A loader goes through a folder.
type loader struct {
	server  *Server
	root    fs.FS
	locale  string
	folders map[string]string // the id of each folder on Drive, "" for the top
	loaded  []Loaded
}

func (l *loader) load(name string, entry fs.DirEntry) error {
	base := path.Base(name)
	hidden := name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$"))
	switch {
	case entry.IsDir() && hidden:
		return fs.SkipDir
	case entry.IsDir() && name != ".":
		l.loadFolder(name)
		return nil
	case hidden || !entry.Type().IsRegular():
		return nil
	case path.Base(path.Dir(name)) == uploadedDir:
		return l.loadFile(name)
	case strings.EqualFold(path.Ext(name), ".xlsx"):
		return l.loadSheet(name)
	default:
		return nil
	}
}

// loadFolder makes a folder, but none for a folder of uploaded files.
func (l *loader) loadFolder(name string) {
	above := l.folders[path.Dir(name)]
	if path.Base(name) == uploadedDir {
		l.folders[name] = above
		return
	}
	f := Loaded{ID: idOf(name, shortID), Name: path.Base(name), MimeType: folderType, Path: name}
	l.folders[name] = f.ID
	l.server.PutFolder(f.ID, f.Name)
	l.take(f, above)
}

func (l *loader) loadFile(name string) error {
	data, err := l.read(name)
	if err != nil {
		return err
	}
	f := Loaded{ID: idOf(name, shortID), Name: path.Base(name), MimeType: typeOf(name), Path: name}
	l.server.PutFile(f.ID, f.Name, f.MimeType, data)
	l.take(f, l.folders[path.Dir(name)])
	return nil
}

func (l *loader) loadSheet(name string) error {
	data, err := l.read(name)
	if err != nil {
		return err
	}
	f := Loaded{ID: idOf(name, longID), Name: strings.TrimSuffix(path.Base(name), path.Ext(name)), MimeType: sheetType, Path: name}
	if err := l.server.PutWorkbook(f.ID, f.Name, l.locale, data); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	l.take(f, l.folders[path.Dir(name)])
	return nil
}

// take notes a file and puts it into its folder on Drive.
func (l *loader) take(f Loaded, folder string) {
	if folder != "" {
		l.server.Move(f.ID, folder)
	}
	l.loaded = append(l.loaded, f)
}

// read reads a file that is no larger than a client could upload.
func (l *loader) read(name string) ([]byte, error) {
	info, err := fs.Stat(l.root, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxBody {
		return nil, fmt.Errorf("%s has more than %d bytes", name, maxBody)
	}
	return fs.ReadFile(l.root, name)
}

// typeOf goes by the ending of a name.
func typeOf(name string) string {
	if strings.EqualFold(path.Ext(name), ".xlsx") {
		return excelType
	}
	if known := mime.TypeByExtension(path.Ext(name)); known != "" {
		return mediaTypeOf(known)
	}
	return "application/octet-stream"
}

// How long ids are at Google: those of native sheets, and of folders and other
// files.
const (
	longID  = 44
	shortID = 33
)

// idOf makes an id of a path.
func idOf(name string, length int) string {
	sum := sha256.Sum256([]byte(name))
	return ("1" + base64.RawURLEncoding.EncodeToString(sum[:]))[:length]
}
