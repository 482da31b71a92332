package master

import (
	"encoding/json"

	gsheets "google.golang.org/api/sheets/v4"
)

// limits are how much one call carries and how many rows a step writes.
type limits struct{ bytes, rows int }

// googleLimits are those of the API, which advises no more than 2 MB a call.
func googleLimits() limits { return limits{bytes: 1_900_000, rows: 250} }

// batches puts steps into as few calls as carry them, in their order. A step
// is never divided.
func batches(steps []step, most int) [][]*gsheets.Request {
	var all [][]*gsheets.Request
	room := 0
	for _, s := range steps {
		if len(s) == 0 {
			continue
		}
		size := sizeOf(s)
		if len(all) == 0 || size > room {
			all, room = append(all, nil), most
		}
		all[len(all)-1] = append(all[len(all)-1], s...)
		room -= size
	}
	return all
}

// sizeOf is how many bytes a step takes in a call.
func sizeOf(s step) int {
	data, err := json.Marshal(s)
	if err != nil {
		return 0 // the call will say why
	}
	return len(data)
}
