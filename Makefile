# Makefile - builds mound, its tests and its tools. `make help` lists the targets.

CONFIG ?= release
BUILD  ?= build/$(CONFIG)
GEN    := build/gen

# Folders in dependency order, lowest first; each becomes one archive. tools/layers.txt repeats the
# order and `make tidy` holds the includes against it.
FRONT   := base lexer parser types ir escape
BACK    := heap gc sched vm
FOLDERS := $(FRONT) $(BACK) compile stdlib inspect repl cli

CFLAGS_release := -O2 -fno-pie -ffunction-sections -fdata-sections
CFLAGS_pgo     = $(CFLAGS_release) $(PROFILE)
CFLAGS_debug   := -O0 -DMOUND_DEBUG
CFLAGS_asan    := -O1 -DMOUND_DEBUG -DMOUND_SWITCH -fsanitize=address,undefined -fno-sanitize-recover=undefined
CFLAGS_tsan    := -O1 -DMOUND_DEBUG -DMOUND_SWITCH -fsanitize=thread
# tools/hot.ld lays together what small programs touch: a third of the resident memory of hello.
LDFLAGS_release := -static -no-pie -Wl,-T,tools/hot.ld
LDFLAGS_pgo    = $(LDFLAGS_release)
LDFLAGS_asan   := -fsanitize=address,undefined
LDFLAGS_tsan   := -fsanitize=thread

# -Wall -Wextra are the contract; the other two find what readers stumble over.
WARNINGS := -Wall -Wextra -Wshadow=local -Wvla
ifeq ($(CC),clang)
WARNINGS := -Wall -Wextra -Wvla
endif
ifdef WERROR
WARNINGS += -Werror
endif
CPPFLAGS += -I. -I$(GEN) -D_GNU_SOURCE
CFLAGS   += -std=gnu11 -g -fno-strict-aliasing -fwrapv $(WARNINGS) $(CFLAGS_$(CONFIG))
LDFLAGS  += $(LDFLAGS_$(CONFIG))
LDLIBS   := -ledit -ltinfo -lbsd -lmd -lcrypto -lutf8proc -lmpfr -lgmp -lxxhash -lz -lm -lpthread

GEN_LEXER   := $(if $(wildcard lexer/lexer.re),$(GEN)/lexer/lexer.c)
GEN_GRAMMAR := $(if $(wildcard parser/grammar.y),$(GEN)/parser/grammar.c)
GEN_BUNDLE  := $(if $(wildcard tools/embed.c),$(GEN)/stdlib/bundle.c)
GEN_SUMMARY := $(if $(wildcard tools/summarize.c),$(GEN)/escape/summaries.c)
GENERATED   := $(GEN_LEXER) $(GEN_GRAMMAR) $(GEN_BUNDLE) $(GEN_SUMMARY)

sources_of = $(wildcard $(1)/*.c) $(wildcard $(1)/*/*.c) $(wildcard $(1)/*/*/*.c)
objects_of = $(patsubst %.c,$(BUILD)/%.o,$(call sources_of,$(1)) $(filter $(GEN)/$(1)/%,$(GENERATED)))
present    = $(foreach f,$(FOLDERS),$(if $(strip $(call objects_of,$(f))),$(f)))
ARCHIVES   := $(foreach f,$(present),$(BUILD)/$(f).a)

.PHONY: all debug asan tsan clean install help
LINKABLE := $(and $(wildcard parser/parser.c),$(wildcard types/check_stmt.c))
# Only what people are to use becomes bin/mound; the builds for looking at mound itself stay where they are.
USABLE := $(filter release pgo,$(CONFIG))
all: $(ARCHIVES) $(if $(LINKABLE),$(BUILD)/mound $(if $(USABLE),bin/mound))

bin/mound: $(BUILD)/mound
	@mkdir -p bin
	@cp $< $@.tmp && mv $@.tmp $@

$(BUILD)/mound: $(ARCHIVES) tools/hot.ld
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LDLIBS)

define archive_rule
$(BUILD)/$(1).a: $(call objects_of,$(1))
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach f,$(present),$(eval $(call archive_rule,$(f))))

$(BUILD)/cli/explain/html.o: cli/explain/page.html

$(BUILD)/%.o: %.c | $(GEN_LEXER) $(GEN_GRAMMAR)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# ---- generated sources: live in build/gen only -------------------------------------------------
$(GEN)/lexer/lexer.c: lexer/lexer.re
	@mkdir -p $(@D)
	re2c -W -i --no-generation-date -o $@ $<

$(GEN)/parser/grammar.c: parser/grammar.y
	@mkdir -p $(@D)
	lemon -q -d$(@D) $<

$(BUILD)/tools/%: tools/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -std=gnu11 -g -O1 $(WARNINGS) -o $@ $<

# Written before anything else is built, by the front end that will read it.
EMBED_NEEDS := $(BUILD)/parser.a $(BUILD)/lexer.a $(BUILD)/base.a
$(BUILD)/tools/embed: tools/embed.c tools/outline_scan.c tools/outline_scan.h $(EMBED_NEEDS)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^) $(EMBED_NEEDS) -lutf8proc -lxxhash \
	    -lpthread

# What callers need to know of library functions (escape/library.h), found out by the front end that
# will read it. The file keeps its time when nothing has changed, so that not everything that is
# built from it is built again.
SUMMARIZE_NEEDS := $(BUILD)/stdlib/embedded.o $(BUILD)/$(GEN)/stdlib/bundle.o \
    $(filter-out %/summaries.o %/library.o,$(call objects_of,escape)) \
    $(BUILD)/ir.a $(BUILD)/types.a $(EMBED_NEEDS)
$(BUILD)/tools/summarize: tools/summarize.c $(SUMMARIZE_NEEDS)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^) $(SUMMARIZE_NEEDS) -lutf8proc -lmpfr \
	    -lgmp -lxxhash -lm -lpthread
$(BUILD)/summaries.done: $(BUILD)/tools/summarize
	@mkdir -p $(GEN)/escape
	ASAN_OPTIONS=detect_leaks=0 $(BUILD)/tools/summarize > $@.tmp
	@cmp -s $@.tmp $(GEN_SUMMARY) || cp $@.tmp $(GEN_SUMMARY)
	@mv $@.tmp $@
$(GEN)/escape/summaries.c: $(BUILD)/summaries.done ;

TESTRUN := $(BUILD)/tools/testrun
$(TESTRUN): $(wildcard tools/testrun/*.c) tools/testrun/testrun.h
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -std=gnu11 -g -O1 $(WARNINGS) -o $@ $(filter %.c,$^) -lpcre2-8

STDLIB_GO := $(sort $(shell find stdlib -name '*.go' 2>/dev/null))
$(GEN)/stdlib/bundle.c: $(BUILD)/tools/embed $(STDLIB_GO)
	@mkdir -p $(@D)
	ASAN_OPTIONS=detect_leaks=0 $(BUILD)/tools/embed $(STDLIB_GO) > $@.tmp && mv $@.tmp $@

# ---- other builds --------------------------------------------------------------------------------
debug asan tsan:
	$(MAKE) CONFIG=$@ all

# ---- unit tests: one cmocka program a file -------------------------------------------------------
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))
.PHONY: unit
unit: $(UNIT)
	@status=0; for t in $(UNIT); do echo "== $$t"; $$t || status=1; done; exit $$status
$(BUILD)/unit/%: tests/unit/%.c $(ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(filter-out -static,$(LDFLAGS)) -o $@ $< -Wl,--start-group \
	    $(filter-out $(BUILD)/cli.a,$(ARCHIVES)) -Wl,--end-group $(LDLIBS) -lcmocka

# ---- fuzzing: clang's libFuzzer, FUZZ_SECONDS for each target --------------------------------------
# An input may take a second of processor time and a gigabyte. It starts from the programs in tests/
# and, where it is installed, Go's own test suite; what it finds lands in build/fuzz, minimal
# versions of it in tests/fuzz/inputs.
FUZZ_SECONDS ?= 300
FUZZ_TARGETS ?= lexer parser checker
FUZZ_SOURCES := $(wildcard base/*.c lexer/*.c parser/*.c) $(GEN_LEXER) $(GEN_GRAMMAR)
FUZZ_SEEDS = $(abspath $(wildcard tests/parse tests/errors tests/lang tests/fuzz/inputs) \
             $(wildcard $(GOROOT_1_19)/test))
.PHONY: fuzz
fuzz: $(FUZZ_TARGETS:%=build/fuzz/%)
	@for t in $(FUZZ_TARGETS); do \
	    tests/fuzz/fuzz.sh build/fuzz $$t $(FUZZ_SECONDS) $(FUZZ_SEEDS) || exit 1; done
build/fuzz/checker: FUZZ_MORE := $(wildcard types/*.c)
build/fuzz/checker: $(wildcard types/*.c)
build/fuzz/%: tests/fuzz/fuzz_%.c $(FUZZ_SOURCES)
	@mkdir -p $(@D)
	clang $(CPPFLAGS) -std=gnu11 -g -O1 -fno-strict-aliasing -fwrapv $(CFLAGS_debug:-O0=) \
	    -fsanitize=fuzzer,address,undefined -o $@ $(filter-out types/%,$^) $(FUZZ_MORE) -lutf8proc \
	    -lmpfr -lgmp -lxxhash -lz -lm -lpthread

# ---- what people call ----------------------------------------------------------------------------
# Builds use all cores, unless the caller has said how many (-j).
PARALLEL = $(if $(findstring -j,$(MAKEFLAGS))$(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

# `make run` and `make test` first install the packages that are missing (Debian, root or sudo).
.PHONY: run test test-only conformance conformance-bless conformance-changed bench bless packages-build
run:
	@tools/packages.sh build
	@$(MAKE) --no-print-directory -s $(PARALLEL) all
	@bin/mound tour examples/first.go

test:
	@tools/packages.sh build test
	@$(MAKE) --no-print-directory -s $(PARALLEL) all $(UNIT_BUILD)
	@$(MAKE) --no-print-directory -s $(PARALLEL) asan
	@tests/run.sh $(BUILD)

UNIT_BUILD = $(UNIT) $(TESTRUN)

# Go's own test suite. GOROOT= names another Go tree than Debian's 1.19.
GOROOT_1_19 := /usr/share/go-1.19
SUITE = $(if $(GOROOT),$(shell sed -n 's/^const Version = /go1./p' \
          $(GOROOT)/src/internal/goversion/goversion.go),go1.19)
TREE  = $(or $(GOROOT),$(GOROOT_1_19))/test
LISTS = tests/conformance
KNOWN = $(LISTS)/$(SUITE).txt
# Where Go 1.23 says something else than the suite expects.
CHANGED = $(LISTS)/$(SUITE)-changed.txt
CONFORM = $(TESTRUN) -mound $(BUILD)/mound -go -timeout 60 -known $(KNOWN) \
          -excluded $(LISTS)/excluded.txt
conformance:
	@tools/packages.sh build test $(if $(GOROOT),,conformance)
	@$(MAKE) --no-print-directory -s $(PARALLEL) all $(TESTRUN)
	@$(CONFORM) $(addprefix -changed ,$(wildcard $(CHANGED))) $(TREE)

# Writes the list of known failures anew; causes stay, new failures have to get theirs by hand.
conformance-bless: all $(TESTRUN)
	@$(CONFORM) $(addprefix -changed ,$(wildcard $(CHANGED))) -bless-known $(TREE) | \
		grep -E '^(dropped|added): |known failures'

# Asks Go 1.23 (GO=) what it makes of the older suite.
GO = /usr/lib/go-1.23/bin/go
conformance-changed: all $(TESTRUN)
	@$(CONFORM) $(addprefix -changed ,$(wildcard $(CHANGED))) -compiler $(GO) \
		-write-changed $(CHANGED) $(TREE)

# Every golden program under a real Go and under mound; GO= names the go command.
# What programs and single operations allocate: makes the expectations of tests/alloc anew by a real
# Go, and holds mound against them.
GO ?= $(or $(shell command -v go),$(lastword $(sort $(wildcard /usr/lib/go-1.*/bin/go))))
.PHONY: compare-alloc
compare-alloc: all
	@test -n "$(GO)" || { echo 'compare-alloc: no go command found; set GO=...'; exit 2; }
	tests/alloc/run.sh -go "$(GO)"
	tests/alloc/run.sh $(BUILD)/mound
	GO="$(GO)" tests/alloc/compare_ops.sh $(BUILD)/mound tests/alloc/ops/*.go

.PHONY: compare-go
compare-go: all
	@tools/compare_go.sh $(BUILD)/mound

# mound against other implementations: make bench [PEERS="go lua"] [PROGRAMS="fib nbody"] [RUNS=5].
# `make bench-record` writes the table into docs/BENCH.md.
PEERS ?=
PROGRAMS ?=
RUNS ?= 5
BENCH = tools/bench.sh bin/mound $(BUILD)/tools/rusage -n $(RUNS) -peers "$(PEERS)" $(PROGRAMS)
.PHONY: bench-record
bench: all $(BUILD)/tools/rusage
	@tools/packages.sh bench
	@$(BENCH)
	@$(if $(PROGRAMS),,$(MAKE) --no-print-directory -s bench-parts)
# One benchmark for each subsystem: front end, allocator, library, scheduler.
.PHONY: bench-parts
bench-parts: all
	@for part in check alloc lib sched; do echo; echo "## make bench-$$part"; echo; \
	    $(MAKE) --no-print-directory -s bench-$$part || echo "(not measured, or a bar missed)"; done
bench-record: all $(BUILD)/tools/rusage
	@tools/packages.sh bench
	@$(BENCH) > build/bench.md
	@sed '/^<!-- figures -->$$/q' docs/BENCH.md | cat - build/bench.md > build/BENCH.md
	@mv build/BENCH.md docs/BENCH.md

# A release build that has learned from training programs which way branches go (gcc; docs/BENCH.md
# says what it gains). Everything is compiled twice.
.PHONY: pgo
pgo:
	@rm -rf build/pgo
	@$(MAKE) CONFIG=pgo PROFILE="-fprofile-generate -fprofile-update=prefer-atomic -DMOUND_TRAIN" \
	    build/pgo/mound
	@tools/pgo_train.sh build/pgo/mound
	@find build/pgo \( -name '*.o' -o -name '*.a' -o -name mound \) -delete
	@$(MAKE) CONFIG=pgo PROFILE="-fprofile-use -fprofile-correction -Wno-missing-profile \
	    -Wno-coverage-mismatch" all

# What small programs touch, laid together in the file (tools/hot.ld). For this the linker must not
# merge equal strings: their addresses would not tell whose they are.
.PHONY: hot-order
hot-order: $(ARCHIVES)
	@tools/packages.sh hot
	@rm -rf build/hot && mkdir -p build/hot
	@for archive in $(ARCHIVES); do objcopy --set-section-flags '.rodata.*=alloc,load,readonly,data' \
	    $$archive build/hot/$$(basename $$archive); done
	@$(CC) $(CFLAGS) -static -no-pie -o build/hot/mound -Wl,-Map=build/hot/map \
	    -Wl,--start-group $(ARCHIVES:$(BUILD)/%=build/hot/%) -Wl,--end-group $(LDLIBS)
	@tools/hot_order.sh build/hot/mound build/hot/map > build/hot/hot.ld
	@mv build/hot/hot.ld tools/hot.ld

# What docs/BENCH.md says about dispatch; clang is left out where it is not installed.
.PHONY: bench-dispatch
bench-dispatch:
	@mkdir -p build/micro
	@for cc in gcc clang; do command -v $$cc >/dev/null || continue; for style in 0 1 2; do \
	    $$cc -O2 -std=gnu11 -DSTYLE=$$style -o build/micro/dispatch tests/bench/micro/dispatch.c && \
	    printf '%-6s %-14s' $$cc "$$(echo switch,goto,tail calls | cut -d, -f$$((style + 1)))" && \
	    build/micro/dispatch; done; done

# The decisions of escape analysis and inlining against those of an installed go command.
.PHONY: compare-escape
compare-escape: all
	@GO=$(GO) tools/compare_escape.sh bin/mound -q -l tests examples
	@GO=$(GO) tools/compare_escape.sh bin/mound -q tests examples

# Go's own tests of escape analysis and inlining, counted by line; and what 1.23 decides otherwise than
# those of 1.19 expect.
.PHONY: escape-suite escape-changes
ESCAPE_TREES = $(wildcard $(GOROOT_1_19) /usr/share/go-1.23)
escape-suite: all $(TESTRUN)
	@tools/packages.sh build test conformance
	@tools/escape_suite.sh $(TESTRUN) bin/mound $(ESCAPE_TREES)
escape-changes:
	@tools/escape_suite.sh -changes $(GOROOT_1_19)

# The programs of Go's own suite that run, with each store of a pointer checked.
.PHONY: conformance-escape
conformance-escape: all $(TESTRUN)
	@tools/packages.sh build test $(if $(GOROOT),,conformance)
	@MOUND_CHECK=escape $(CONFORM) $(addprefix -changed ,$(wildcard $(CHANGED))) -timeout 180 \
	    $$(grep -rlE '^// (run|runoutput|rundir|runindir|cmpout)\b' --include='*.go' $(TREE) | \
	       grep -vE '\.dir/|/test/(bench|stress)/')

# How fast packages are checked: lines a second over Go's own src/go and src/strings, one core.
.PHONY: bench-check
bench-check: $(BUILD)/tools/typecheck
	@GOROOT=$${GOROOT:-/usr/share/go-1.23} $< -b go strings
$(BUILD)/tools/typecheck: tools/typecheck.c $(filter-out %/escape.a %/ir.a,$(FRONT:%=$(BUILD)/%.a))
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group \
	    $(LDLIBS)

# The tests of concurrency under TORTURE_SEEDS schedules; the programs with goroutines of Go's own
# suite GOROUTINE_TIMES times with 1, 2 and 8 processors. Both take a while.
TORTURE_SEEDS   ?= 300
GOROUTINE_TIMES ?= 50
.PHONY: torture goroutines
torture: all $(TESTRUN)
	@tests/torture.sh $(BUILD)/mound $(TORTURE_SEEDS)

goroutines: all $(TESTRUN)
	@tests/goroutines.sh $(BUILD)/mound $(GOROUTINE_TIMES)

# The same under ThreadSanitizer.
.PHONY: goroutines-tsan
goroutines-tsan: $(TESTRUN)
	@$(MAKE) --no-print-directory -s $(PARALLEL) CONFIG=tsan build/tsan/mound
	@tests/tsan.sh build/tsan/mound $(GOROUTINE_TIMES)

# The golden programs under ThreadSanitizer, with the collector running all the time: GOLDEN= for some
# of them.
.PHONY: golden-tsan
golden-tsan: $(TESTRUN)
	@$(MAKE) --no-print-directory -s $(PARALLEL) CONFIG=tsan build/tsan/mound
	@tests/golden_tsan.sh build/tsan/mound $(TESTRUN) $(GOLDEN)

# For a minute each with 1, 2 and 8 processors: 10,000 goroutines that read from pipes, one that writes,
# and one for each processor that computes.
PIPES_SECONDS ?= 60
.PHONY: pipes
pipes: all
	@ulimit -n 10100 || { echo 'make pipes: needs 10,100 open files'; exit 1; }; for n in 1 2 8; do echo "GOMAXPROCS=$$n"; \
	    GOMAXPROCS=$$n $(BUILD)/mound run tests/sched/pipes.go 10000 $(PIPES_SECONDS) | \
	    tee build/pipes.out; grep -q 'readers without progress: 0' build/pipes.out && \
	    grep -q 'goroutines without progress: 0' build/pipes.out && \
	    grep -q 'threads: true' build/pipes.out || exit 1; done

# Goroutines against compiled Go: each figure with its bar.
.PHONY: bench-sched
bench-sched: all $(BUILD)/tools/rusage
	@tools/bench_sched.sh $(BUILD)/mound $(BUILD)/tools/rusage $(RUNS)

# The figures of docs/GC.md against compiled Go, and which of their bars are missed.
.PHONY: bench-gc
bench-gc: all $(BUILD)/tools/rusage
	@tools/bench_gc.sh $(BUILD)/mound $(BUILD)/tools/rusage $(RUNS)

# Writes the expected outputs of the golden tests anew; read the diff like code.
bless: all $(TESTRUN)
	$(TESTRUN) -mound $(BUILD)/mound -bless tests/lang tests/stdlib tests/limits examples

.PHONY: docs tidy
docs:
	@tools/opdoc.sh > docs/OPCODES.md
	@$(MAKE) --no-print-directory -s $(PARALLEL) all
	@tools/escape_doc.sh bin/mound > docs/ESCAPE.md

# The pictures and figures of docs/GC.md and docs/HEAP.md, from runs on this machine.
.PHONY: memory-doc
memory-doc: all
	@tools/memory_doc.sh bin/mound

# House rules: include directions, lengths, fresh generated docs.
tidy:
	@tools/tidy.sh
	@tools/opdoc.sh | cmp - docs/OPCODES.md || { echo 'docs/OPCODES.md is stale: make docs'; exit 1; }
	@$(MAKE) --no-print-directory -s $(PARALLEL) all
	@tools/escape_doc.sh bin/mound | cmp - docs/ESCAPE.md || { echo 'docs/ESCAPE.md is stale: make docs'; exit 1; }

PREFIX ?= /usr/local
install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 bin/mound $(DESTDIR)$(PREFIX)/bin/mound
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 644 docs/mound.1 $(DESTDIR)$(PREFIX)/share/man/man1/mound.1
	install -m 644 tools/completion/mound.bash \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/mound
	install -m 644 tools/completion/_mound $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_mound

help:
	@echo 'make              build bin/mound'
	@echo 'make run          install what is missing, build, run a first program'
	@echo 'make test         install what is missing, build, run all tests'
	@echo 'make conformance  run the test suite of Go itself (GOROOT= for another tree)'
	@echo 'make compare-go   run the golden programs under a real Go too, and compare'
	@echo "make escape-suite Go's own tests of escape analysis and inlining, by line"
	@echo 'make escape-changes   where Go 1.23 decides otherwise than the tests of 1.19 expect'
	@echo "make conformance-escape   Go's own programs with every store of a pointer checked"
	@echo 'make compare-alloc  allocations against those of a real Go'
	@echo 'make compare-escape   escape decisions against those of a real Go, line by line'
	@echo 'make debug asan tsan   other builds, in build/debug, build/asan, build/tsan'
	@echo 'make install PREFIX=DIR    copy bin/mound to DIR/bin (default /usr/local)'
	@echo 'make torture      the tests of concurrency under TORTURE_SEEDS=300 schedules'
	@echo 'make goroutines   programs of Go with goroutines, GOROUTINE_TIMES=50 times with 1, 2, 8 processors'
	@echo 'make bench        speed and memory against go, lua, luajit, node, yaegi (PEERS= RUNS=), then bench-parts'
	@echo 'make bench-parts  one benchmark for each subsystem: bench-check, -alloc, -lib, -sched'
	@echo 'make goroutines-tsan   the same under ThreadSanitizer'
	@echo 'make golden-tsan  the golden programs under ThreadSanitizer, the collector running all the time'
	@echo 'make pipes        ten thousand goroutines in reads of pipes for a minute (PIPES_SECONDS=60)'
	@echo 'make bench-sched  goroutines against compiled Go, each figure with its bar'
	@echo "make bench-gc     memory and pauses against compiled Go, with their bars (PRIORITY='chrt -f 10')"
	@echo 'make bench-record the same, written into docs/BENCH.md'
	@echo 'make pgo          a release build that has learned from training programs (gcc)'
	@echo 'make hot-order    lay together in the file what small programs touch (tools/hot.ld)'
	@echo 'make bench-check  how many lines of Go are checked in a second'
	@echo 'make soak         the collector for ten minutes, every mark verified (SECONDS= MB=)'
	@echo 'make bench-alloc  objects allocated per second and processor'
	@echo 'make bless        accept the current output of the golden tests'
	@echo 'make memory-doc   draws the pictures of docs/GC.md and docs/HEAP.md from real runs'
	@echo 'make docs tidy    write generated docs; check the house rules'
	@echo 'make clean        remove everything that was built'

clean:
	rm -rf build bin

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# The collector for ten minutes, every mark verified; SECONDS= and MB= for another length and size.
.PHONY: soak bench-alloc
SECONDS ?= 600
MB ?= 1024
soak: all
	@MOUND_DEBUG=gcverify $(BUILD)/mound run tests/soak/soak.go $(SECONDS) $(MB)
bench-alloc: all
	@$(BUILD)/mound run tests/soak/throughput.go

# Go's own tests of the library packages that mound carries; tools/stdtest/README.md. Needs a Go
# installation ($GOROOT, else Debian's golang-1.23).
.PHONY: test-stdlib
STD_PKGS := bufio bytes cmp container/heap container/list container/ring context crypto/md5 \
    crypto/sha1 crypto/sha256 crypto/sha512 embed encoding/base64 encoding/binary encoding/csv encoding/hex \
    encoding/json errors flag fmt hash hash/crc32 hash/fnv hash/maphash io io/fs iter log maps math \
    math/big math/bits math/cmplx math/rand math/rand/v2 net/url os os/exec path path/filepath \
    reflect regexp slices sort strconv strings sync sync/atomic testing testing/fstest \
    testing/iotest testing/quick text/tabwriter time unicode unicode/utf16 unicode/utf8
PKGS ?= $(STD_PKGS)
GO_TREE := $(or $(GOROOT),/usr/lib/go-1.23)
test-stdlib: all
	@mkdir -p $(BUILD)/tools
	@GOTOOLCHAIN=local $(GO_TREE)/bin/go build -o $(BUILD)/tools/stdtest tools/stdtest/main.go
	@$(BUILD)/tools/stdtest -mound $(BUILD)/mound -goroot $(GO_TREE) -build build/stdtest $(PKGS)

# The same, all of them, written into the record.
.PHONY: test-stdlib-record
test-stdlib-record:
	@{ echo "# Go's own tests of the packages that mound carries (make test-stdlib-record; see"; \
	   echo "# tools/stdtest/README.md). Internal: reaches into its package. Not here: real Go skips it too."; \
	   $(MAKE) -s test-stdlib; } >tests/stdlib/go_tests.tmp
	@mv tests/stdlib/go_tests.tmp tests/stdlib/go_tests.txt
	@tail -1 tests/stdlib/go_tests.txt

# The exported API of these packages against that of a Go installation: what is missing or different.
.PHONY: check-api
check-api:
	@mkdir -p $(BUILD)/tools
	@GOTOOLCHAIN=local $(GO_TREE)/bin/go build -o $(BUILD)/tools/stdapi tools/stdapi/main.go
	@GOTOOLCHAIN=local $(BUILD)/tools/stdapi -goroot $(GO_TREE) -stdlib stdlib -except tests/stdlib/api_except.txt \
	    $(STD_PKGS)

# The library under load, against compiled Go: ratios of user and system time, none over 6.
.PHONY: bench-lib
bench-lib: all
	@tests/bench/lib/run.sh $(BUILD)/mound
