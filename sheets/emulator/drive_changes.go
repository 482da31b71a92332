package emulator

import (
	"net/http"
	"slices"
	"strconv"
)

type (
	startToken struct {
		Kind  string `json:"kind"`
		Token string `json:"startPageToken"`
	}
	changeList struct {
		Kind     string           `json:"kind"`
		Next     string           `json:"nextPageToken,omitempty"`
		NewStart string           `json:"newStartPageToken,omitempty"`
		Changes  []changeResource `json:"changes"`
	}
	changeResource struct {
		Kind    string        `json:"kind"`
		Type    string        `json:"type"`
		Change  string        `json:"changeType"`
		Time    string        `json:"time"`
		Removed bool          `json:"removed"`
		FileID  string        `json:"fileId,omitempty"`
		File    *fileResource `json:"file,omitempty"`
		DriveID string        `json:"driveId,omitempty"`
		Drive   never         `json:"drive,omitempty"`
		Team    never         `json:"teamDrive,omitempty"`
		TeamID  never         `json:"teamDriveId,omitempty"`
	}
)

// A token of the changes feed is the number of the first change not yet told,
// the first of all being 1.
func (s *Server) startPageToken(r *request) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	return masked(r, startToken{"drive#startPageToken", strconv.Itoa(len(d.log) + 1)}, "kind,startPageToken")
}

// listChanges tells of each file once, by the last of its changes: as it is
// now, or as removed where the account sees it no longer.
func (s *Server) listChanges(r *request) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	token := r.query.Get("pageToken")
	if token == "" {
		return nil, driveError(http.StatusBadRequest, "required", "Required parameter: pageToken", "pageToken")
	}
	next, err := strconv.Atoi(token)
	if err != nil || next < 1 || next > len(d.log)+1 {
		return nil, invalidPageToken()
	}
	size, err := pageSize(r)
	if err != nil {
		return nil, err
	}
	list := changeList{Kind: "drive#changeList", Changes: []changeResource{}}
	last := d.lastChanges()
	for ; next <= len(d.log) && len(list.Changes) < size; next++ {
		c := d.log[next-1]
		if last[c.id] != next {
			continue
		}
		if told, ok := d.tell(r, c); ok {
			list.Changes = append(list.Changes, told)
		}
	}
	if next <= len(d.log) {
		list.Next = strconv.Itoa(next)
	} else {
		list.NewStart = strconv.Itoa(next)
	}
	return masked(r, list, "kind,nextPageToken,newStartPageToken,"+
		"changes(kind,type,changeType,time,removed,fileId,driveId,file("+usualFields+"))")
}

// lastChanges maps each file to the number of its last change.
func (d *drive) lastChanges() map[string]int {
	last := map[string]int{}
	for i, c := range d.log {
		last[c.id] = i + 1
	}
	return last
}

// tell writes a change for who asks; it is not told where it is not theirs or
// not asked for.
func (d *drive) tell(r *request, c change) (changeResource, bool) {
	told := changeResource{Kind: "drive#change", Type: "file", Change: "file", Time: stamp(c.time), FileID: c.id}
	f := d.files[c.id]
	if f == nil || f.role(r.account) == "" {
		told.Removed = true
		return told, slices.Contains(c.seenBy, r.account) && r.query.Get("includeRemoved") != "false"
	}
	if f.isRoot() || !d.sees(r.viewer, f) || r.query.Get("restrictToMyDrive") == "true" && f.owner != r.account {
		return told, false
	}
	if in := r.query.Get("driveId"); in != "" && d.driveOf(f) != in {
		return told, false
	}
	resource := d.resource(r.viewer, f)
	told.File, told.DriveID = &resource, d.driveOf(f)
	return told, true
}
