package plan

// The problems of a plan file beyond validation tags. Args are named beside
// them; "nearest" is the name that was probably meant, or "".
const (
	problemDuplicate         = "duplicate"         // args: first (line)
	problemUnknownCampaign   = "unknown-campaign"  // args: nearest
	problemUnknownSection    = "unknown-section"   // args: nearest
	problemUnknownMeasure    = "unknown-measure"   // args: nearest
	problemUnknownUnit       = "unknown-unit"      // args: nearest
	problemUnknownIndicator  = "unknown-indicator" // args: nearest, code
	problemInventedUnknown   = "invented-unknown"  // the key is not given
	problemOutsideYear       = "outside-year"      // args: year
	problemFromAfterTo       = "from-after-to"     // args: from
	problemParentCycle       = "parent-cycle"      //
	problemBaseOfBase        = "base-of-base"      // args: base
	problemFactorMissing     = "factor-missing"    // args: base
	problemFactorAlone       = "factor-alone"      // factor without base
	problemNotPositive       = "not-positive"      //
	problemNegative          = "negative"
	problemShareAboveOne     = "share-above-one"     //
	problemBoundMissing      = "bound-missing"       // args: op, key
	problemBoundUnused       = "bound-unused"        // args: op, key
	problemBoundsOrder       = "bounds-order"        // args: low
	problemFractionOfCount   = "fraction-of-count"   // args: measure
	problemOperatorOfKind    = "operator-of-kind"    // args: kind, op
	problemDirectionOfTarget = "direction-of-target" // args: op
	problemRollupOfKind      = "rollup-of-kind"      // args: kind, want
	problemReporterMissing   = "reporter-missing"    //
	problemProposersOfKind   = "proposers-of-kind"   //
	problemAllocationOfKind  = "allocation-of-kind"  //
	problemPhasingOfKind     = "phasing-of-kind"     //
	problemPhasingForm       = "phasing-form"        //
	problemPhasingTotal      = "phasing-total"       // args: total
	problemPhasingAfterDue   = "phasing-after-due"   // args: due
	problemCumulativeOfKind  = "cumulative-of-kind"  //
	problemPartsOfKind       = "parts-of-kind"       // numerator, denominator of what is no ratio
	problemPartsIncomplete   = "parts-incomplete"    // one of numerator, denominator
	problemCheckForm         = "check-form"          //
)
