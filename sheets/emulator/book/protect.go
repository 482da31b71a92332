package book

import "slices"

// addProtectedRange protects a range, a whole tab or a named range. The caller
// may edit it and is one of its editors.
func (b *Book) addProtectedRange(user string, request message) (message, error) {
	given := canonical(request.message("protectedRange"), "ProtectedRange")
	if name := given.text("namedRangeId"); name != "" && !given.has("range") {
		i := b.nameIndex(name)
		if i < 0 {
			return nil, invalid("No NamedRange with id: %s", name)
		}
		given = given.with("range", b.names[i].message("range"))
	}
	if given.has("range") {
		given = given.with("range", readRange(given.message("range")).message())
	}
	editors := given.message("editors")
	m, err := b.attach("protectedRanges", "protectedRangeId",
		given.with("requestingUserCanEdit", true).with("editors", withEditor(editors, user)))
	if err != nil {
		return nil, err
	}
	if editors == nil {
		editors = message{}
	}
	return message{"protectedRange": m.with("editors", editors)}, nil
}

// withEditor adds a user to Editors.
func withEditor(editors message, user string) message {
	users := editors.list("users")
	if user == "" || slices.Contains(users, any(user)) {
		return editors
	}
	return editors.with("users", append([]any{user}, users...))
}

// updateProtectedRange changes what the mask names of a protected range.
func (b *Book) updateProtectedRange(user string, request message) (message, error) {
	given := canonical(request.message("protectedRange"), "ProtectedRange")
	found, ok := b.find("protectedRanges", "protectedRangeId", given.integer("protectedRangeId"))
	if !ok {
		return nil, noProtectedRange(given)
	}
	fields, err := updateMask(request, "ProtectedRange")
	if err != nil {
		return nil, err
	}
	old := found.message()
	m := overwrite(old, given, fields, "ProtectedRange").
		with("protectedRangeId", old.integer("protectedRangeId")).with("requestingUserCanEdit", true)
	m["editors"] = withEditor(m.message("editors"), user)
	t, _, err := b.locate(readRange(m.message("range")))
	if err != nil {
		return nil, err
	}
	m["range"] = readRange(m.message("range")).message()
	b.touch(!sameMessage(old, m))
	if t == found.tab {
		found.set(m)
		return nil, nil
	}
	found.remove()
	t.attached["protectedRanges"] = append(t.attached["protectedRanges"], m)
	return nil, nil
}

// deleteProtectedRange ends a protection.
func (b *Book) deleteProtectedRange(request message) (message, error) {
	found, ok := b.find("protectedRanges", "protectedRangeId", request.integer("protectedRangeId"))
	if !ok {
		return nil, noProtectedRange(request)
	}
	found.remove()
	b.touch(true)
	return nil, nil
}

func noProtectedRange(m message) error {
	return invalid("No protected range with id: %d", m.integer("protectedRangeId"))
}
