package book

func (b *Book) routeMetadata(Call, string) (any, error) {
	return nil, unimplemented("spreadsheets.developerMetadata")
}
