package xlsx

import "thidua/sheets"

// readNotes attaches the notes (comments) that belong to the worksheet part.
func (t *tabReader) readNotes(part string) error {
	relations, err := t.book.archive.relations(part)
	if err != nil {
		return err
	}
	s, err := t.book.archive.scan(partOf(relations, "comments"))
	if err != nil {
		return err
	}
	err = s.children(func() error { // comments
		return s.children(func() error {
			if string(s.name) != "commentList" {
				return nil
			}
			return s.children(func() error { return t.readNote(s) })
		})
	})
	return s.wrap(err)
}

func (t *tabReader) readNote(s *scanner) error {
	at, err := sheets.ParseRef(s.attr("ref"))
	if err != nil {
		return err
	}
	return s.children(func() error {
		if string(s.name) != "text" {
			return nil
		}
		note, err := richText(s)
		if err != nil || note == "" {
			return err
		}
		if t.book.text += len(note); t.book.text > maxAllText {
			return tooLarge("bytes of text", maxAllText)
		}
		cell := t.tab.At(at)
		cell.Note = note
		return t.put(at, cell)
	})
}
