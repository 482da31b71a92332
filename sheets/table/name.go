package table

// Name is what a text names in a header.
type Name int

// The kinds of names.
const (
	Nothing Name = iota
	Heads        // a column of figures, or of what is said of them: "Tháng 5", "Lũy kế", "Ghi chú"
	Begins       // a column that says what rows are about: "STT", "Chỉ tiêu", "Tháng"
	Places       // one that lists bodies or places: "Đơn vị", "Huyện"
	Subject      // one of many things that figures are of: an indicator, a unit
	Measure      // a measure alone, which may stand beneath a subject
	kinds
)

// Names says what a text names.
type Names func(text string) Name

// isColumn reports whether a name is that of a column whatever stands beside it.
func (n Name) isColumn() bool { return n == Heads || n == Begins }

// count is how many texts name each kind.
type count [kinds]int

// columns is how many texts are names of columns.
func (n count) columns() int { return n[Heads] + n[Begins] }

// across reports whether the texts of a row are subjects that stand across:
// beside what begins the rows beneath them, or several and nothing unknown.
func (n count) across() bool {
	return n[Subject] > 0 && n[Begins] > 0 || n[Nothing] == 0 && (n[Subject] > 0 && n[Places] > 0 || n[Subject] > 1)
}
