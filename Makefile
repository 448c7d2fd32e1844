# A thin front of CMake: `make` builds build/wfp, `make run` shows the demo, `make test` runs the suite.
DESTDIR ?=
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
CRASH_CUTS ?= 20000
CRASH_KILLS ?= 200
LOAD_SECONDS ?= 60
SEEDS ?= 10000
COMPARISONS ?= 1000000000
JOBS ?= $(shell nproc)

.PHONY: all deps deps-test build run test asan tsan fuzz crash load differential explore bench bench-build install gen clean

all: build

deps:
	@tools/deps.sh

deps-test:
	@tools/deps.sh test

build: deps
	@cmake --preset default -DCMAKE_INSTALL_PREFIX=$(PREFIX) >build.log 2>&1 || { cat build.log; exit 1; }
	@cmake --build --preset default -j $(JOBS)

run: build
	build/wfp replay --policy examples/web.json examples/web.pcapng

test: deps-test build
	@ctest --preset default -j $(JOBS)

asan tsan: deps-test
	@cmake --preset $@
	@cmake --build --preset $@ -j $(JOBS)
	@ctest --preset $@ -j $(JOBS)

fuzz: deps
	@cmake --preset fuzz
	@cmake --build --preset fuzz -j $(JOBS)
	@fuzz/run.sh build-fuzz $(FUZZ_SECONDS)

crash: build
	@build/tests/power_cut --cuts $(CRASH_CUTS)
	@build/tests/io_errors
	@build/tests/kill_test $(CRASH_KILLS)

load: build
	build/tests/rpc_load $(LOAD_SECONDS)
	build/tests/bfe_load $(LOAD_SECONDS)
	build/tests/bfe_abuse $(LOAD_SECONDS)

differential: build
	build/tests/index_differential $(COMPARISONS)

explore: build
	@SEEDS=$(SEEDS) WFP_BUILD=$(CURDIR)/build WFP_SOURCE=$(CURDIR) python3 tests/explore/explore_test.py

# With the peers that benchmarks have beside us.
bench-build:
	@tools/deps.sh bench
	@$(MAKE) -s build

bench: bench-build
	@bench/run.sh build
	@bench/ports.py build --short || [ $$? = 77 ]
	@bench/classify_report.py build

install: build
	@DESTDIR=$(DESTDIR) cmake --install build

gen:
	@tools/gen/generate.py

clean:
	rm -rf build build-asan build-tsan build-fuzz build.log
