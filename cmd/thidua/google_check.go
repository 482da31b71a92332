package main

import (
	"context"
	"errors"

	"thidua/plan"
	"thidua/sheets/google"
)

type googleCheckCommand struct {
	Units []plan.UnitID `arg:"" optional:"" help:"${help_check_units}"`
}

// Run says whether the credential works and what of the configured sources can
// be read with it, and for whatever does not work what to do.
func (c googleCheckCommand) Run(ctx context.Context, a *app) error {
	cfg, p, err := a.load()
	if err != nil {
		return err
	}
	if err := knowUnits(p, c.Units); err != nil {
		return err
	}
	credential, err := google.OpenCredential(ctx, credentialOptions(cfg.Google))
	if err == nil {
		err = credential.Check(ctx)
	}
	checked := googleCheck{Credential: a.checkedCredential(credential, err)}
	if err != nil {
		return errors.Join(err, a.printGoogleCheck(checked, p))
	}
	if checked.Sources, err = a.checkSources(ctx, cfg, p, credential, c.Units); err != nil {
		return err
	}
	if err := a.printGoogleCheck(checked, p); err != nil {
		return err
	}
	if failed := checked.failed(); failed > 0 {
		return &partialError{failed}
	}
	return nil
}

// googleCheck is what the check found; its JSON is public.
type googleCheck struct {
	Credential checkedCredential `json:"credential"`
	Sources    []checkedSource   `json:"sources"`
}

type checkedCredential struct {
	Kind    google.CredentialKind `json:"kind"`
	Account string                `json:"account"` // sheets are to be shared with it
	OK      bool                  `json:"ok"`
	Reason  string                `json:"reason"` // google.AuthError, or busy
	Message string                `json:"message"`
	Hint    string                `json:"hint"`
	Exposed []string              `json:"exposed"` // files that others may read
}

type checkedSource struct {
	Unit     plan.UnitID `json:"unit"`
	ID       string      `json:"id"`
	Kind     string      `json:"kind"` // google-sheet, excel, folder, register, master, other or ""
	Name     string      `json:"name"`
	OK       bool        `json:"ok"`
	CanEdit  bool        `json:"can_edit"`
	Locale   string      `json:"locale"`
	Modified string      `json:"modified"` // RFC 3339
	Rule     string      `json:"rule"`     // why it cannot be read, as in findings
	Message  string      `json:"message"`
	Hint     string      `json:"hint"` // of a source that is OK: what is not possible with it
}

func (c googleCheck) failed() int {
	failed := 0
	for _, s := range c.Sources {
		if !s.OK {
			failed++
		}
	}
	return failed
}

func (a *app) checkedCredential(c *google.Credential, err error) checkedCredential {
	checked := checkedCredential{OK: err == nil, Exposed: []string{}}
	if c != nil {
		checked.Kind, checked.Account = c.Kind(), c.Account()
		checked.Exposed = append(checked.Exposed, c.Exposed()...)
	}
	if err != nil {
		checked.Reason = "busy"
		if why := google.AuthError(""); errors.As(err, &why) {
			checked.Reason = why.Reason()
		}
		checked.Message, checked.Hint = a.googleTrouble(err)
	}
	return checked
}
