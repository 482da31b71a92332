package validate

import (
	"errors"
	"strings"

	"thidua/plan"
	"thidua/sheets"
)

// SourceFinding says why a unit's source could not be read. An error that is
// none of the sentinels of package sheets is source-unreachable.
func SourceFinding(unit plan.UnitID, source string, err error) Finding {
	return FailedSource(unit, source, sourceRule(err))
}

// FailedSource is the finding of a source that is known to be unreadable for
// the reason that rule names.
func FailedSource(unit plan.UnitID, source, rule string) Finding {
	return newFinding(rule, unit, plan.Origin{Source: source})
}

// ReaderFinding says that nothing can be read through a reader now, which is
// no unit's doing.
func ReaderFinding(reader string, err error) Finding {
	f := newFinding(RuleSourceUnreachable, "", plan.Origin{})
	f.Args = map[string]string{"reader": reader, "reason": reasonOf(err)}
	return f
}

// reasonOf names the cause of an error that says so by itself.
func reasonOf(err error) string {
	var told interface{ Reason() string }
	if errors.As(err, &told) {
		return told.Reason()
	}
	return ""
}

// UnreadRegister is the finding of a register that cannot be read.
func UnreadRegister(source string) Finding {
	f := newFinding(RuleRegisterInvalid, "", plan.Origin{Source: source})
	f.Args = map[string]string{"reason": "unread"}
	return f
}

func sourceRule(err error) string {
	for _, known := range []struct {
		err  error
		rule string
	}{
		{sheets.ErrNotFound, RuleSourceNotFound},
		{sheets.ErrDenied, RuleSourceDenied},
		{sheets.ErrNotSpreadsheet, RuleSourceNotSpreadsheet},
		{sheets.ErrEncrypted, RuleSourceEncrypted},
		{sheets.ErrLegacyFormat, RuleSourceLegacyFormat},
		{sheets.ErrCorrupt, RuleSourceCorrupt},
		{sheets.ErrTooLarge, RuleSourceTooLarge},
		{sheets.ErrTrashed, RuleSourceTrashed},
	} {
		if errors.Is(err, known.err) {
			return known.rule
		}
	}
	return RuleSourceUnreachable
}

// Link returns the address that opens a Google spreadsheet at a place, "" for
// a file. A cell is left out when its tab's id is not known: a range alone
// would point into whatever tab comes first.
func Link(o plan.Origin) string {
	if o.Source == "" || strings.ContainsAny(o.Source, `./\`) {
		return ""
	}
	link := "https://docs.google.com/spreadsheets/d/" + o.Source + "/edit"
	if o.GID == "" {
		return link
	}
	link += "#gid=" + o.GID
	if o.Cell == "" {
		return link
	}
	return link + "&range=" + o.Cell
}
