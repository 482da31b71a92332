package emulator

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Chance says how often requests meet faults, and which. The same Seed draws
// the same faults in the same order.
type Chance struct {
	Rate  float64 // share of the requests, from 0 to 1
	Seed  uint64
	Kinds []string      // of FaultKinds; none is all
	Wait  time.Duration // of the slow kinds; 0 is a second
}

// FaultKinds are the names of the faults that can be met by chance: error
// codes, a web page in place of an answer, half an answer, a closed connection,
// an answer that comes late or in two parts.
func FaultKinds() []string {
	return []string{"429", "500", "503", "html", "truncated", "cut", "reset", "lost", "slow", "slowbody"}
}

// ParseChance reads "rate=0.2,seed=7,kinds=429+500+html,wait=2s". What is left
// out is as in the zero Chance, but that a rate must be given.
func ParseChance(spec string) (*Chance, error) {
	c := &Chance{Rate: -1}
	for item := range strings.SplitSeq(spec, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(item), "=")
		if err := c.set(name, value); err != nil {
			return nil, fmt.Errorf("read faults %q: %w", item, err)
		}
	}
	if c.Rate < 0 {
		return nil, fmt.Errorf("read faults %q: the rate is missing", spec)
	}
	return c, nil
}

func (c *Chance) set(name, value string) (err error) {
	switch name {
	case "rate":
		c.Rate, err = strconv.ParseFloat(value, 64)
		if err == nil && !(c.Rate >= 0 && c.Rate <= 1) {
			err = fmt.Errorf("%s is not between 0 and 1", value)
		}
	case "seed":
		c.Seed, err = strconv.ParseUint(value, 10, 64)
	case "wait":
		c.Wait, err = time.ParseDuration(value)
	case "kinds":
		c.Kinds = strings.Split(value, "+")
		for _, kind := range c.Kinds {
			if !slices.Contains(FaultKinds(), kind) {
				return fmt.Errorf("%q is none of %s", kind, strings.Join(FaultKinds(), " "))
			}
		}
	default:
		err = fmt.Errorf("%q is none of rate, seed, kinds, wait", name)
	}
	return err
}

// chance draws faults.
type chance struct {
	Chance
	rand *rand.Rand
}

func newChance(c *Chance) *chance {
	if c == nil {
		return nil
	}
	drawn := &chance{*c, rand.New(rand.NewPCG(c.Seed, 0))}
	if len(drawn.Kinds) == 0 {
		drawn.Kinds = FaultKinds()
	}
	if drawn.Wait == 0 {
		drawn.Wait = time.Second
	}
	return drawn
}

// draw returns the fault that the next request meets, nil for none.
func (c *chance) draw() Fault {
	if c == nil || c.rand.Float64() >= c.Rate {
		return nil
	}
	switch c.Kinds[c.rand.IntN(len(c.Kinds))] {
	case "429":
		return OverQuota(0)
	case "500":
		return Status(http.StatusInternalServerError, "INTERNAL", "Internal error encountered.")
	case "503":
		return Status(http.StatusServiceUnavailable, "UNAVAILABLE", "The service is currently unavailable.")
	case "html":
		return Page(http.StatusBadGateway)
	case "truncated":
		return Truncate()
	case "cut":
		return CutOff()
	case "reset":
		return HangUp()
	case "lost":
		return LoseAnswer()
	case "slow":
		return Slow(c.Wait)
	default:
		return SlowBody(c.Wait)
	}
}
