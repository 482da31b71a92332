# Targets for people and for CI; `make help` lists them.
BIN      := $(CURDIR)/.bin
LINT     := $(BIN)/golangci-lint
LINT_VER := v2.15.0
FUZZTIME ?= 5s

.PHONY: help test check lint fuzz bench components example

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

test: components check lint fuzz ## install what the tests need, then pass all of them

check: ## vet and run the tests
	go vet ./...
	go test -count=1 -timeout 20m ./...

lint: $(LINT) ## run the linters of .golangci.yml
	$(LINT) run ./...

$(LINT):
	GOBIN=$(BIN) CGO_ENABLED=0 go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VER)

fuzz: ## fuzz every parser for FUZZTIME each
	sh .ci/fuzz $(FUZZTIME)

bench: ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

components: ## install what foreign-reader and foreign-client tests need: LibreOffice, openpyxl, Node libraries
	sh .ci/components

example: ## make the unit workbooks of the example again
	go run ./examples/generate
