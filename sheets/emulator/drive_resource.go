package emulator

import (
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strconv"
	"strings"
	"time"
)

// What the Drive API writes of a file. Falses are written, what is not there
// is left out. The fields of type never are known and empty: a mask may name
// them.
type (
	fileResource struct {
		Kind           string               `json:"kind"`
		ID             string               `json:"id"`
		Name           string               `json:"name"`
		MimeType       string               `json:"mimeType"`
		Description    string               `json:"description,omitempty"`
		Properties     map[string]string    `json:"properties,omitempty"`
		AppProperties  map[string]string    `json:"appProperties,omitempty"`
		Starred        bool                 `json:"starred"`
		Trashed        bool                 `json:"trashed"`
		Explicitly     bool                 `json:"explicitlyTrashed"`
		Parents        []string             `json:"parents,omitempty"`
		Spaces         []string             `json:"spaces"`
		Version        string               `json:"version"`
		Created        string               `json:"createdTime"`
		Modified       string               `json:"modifiedTime"`
		WebViewLink    string               `json:"webViewLink,omitempty"`
		WebContentLink string               `json:"webContentLink,omitempty"`
		DriveID        string               `json:"driveId,omitempty"`
		TeamDriveID    string               `json:"teamDriveId,omitempty"`
		Owners         []userResource       `json:"owners,omitempty"`
		OwnedByMe      *bool                `json:"ownedByMe,omitempty"`
		Shared         *bool                `json:"shared,omitempty"`
		SharedWithMe   string               `json:"sharedWithMeTime,omitempty"`
		LastModifier   *userResource        `json:"lastModifyingUser,omitempty"`
		Capabilities   map[string]bool      `json:"capabilities"`
		Permissions    []permissionResource `json:"permissions,omitempty"`
		PermissionIDs  []string             `json:"permissionIds,omitempty"`
		Size           string               `json:"size,omitempty"`
		QuotaBytesUsed string               `json:"quotaBytesUsed,omitempty"`
		MD5            string               `json:"md5Checksum,omitempty"`
		SHA256         string               `json:"sha256Checksum,omitempty"`
		HeadRevision   string               `json:"headRevisionId,omitempty"`
		Original       string               `json:"originalFilename,omitempty"`
		Extension      string               `json:"fileExtension,omitempty"`
		FullExtension  string               `json:"fullFileExtension,omitempty"`
		ExportLinks    map[string]string    `json:"exportLinks,omitempty"`
		unfilled
	}
	unfilled struct {
		ClientEncryptionDetails      never `json:"clientEncryptionDetails,omitempty"`
		ContentHints                 never `json:"contentHints,omitempty"`
		ContentRestrictions          never `json:"contentRestrictions,omitempty"`
		CopyRequiresWriterPermission never `json:"copyRequiresWriterPermission,omitempty"`
		DownloadRestrictions         never `json:"downloadRestrictions,omitempty"`
		FolderColorRGB               never `json:"folderColorRgb,omitempty"`
		HasAugmentedPermissions      never `json:"hasAugmentedPermissions,omitempty"`
		HasThumbnail                 never `json:"hasThumbnail,omitempty"`
		IconLink                     never `json:"iconLink,omitempty"`
		ImageMediaMetadata           never `json:"imageMediaMetadata,omitempty"`
		InheritedPermissionsDisabled never `json:"inheritedPermissionsDisabled,omitempty"`
		IsAppAuthorized              never `json:"isAppAuthorized,omitempty"`
		LabelInfo                    never `json:"labelInfo,omitempty"`
		LinkShareMetadata            never `json:"linkShareMetadata,omitempty"`
		ModifiedByMe                 never `json:"modifiedByMe,omitempty"`
		ModifiedByMeTime             never `json:"modifiedByMeTime,omitempty"`
		ResourceKey                  never `json:"resourceKey,omitempty"`
		SHA1Checksum                 never `json:"sha1Checksum,omitempty"`
		SharingUser                  never `json:"sharingUser,omitempty"`
		ShortcutDetails              never `json:"shortcutDetails,omitempty"`
		ThumbnailLink                never `json:"thumbnailLink,omitempty"`
		ThumbnailVersion             never `json:"thumbnailVersion,omitempty"`
		TrashedTime                  never `json:"trashedTime,omitempty"`
		TrashingUser                 never `json:"trashingUser,omitempty"`
		VideoMediaMetadata           never `json:"videoMediaMetadata,omitempty"`
		ViewedByMe                   never `json:"viewedByMe,omitempty"`
		ViewedByMeTime               never `json:"viewedByMeTime,omitempty"`
		ViewersCanCopyContent        never `json:"viewersCanCopyContent,omitempty"`
		WritersCanShare              never `json:"writersCanShare,omitempty"`
	}
	never        *struct{}
	userResource struct {
		Kind         string `json:"kind"`
		DisplayName  string `json:"displayName"`
		Me           bool   `json:"me"`
		PermissionID string `json:"permissionId"`
		Email        string `json:"emailAddress"`
	}
	permissionResource struct {
		Kind    string `json:"kind"`
		ID      string `json:"id"`
		Type    string `json:"type"`
		Role    string `json:"role"`
		Email   string `json:"emailAddress,omitempty"`
		Display string `json:"displayName,omitempty"`
		Deleted *bool  `json:"deleted,omitempty"`
	}
)

// usualFields are what Drive answers of a file when nothing is asked for.
const usualFields = "kind,id,name,mimeType"

// resource is a file as a viewer sees it.
func (d *drive) resource(v viewer, f *file) fileResource {
	in := d.driveOf(f)
	r := fileResource{
		Kind: "drive#file", ID: f.id, Name: f.name, MimeType: f.mimeType, Description: f.description,
		Properties: f.properties, AppProperties: f.appProperties, Trashed: f.trashed, Explicitly: f.trashed,
		Spaces: []string{"drive"}, Version: strconv.FormatInt(f.version, 10),
		Created: stamp(f.created), Modified: stamp(f.modified), WebViewLink: f.link(), DriveID: in, TeamDriveID: in,
		Capabilities: f.capabilities(v.account),
	}
	if above := d.files[f.parent]; above != nil && d.sees(v, above) {
		r.Parents = []string{f.parent}
	}
	if in == "" { // a shared drive owns its files itself
		mine, shared := f.owner == v.account, len(f.permissions) > 1
		r.OwnedByMe, r.Shared = &mine, &shared
		r.Owners = []userResource{user(v, f.owner)}
		if !mine {
			r.SharedWithMe = stamp(f.created)
		}
	}
	if f.writableBy(v.account) {
		for _, p := range f.permissions {
			r.Permissions = append(r.Permissions, toPermission(p))
			r.PermissionIDs = append(r.PermissionIDs, p.id)
		}
	}
	last := user(v, f.editor)
	r.LastModifier = &last
	r.describeContent(f)
	return r
}

// describeContent tells of bytes, where a file has any.
func (r *fileResource) describeContent(f *file) {
	if f.mimeType == sheetType {
		r.ExportLinks = map[string]string{}
		for _, mimeType := range exportTypes() {
			r.ExportLinks[mimeType] = "https://docs.google.com/spreadsheets/export?id=" + f.id + "&exportFormat=" + formatOf(mimeType)
		}
	}
	if f.isNative() {
		return
	}
	sum, long := md5.Sum(f.data), sha256.Sum256(f.data)
	r.MD5, r.SHA256 = hex.EncodeToString(sum[:]), hex.EncodeToString(long[:])
	r.Size = strconv.Itoa(len(f.data))
	r.QuotaBytesUsed = r.Size
	r.HeadRevision = "0B" + r.MD5
	r.Original = f.name
	r.Extension = strings.TrimPrefix(path.Ext(f.name), ".")
	r.FullExtension = r.Extension
	r.WebContentLink = "https://drive.google.com/uc?id=" + f.id + "&export=download"
}

// link is where a person opens the file.
func (f *file) link() string {
	switch f.mimeType {
	case sheetType:
		return "https://docs.google.com/spreadsheets/d/" + f.id + "/edit?usp=drivesdk"
	case folderType:
		return "https://drive.google.com/drive/folders/" + f.id
	default:
		return "https://drive.google.com/file/d/" + f.id + "/view?usp=drivesdk"
	}
}

// capabilities says what an account can do with a file.
func (f *file) capabilities(account string) map[string]bool {
	write, own := f.writableBy(account), f.role(account) == "owner"
	folder := f.mimeType == folderType
	return map[string]bool{
		"canEdit": write, "canRename": write, "canModifyContent": write && !folder, "canComment": write, "canShare": write,
		"canAddChildren": write && folder, "canListChildren": folder, "canRemoveChildren": write && folder,
		"canCopy": !folder, "canDownload": !folder, "canReadRevisions": write && !folder,
		"canDelete": own, "canTrash": own, "canUntrash": own,
	}
}

// user is an account as it is shown to a viewer.
func user(v viewer, account string) userResource {
	return userResource{
		Kind: "drive#user", DisplayName: account, Me: account == v.account, PermissionID: permissionID(account), Email: account,
	}
}

func toPermission(p permission) permissionResource {
	r := permissionResource{Kind: "drive#permission", ID: p.id, Type: p.kind, Role: p.role}
	if p.account != "" {
		deleted := false
		r.Email, r.Display, r.Deleted = p.account, p.account, &deleted
	}
	return r
}

// stamp writes a time as Drive does, to the millisecond.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
