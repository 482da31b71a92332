package validate

// Version names the way in which grids are understood. It changes whenever
// the same grid and plan could give another reading, so that what is kept of
// a source is read again.
const Version = "5"
