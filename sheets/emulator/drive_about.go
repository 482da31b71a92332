package emulator

import "net/http"

type aboutResource struct {
	Kind          string              `json:"kind"`
	User          userResource        `json:"user"`
	Storage       storageResource     `json:"storageQuota"`
	ExportFormats map[string][]string `json:"exportFormats"`
	ImportFormats map[string][]string `json:"importFormats"`
	MaxUpload     string              `json:"maxUploadSize"`
	AppInstalled  bool                `json:"appInstalled"`
	CanCreate     bool                `json:"canCreateDrives"`
}

type storageResource struct {
	Limit   string `json:"limit"`
	Usage   string `json:"usage"`
	InDrive string `json:"usageInDrive"`
	InTrash string `json:"usageInDriveTrash"`
}

// about says who asks and what can be done. It says nothing unasked.
func (s *Server) about(r *request) (any, error) {
	if r.query.Get("fields") == "" {
		return nil, driveError(http.StatusBadRequest, "required", "The 'fields' parameter is required for this method.", "fields")
	}
	return masked(r, aboutResource{
		Kind: "drive#about", User: user(r.viewer, r.account), MaxUpload: "67108864",
		Storage:       storageResource{"16106127360", "0", "0", "0"},
		ExportFormats: map[string][]string{sheetType: exportTypes()},
		ImportFormats: map[string][]string{excelType: {sheetType}},
	}, "")
}
