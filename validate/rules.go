package validate

import "thidua/plan"

// Rule is one thing that can be said about what a unit sent. Codes are public:
// tests, mutes and other programs rely on them, so they are never renamed. The
// sentence and the remedy are the texts finding.CODE and finding.CODE.hint.
type Rule struct {
	Code     string
	Group    Group
	Severity Severity
}

// Group says what a rule looks at.
type Group string

// The groups of rules.
const (
	SourceRules      Group = "source"      // can the spreadsheet be read at all
	StructureRules   Group = "structure"   // are its tables, rows and columns understood
	CellRules        Group = "cell"        // is one cell a figure
	MeasureRules     Group = "measure"     // is the figure in the right measure
	ConsistencyRules Group = "consistency" // do figures agree with each other
	TimeRules        Group = "time"        // did they come when they should
	PlanRules        Group = "plan"        // does the plan agree with itself
)

// The codes of the rules.
const (
	RuleSourceUnreachable    = "source-unreachable"
	RuleSourceDenied         = "source-denied"
	RuleSourceNotFound       = "source-not-found"
	RuleSourceTrashed        = "source-trashed"
	RuleSourceNotSpreadsheet = "source-not-spreadsheet"
	RuleSourceEncrypted      = "source-encrypted"
	RuleSourceLegacyFormat   = "source-legacy-format"
	RuleSourceCorrupt        = "source-corrupt"
	RuleSourceTooLarge       = "source-too-large"
	RuleRegisterInvalid      = "register-invalid"
	RuleAdjustmentInvalid    = "adjustment-invalid"

	RuleHeaderNotFound     = "header-not-found"
	RuleHeaderAmbiguous    = "header-ambiguous"
	RuleIndicatorMissing   = "indicator-missing"
	RuleIndicatorUnknown   = "indicator-unknown"
	RuleIndicatorAmbiguous = "indicator-ambiguous"
	RuleIndicatorRepeated  = "indicator-repeated"
	RulePeriodUnknown      = "period-unknown"
	RulePeriodOutsidePlan  = "period-outside-plan"
	RuleMergedValue        = "merged-value"
	RuleHiddenValue        = "hidden-value"
	RuleStrayCell          = "stray-cell"
	RuleUnitMismatch       = "unit-mismatch"

	RuleValueMissing    = "value-missing"
	RuleValueNotNumber  = "value-not-number"
	RuleNumberAmbiguous = "number-ambiguous"
	RuleNumberAsText    = "number-as-text"
	RuleFormulaError    = "formula-error"
	RuleDateInNumber    = "date-in-number"
	RulePercentScale    = "percent-scale"
	RuleNegativeValue   = "negative-value"
	RuleFractionOfCount = "fraction-of-count"
	RuleTextTarget      = "text-target"
	RuleEvidenceMissing = "evidence-missing"
	RuleEvidenceDate    = "evidence-date"

	RuleMeasureMismatch  = "measure-mismatch"
	RuleMeasureMissing   = "measure-missing"
	RuleMeasureConverted = "measure-converted"
	RuleMagnitudeSlip    = "magnitude-slip"

	RuleCumulativeDecreasing        = "cumulative-decreasing"
	RuleCumulativeNotSum            = "cumulative-not-sum"
	RulePercentNotMatching          = "percent-not-matching"
	RuleTargetAltered               = "target-altered"
	RulePartExceedsWhole            = "part-exceeds-whole"
	RuleNumeratorExceedsDenominator = "numerator-exceeds-denominator"
	RuleRatioOutOfRange             = "ratio-out-of-range"
	RuleRatioPartsMissing           = "ratio-parts-missing"
	RuleNotResponsible              = "not-responsible"
	RuleReportersDisagree           = "reporters-disagree"
	RuleTotalNotSum                 = "total-not-sum"
	RulePastRewritten               = "past-rewritten"
	RuleOutlier                     = "outlier"
	RuleFigureAdjusted              = "figure-adjusted"

	RuleReportMissing = "report-missing"
	RuleReportLate    = "report-late"
	RuleReportStale   = "report-stale"
	RuleFuturePeriod  = "future-period"

	RuleAllocationNotTotal = "allocation-not-total"
	RulePlanConflict       = "plan-conflict"
	RuleQuotaExceeded      = "quota-exceeded"
)

// Rules returns every rule that can be raised, by group.
func Rules() []Rule {
	return []Rule{
		{RuleSourceUnreachable, SourceRules, Error},
		{RuleSourceDenied, SourceRules, Error},
		{RuleSourceNotFound, SourceRules, Error},
		{RuleSourceTrashed, SourceRules, Error},
		{RuleSourceNotSpreadsheet, SourceRules, Error},
		{RuleSourceEncrypted, SourceRules, Error},
		{RuleSourceLegacyFormat, SourceRules, Error},
		{RuleSourceCorrupt, SourceRules, Error},
		{RuleSourceTooLarge, SourceRules, Error},
		{RuleRegisterInvalid, SourceRules, Error},
		{RuleAdjustmentInvalid, SourceRules, Error},

		{RuleHeaderNotFound, StructureRules, Error},
		{RuleHeaderAmbiguous, StructureRules, Warning},
		{RuleIndicatorMissing, StructureRules, Error},
		{RuleIndicatorUnknown, StructureRules, Warning},
		{RuleIndicatorAmbiguous, StructureRules, Error},
		{RuleIndicatorRepeated, StructureRules, Error},
		{RulePeriodUnknown, StructureRules, Error},
		{RulePeriodOutsidePlan, StructureRules, Warning},
		{RuleMergedValue, StructureRules, Warning},
		{RuleHiddenValue, StructureRules, Warning},
		{RuleStrayCell, StructureRules, Warning},
		{RuleUnitMismatch, StructureRules, Warning},

		{RuleValueMissing, CellRules, Error},
		{RuleValueNotNumber, CellRules, Error},
		{RuleNumberAmbiguous, CellRules, Error},
		{RuleNumberAsText, CellRules, Warning},
		{RuleFormulaError, CellRules, Error},
		{RuleDateInNumber, CellRules, Error},
		{RulePercentScale, CellRules, Warning},
		{RuleNegativeValue, CellRules, Error},
		{RuleFractionOfCount, CellRules, Error},
		{RuleTextTarget, CellRules, Info},
		{RuleEvidenceMissing, CellRules, Warning},
		{RuleEvidenceDate, CellRules, Warning},

		{RuleMeasureMismatch, MeasureRules, Error},
		{RuleMeasureMissing, MeasureRules, Info},
		{RuleMeasureConverted, MeasureRules, Info},
		{RuleMagnitudeSlip, MeasureRules, Warning},

		{RuleCumulativeDecreasing, ConsistencyRules, Error},
		{RuleCumulativeNotSum, ConsistencyRules, Warning},
		{RulePercentNotMatching, ConsistencyRules, Warning},
		{RuleTargetAltered, ConsistencyRules, Warning},
		{RulePartExceedsWhole, ConsistencyRules, Error},
		{RuleNumeratorExceedsDenominator, ConsistencyRules, Error},
		{RuleRatioOutOfRange, ConsistencyRules, Error},
		{RuleRatioPartsMissing, ConsistencyRules, Warning},
		{RuleNotResponsible, ConsistencyRules, Warning},
		{RuleReportersDisagree, ConsistencyRules, Error},
		{RuleTotalNotSum, ConsistencyRules, Warning},
		{RulePastRewritten, ConsistencyRules, Warning},
		{RuleOutlier, ConsistencyRules, Warning},
		{RuleFigureAdjusted, ConsistencyRules, Warning},

		{RuleReportMissing, TimeRules, Error},
		{RuleReportLate, TimeRules, Info},
		{RuleReportStale, TimeRules, Warning},
		{RuleFuturePeriod, TimeRules, Warning},

		{RuleAllocationNotTotal, PlanRules, Warning},
		{RulePlanConflict, PlanRules, Info},
		{RuleQuotaExceeded, PlanRules, Error},
	}
}

// newFinding returns a finding of a rule at a place, with the rule's severity.
func newFinding(rule string, unit plan.UnitID, o plan.Origin) Finding {
	return Finding{Rule: rule, Severity: severityOf(rule), Unit: unit, Origin: o}
}

func severityOf(rule string) Severity {
	for _, r := range Rules() {
		if r.Code == rule {
			return r.Severity
		}
	}
	return Error
}
