package plan

// The shape of the plan file. Everything is kept as it is written; load.go
// turns it into the vocabulary once it is known to be right. What the keys
// mean is in docs/plan-file.md.

type planFile struct {
	ID         string          `yaml:"id" validate:"required,id"`
	Title      string          `yaml:"title" validate:"required"`
	Number     string          `yaml:"number"`
	Year       int             `yaml:"year" validate:"required,min=1990,max=2200"`
	From       string          `yaml:"from" validate:"month"`
	To         string          `yaml:"to" validate:"month"`
	Zone       string          `yaml:"zone" validate:"required,timezone"`
	Letterhead letterheadFile  `yaml:"letterhead"`
	Calendar   calendarFile    `yaml:"calendar"`
	Thresholds thresholdsFile  `yaml:"thresholds"`
	Invented   []string        `yaml:"invented"`
	Campaigns  []campaignFile  `yaml:"campaigns" validate:"dive"`
	Sections   []sectionFile   `yaml:"sections" validate:"required,dive"`
	Measures   []measureFile   `yaml:"measures" validate:"required,dive"`
	Units      []unitFile      `yaml:"units" validate:"required,dive"`
	Indicators []indicatorFile `yaml:"indicators" validate:"required,dive"`
	Checks     []string        `yaml:"checks" validate:"dive,required"`
}

type letterheadFile struct {
	Superior  string `yaml:"superior"`
	Issuer    string `yaml:"issuer"`
	Place     string `yaml:"place"`
	Signatory string `yaml:"signatory"`
	Secretary string `yaml:"secretary"`
}

type calendarFile struct {
	CutoffDay int `yaml:"cutoff_day" validate:"min=0,max=28"`
	DueDays   int `yaml:"due_days" validate:"min=0,max=60"`
}

type thresholdsFile struct {
	OnTrack string `yaml:"on_track" validate:"decimal,ungrouped"`
	Slip    string `yaml:"slip" validate:"decimal,ungrouped"`
}

type campaignFile struct {
	ID   string `yaml:"id" validate:"required"`
	Name string `yaml:"name" validate:"required,tabtitle"`
	Text string `yaml:"text"`
}

type sectionFile struct {
	ID       string `yaml:"id" validate:"required"`
	Name     string `yaml:"name" validate:"required"`
	Campaign string `yaml:"campaign"`
}

type measureFile struct {
	ID      string   `yaml:"id" validate:"required"`
	Aliases []string `yaml:"aliases" validate:"dive,required"`
	Base    string   `yaml:"base"`
	Factor  string   `yaml:"factor" validate:"decimal,ungrouped"`
	Count   bool     `yaml:"count"`
}

type unitFile struct {
	ID      string   `yaml:"id" validate:"required,id"`
	Name    string   `yaml:"name" validate:"required"`
	Aliases []string `yaml:"aliases" validate:"dive,required"`
	Parent  string   `yaml:"parent"`
	Kind    string   `yaml:"kind"`
	Emails  []string `yaml:"emails" validate:"dive,required,email"`
	From    string   `yaml:"from" validate:"month"`
	To      string   `yaml:"to" validate:"month"`
}

type indicatorFile struct {
	Code        string           `yaml:"code" validate:"required,code"`
	Name        string           `yaml:"name" validate:"required"`
	Aliases     []string         `yaml:"aliases" validate:"dive,required"`
	Section     string           `yaml:"section" validate:"required"`
	Kind        string           `yaml:"kind" validate:"required,oneof=flow stock ratio milestone quota"`
	Direction   string           `yaml:"direction" validate:"omitempty,oneof=higher lower"`
	Measure     string           `yaml:"measure" validate:"required"`
	Target      targetFile       `yaml:"target"`
	Rollup      string           `yaml:"rollup" validate:"required,oneof=sum single ratio all"`
	Frequency   string           `yaml:"frequency" validate:"omitempty,oneof=monthly quarterly yearly"`
	Due         string           `yaml:"due" validate:"month"`
	Reporters   []string         `yaml:"reporters" validate:"dive,required"`
	Proposers   []string         `yaml:"proposers" validate:"dive,required"`
	Allocations []allocationFile `yaml:"allocations" validate:"dive"`
	Phasing     []string         `yaml:"phasing" validate:"dive,required"`
	Cumulative  bool             `yaml:"cumulative"`
	Numerator   []string         `yaml:"numerator" validate:"dive,required"`
	Denominator []string         `yaml:"denominator" validate:"dive,required"`
	Citations   []citationFile   `yaml:"citations" validate:"dive"`
	Conflict    string           `yaml:"conflict"`
	Remark      string           `yaml:"remark"`
	Invented    []string         `yaml:"invented"`
}

type targetFile struct {
	Op        string `yaml:"op" validate:"required,operator"`
	Low       string `yaml:"low" validate:"decimal,ungrouped"`
	High      string `yaml:"high" validate:"decimal,ungrouped"`
	Value     string `yaml:"value" validate:"decimal,ungrouped"`
	Tolerance string `yaml:"tolerance" validate:"decimal,ungrouped"`
	Text      string `yaml:"text"`
}

type allocationFile struct {
	Unit   string `yaml:"unit" validate:"required"`
	Amount string `yaml:"amount" validate:"required,decimal,ungrouped"`
}

type citationFile struct {
	Place string `yaml:"place" validate:"required"`
	Quote string `yaml:"quote"`
}
