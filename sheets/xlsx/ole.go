package xlsx

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// An OLE file keeps its directory in entries of 128 bytes, aligned so: the
// name in UTF-16, at 64 the name's size with its final zero, at 66 the type.
const (
	oleEntry    = 128
	oleNameSize = 64
	oleType     = 66
	oleStream   = 2
)

// hasStream looks for a directory entry anywhere in an OLE file: the directory
// need not be followed to know that a stream is in it.
func hasStream(data []byte, name string) bool {
	units := append(utf16.Encode([]rune(name)), 0)
	want, err := binary.Append(nil, binary.LittleEndian, units)
	if err != nil {
		return false
	}
	for ; len(data) >= oleEntry; data = data[oleEntry:] {
		if bytes.HasPrefix(data, want) && data[oleType] == oleStream &&
			int(binary.LittleEndian.Uint16(data[oleNameSize:])) == len(want) {
			return true
		}
	}
	return false
}
