package xlsx

import (
	"strconv"
	"strings"
)

// formats knows the number format of every cell style.
type formats struct {
	codes []string // by style index; "" is General
	shown *renderer
}

// readFormats reads the styles part, of which only number formats matter.
func readFormats(a *archive, part string, date1904 bool) (*formats, error) {
	s, err := a.scan(part)
	if err != nil {
		return nil, err
	}
	custom := map[int]string{}
	var ids []int
	err = s.children(func() error {
		return s.children(func() error {
			switch string(s.name) {
			case "numFmts":
				return s.children(func() error {
					if id, err := strconv.Atoi(s.attr("numFmtId")); err == nil {
						custom[id] = s.attr("formatCode")
					}
					return nil
				})
			case "cellXfs":
				return s.children(func() error {
					id, _ := strconv.Atoi(s.attr("numFmtId")) // absent is General
					ids = append(ids, id)
					return nil
				})
			}
			return nil
		})
	})
	if err != nil {
		return nil, s.wrap(err)
	}
	f := &formats{codes: make([]string, len(ids)), shown: newRenderer(date1904)}
	for i, id := range ids {
		f.codes[i] = formatCode(id, custom)
	}
	return f, nil
}

// of returns the format code of a style; a style that is not there is General,
// and no style is the first.
func (f *formats) of(style string) string {
	if style == "" {
		style = "0"
	}
	i, err := strconv.Atoi(style)
	if err != nil || i < 0 || i >= len(f.codes) {
		return ""
	}
	return f.codes[i]
}

func formatCode(id int, custom map[int]string) string {
	code, ok := custom[id]
	if !ok {
		code = builtIn(id)
	}
	if strings.EqualFold(code, "General") || len(code) > maxCodeSize {
		return ""
	}
	return code
}

// builtIn returns the code of a format that files name by number only
// (ECMA-376, 18.8.30). Dates whose order the standard leaves to the language of
// Excel have the day first here.
func builtIn(id int) string {
	switch id {
	case 1:
		return "0"
	case 2:
		return "0.00"
	case 3:
		return "#,##0"
	case 4:
		return "#,##0.00"
	case 5, 6:
		return `"$"#,##0_);("$"#,##0)`
	case 7, 8:
		return `"$"#,##0.00_);("$"#,##0.00)`
	case 9:
		return "0%"
	case 10:
		return "0.00%"
	case 11:
		return "0.00E+00"
	case 12:
		return "# ?/?"
	case 13:
		return "# ??/??"
	case 14:
		return "dd/mm/yyyy"
	case 15:
		return "d-mmm-yy"
	case 16:
		return "d-mmm"
	case 17:
		return "mmm-yy"
	case 18:
		return "h:mm AM/PM"
	case 19:
		return "h:mm:ss AM/PM"
	case 20, 32, 33:
		return "h:mm"
	case 21, 34, 35:
		return "h:mm:ss"
	case 22:
		return "dd/mm/yyyy h:mm"
	case 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58:
		return "dd/mm/yyyy"
	case 37, 38:
		return "#,##0_);(#,##0)"
	case 39, 40:
		return "#,##0.00_);(#,##0.00)"
	case 41, 42:
		return `_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)`
	case 43, 44:
		return `_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)`
	case 45:
		return "mm:ss"
	case 46:
		return "[h]:mm:ss"
	case 47:
		return "mm:ss.0"
	case 48:
		return "##0.0E+0"
	case 49:
		return "@"
	}
	return ""
}
