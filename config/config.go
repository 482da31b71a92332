package config

// Config is the configuration of one installation. Paths are absolute or
// relative to the working directory, except those of sources, which stay as
// written and are relative to Dir.
type Config struct {
	Dir      string   `yaml:"-"` // folder of the configuration file
	Plan     string   `yaml:"plan" validate:"required"`
	Zone     string   `yaml:"zone" validate:"omitempty,timezone"` // IANA name; "" is the plan's
	Data     string   `yaml:"data" validate:"required"`
	Workbook string   `yaml:"workbook" validate:"required,xlsx"`
	Database string   `yaml:"database" validate:"localpath"` // SQLite file; in Data when not given
	Sources  []Source `yaml:"sources" validate:"dive"`
	Google   Google   `yaml:"google"`
	Mail     Mail     `yaml:"mail"`
	Schedule Schedule `yaml:"schedule"`
	Web      Web      `yaml:"web"`
	Log      Log      `yaml:"log"`
}

// Source is one spreadsheet of one unit, or lists several; exactly one of
// Path, ID, URL, Folder, Register and Adjustments is given.
type Source struct {
	Unit string `yaml:"unit"` // plan.Unit.ID; "" for a register and for adjustments
	Path string `yaml:"path" validate:"localpath"`
	ID   string `yaml:"id"`                   // of a Google spreadsheet
	URL  string `yaml:"url" validate:"https"` // of a Google spreadsheet
	// Folder is the id or the address of a folder on Google Drive in which
	// every spreadsheet is the unit's.
	Folder string `yaml:"folder"`
	// Register is the id or the address of a Google spreadsheet that lists
	// units and their spreadsheets.
	Register string `yaml:"register"`
	// Adjustments is the file, or the id or the address of the Google
	// spreadsheet, in which the secretariat keeps figures that stand in place of
	// those of the units' sheets.
	Adjustments string `yaml:"adjustments" validate:"sheet"`

	_ struct{} `yaml:"layout,unsupported"`
}

// Google says how to read Google Sheets.
type Google struct {
	// Credentials is a file with a service account's key or the client of an
	// installed app; "" takes the credential of the machine.
	Credentials string `yaml:"credentials"`
	Token       string `yaml:"token"`                                            // file with the token of a signed-in person; in Data when not given
	Impersonate string `yaml:"impersonate" validate:"omitempty,service-account"` // address of a service account to act as
	Endpoint    string `yaml:"endpoint" validate:"omitempty,url"`                // another server that speaks the same protocol
	Read        string `yaml:"read" validate:"oneof=auto sheets export"`

	// Publish is the spreadsheet, by id or address, that shows the master
	// workbook too; "" for none.
	Publish string `yaml:"publish" validate:"spreadsheet"`
	// Feedback writes a note at each faulty cell of the units' Google Sheets.
	Feedback bool `yaml:"feedback"`
}

// Mail says whether, from whom and through which server mail is sent.
type Mail struct {
	Send        bool     `yaml:"send"`                           // nothing is sent unless this is true
	RedirectTo  string   `yaml:"redirect_to" validate:"mailbox"` // everything goes here instead
	From        string   `yaml:"from" validate:"mailbox"`
	ReplyTo     string   `yaml:"reply_to" validate:"mailbox"`
	Secretariat []string `yaml:"secretariat" validate:"dive,required,mailbox"`
	SMTP        SMTP     `yaml:"smtp"`
	DailyCap    int      `yaml:"daily_cap" validate:"min=1"` // messages
}

// SMTP is the server that delivers.
type SMTP struct {
	Host         string `yaml:"host" validate:"host"`
	Port         int    `yaml:"port" validate:"min=0,max=65535"`
	TLS          string `yaml:"tls" validate:"oneof=starttls tls none"`
	User         string `yaml:"user"`
	PasswordFile string `yaml:"password_file"`
}

// Schedule says when what runs: five-field cron expressions in the zone of
// the configuration, else of the plan.
type Schedule struct {
	Poll      string `yaml:"poll" validate:"required,cron"`
	Sweep     string `yaml:"sweep" validate:"required,cron"`
	Mail      string `yaml:"mail" validate:"required,cron"`
	Digest    string `yaml:"digest" validate:"required,cron"`
	Reminders string `yaml:"reminders" validate:"required,cron"`
}

// Web is the status page.
type Web struct {
	Listen    string `yaml:"listen" validate:"hostport"` // "" for no page
	UsersFile string `yaml:"users_file"`
}

// Log says what is logged and how.
type Log struct {
	Level  string `yaml:"level" validate:"oneof=debug info warn error"`
	Format string `yaml:"format" validate:"oneof=text json"`
}

// defaults is what holds where the file says nothing.
func defaults() Config {
	return Config{
		Plan: "plan.yaml", Data: "data", Workbook: "out/tong-hop.xlsx",
		Google: Google{Read: "auto"},
		Mail:   Mail{DailyCap: 500, SMTP: SMTP{TLS: "starttls"}},
		Schedule: Schedule{
			Poll: "*/15 * * * *", Sweep: "0 5 * * *", Mail: "0 8 * * 1-5",
			Digest: "30 8 * * 1", Reminders: "0 8 * * *",
		},
		Log: Log{Level: "info", Format: "text"},
	}
}

// ports are the usual ones for each kind of connection.
func (s SMTP) usualPort() int {
	switch s.TLS {
	case "tls":
		return 465
	case "none":
		return 25
	}
	return 587
}
