# Only delegates: meson builds, tests/run tests.
# JOBS=N limits the compiler and the tests to N at a time.
BUILD ?= build
JOBS ?= 0
jobs = -j $(JOBS)
test_jobs = $(if $(filter-out 0,$(JOBS)),-- --num-processes $(JOBS))
in_tree = meson devenv -C $(BUILD) -w .
hidden_screen = $(if $(DISPLAY)$(WAYLAND_DISPLAY),,xvfb-run -a dbus-run-session --)
clang_format = $(shell command -v clang-format-14 || echo clang-format)

.PHONY: all demo test test-long asan fuzz bench soak coverage valgrind test-trixie lint format clean deps deps-test guide man deb bundle test-bundle

all: $(BUILD)/build.ninja
	meson compile -C $(BUILD) $(jobs)

$(BUILD)/build.ninja:
	meson setup $(BUILD)

deps:
	@.ci/install-deps program

deps-test:
	@.ci/install-deps program test

demo: deps $(BUILD)/build.ninja
	meson compile -C $(BUILD) $(jobs) zhihui zhihui-platform zhihui.mo
	@mkdir -p demo-output
	$(in_tree) zhihui shot --source demo:zichuan --page overview --size 1920x1080 -o demo-output/wall-1920x1080.png
	$(in_tree) zhihui report --source demo:zichuan -o demo-output/rankings.pdf
	@echo "The wall as a picture: $(CURDIR)/demo-output/wall-1920x1080.png"
	@echo "The rankings on paper: $(CURDIR)/demo-output/rankings.pdf"
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "The wall on the screen: close the window to end"; \
	  $(in_tree) zhihui wall --source demo:zichuan; \
	else \
	  echo "No display here, so the wall is not opened"; \
	fi

test: deps-test
	@$(MAKE) --no-print-directory all
	@tests/run $(BUILD) fast display $(test_jobs)

# The full counts: hours, and a clean Debian root beside (needs root).
test-long: deps-test
	@$(MAKE) --no-print-directory all
	@ZHIHUI_TEST_LONG=1 tests/run $(BUILD) fast display long -- --timeout-multiplier 60
	tests/clean-root
	@$(MAKE) --no-print-directory test-bundle

asan: deps-test
	@[ -f build-asan/build.ninja ] || meson setup build-asan -Db_sanitize=address,undefined -Db_lundef=false
	meson compile -C build-asan $(jobs)
	@G_SLICE=always-malloc UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
	  ASAN_OPTIONS=halt_on_error=1:detect_stack_use_after_return=1:fast_unwind_on_malloc=0:verify_asan_link_order=0 \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
	  tests/run build-asan fast display -- --no-suite lint --timeout-multiplier 5 $(patsubst --,,$(test_jobs))

# Each target of tests/fuzz for FUZZ_SECONDS (60); ends with the path of an input that is not survived.
fuzz: deps
	@.ci/install-deps fuzz
	@[ -f build-fuzz/build.ninja ] || CC=clang-14 meson setup build-fuzz -Dfuzz=true \
	  -Db_sanitize=address,undefined -Db_lundef=false
	meson compile -C build-fuzz $(jobs) fuzzers
	@JOBS=$(JOBS) tests/fuzz/run build-fuzz

bench: deps-test
	@[ -f build-release/build.ninja ] || meson setup build-release --buildtype=release
	meson compile -C build-release $(jobs)
	$(hidden_screen) meson test -C build-release --benchmark --verbose

# Days of the wall in minutes, with its memory as a curve; on a machine that does nothing else.
DAYS ?= 7
SPEED ?= 200
soak: deps-test
	@[ -f build-release/build.ninja ] || meson setup build-release --buildtype=release
	meson compile -C build-release $(jobs) zhihui zhihui-platform zhihui.mo soak-figure
	xvfb-run --auto-servernum --server-args='-screen 0 1920x1080x24' tests/soak/run build-release $(DAYS) $(SPEED)
	build-release/tests/soak/soak-figure build-release/soak/soak.csv build-release/soak/soak.png
	@echo "The curve: $(CURDIR)/build-release/soak/soak.png"

# Lines that the tests without a screen run; fails where a floor has less than COVERAGE percent of its lines.
COVERAGE ?= 85
coverage: deps-test
	@.ci/install-deps coverage
	@[ -f build-coverage/build.ninja ] || meson setup build-coverage -Db_coverage=true
	meson compile -C build-coverage $(jobs)
	@find build-coverage -name '*.gcda' -delete
	@tests/run build-coverage fast -- --no-suite lint --timeout-multiplier 3 $(patsubst --,,$(test_jobs))
	@tests/coverage build-coverage $(COVERAGE) model wire source service report

# Memcheck of what is below files and network; needs no display.
valgrind: deps-test
	@.ci/install-deps valgrind
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD)
	meson compile -C $(BUILD) $(jobs)
	@tests/valgrind $(BUILD) model wire $(test_jobs)

# The same tests on Debian 13, in a root made for it (needs root and debootstrap).
test-trixie:
	tests/clean-root --release trixie 'make test JOBS=$(JOBS)'

# The Debian packages, and all that a machine without a network needs of them, into build-deb (docs/packages.md).
deb: deps
	@.ci/install-deps packages
	@JOBS=$(JOBS) packaging/deb build-deb

bundle: deb
	@packaging/bundle build-deb

# The bundle in an empty Debian that has no network, as an administrator takes it there (needs root).
test-bundle: bundle
	@.ci/install-deps roots
	@tests/packages/run build-deb

lint:
	@tests/lint

format:
	find src tests -name '*.[ch]' -exec $(clang_format) -i {} +

# The guide as Markdown, after a page of help/C or its translation has changed.
guide:
	help/guide-text docs/guide

# Commands and options in the manual pages, after a --help has changed.
man: all
	$(in_tree) data/man/fill $(CURDIR)/$(BUILD)/src/app/zhihui $(CURDIR)/$(BUILD)/src/service/zhihui-platform

clean:
	rm -rf build build-asan build-release build-coverage build-fuzz build-deb demo-output
