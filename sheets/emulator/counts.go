package emulator

import "maps"

// Requests returns how many requests to the APIs there were.
func (s *Server) Requests() int {
	total := 0
	for _, n := range s.Counts() {
		total += n
	}
	return total
}

// Counts returns how many requests there were of each method, by its name in
// Google's discovery documents, such as "drive.changes.list". Downloads with
// alt=media count as "drive.files.get media". What was refused or failed counts.
func (s *Server) Counts() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.counts)
}

// Writes returns how many requests there were of methods that change something.
func (s *Server) Writes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writes
}

// Faulted returns how many requests met a fault.
func (s *Server) Faulted() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.met
}

// Refused returns how many requests were refused for a quota.
func (s *Server) Refused() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.meter.refused
}

// Grants returns how many access tokens were given.
func (s *Server) Grants() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.signs.grants
}
