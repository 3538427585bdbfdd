# llmeco: the open-source AI model ecosystem in PostgreSQL
#
#   make demo      everything from nothing to a site, on a private server
#   make test      every test; installs what they need
#   make deps      only install what building, tests and demo need (apt, npm)
#   make demo-stop ends the demo and removes it
#   make && make install              the extension
#   make viz && make install-viz      llmeco-viz and the front end
#   make deb       Debian packages of both, in .deb/
#   make bench     measurements against peers (src/test/bench)
#   make bench-viz measurements of the site (viz/bench)

EXTENSION = llmeco
EXTVERSION = $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" llmeco.control)
MODULE_big = llmeco
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c fetch/*.c)))
UPGRADES = $(patsubst sql/upgrade/%,sql/build/%,$(wildcard sql/upgrade/*.sql))
DATA_built = sql/build/llmeco--$(EXTVERSION).sql $(UPGRADES)

PG_CFLAGS = -std=gnu11 -Wall -Wextra -Werror -Wno-unused-parameter -Wno-sign-compare \
	-Wno-missing-field-initializers -fvisibility=hidden -ffp-contract=off
# PostgreSQL 15 leaves PGDLLEXPORT empty; see -fvisibility above
PG_CPPFLAGS = '-DPGDLLEXPORT=__attribute__((visibility("default")))' \
	-DLLMECO_VERSION='"$(EXTVERSION)"' $(shell pkg-config --cflags libcurl json-c libxml-2.0 yaml-0.1 2>/dev/null)
SHLIB_LINK = $(shell pkg-config --libs libcurl json-c libxml-2.0 yaml-0.1 zlib 2>/dev/null)

REGRESS = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))
EXTRA_CLEAN = sql/build src/test/build

PG_CONFIG ?= pg_config
# On a machine without PostgreSQL only the targets that install it can run.
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

.DEFAULT_GOAL := all
.PHONY: demo demo-stop test deps deb bench bench-viz viz install-viz

demo:
	src/test/demo
demo-stop:
	src/test/demo stop
test:
	src/test/run
deps:
	src/test/deps
deb:
	src/packaging/build
bench:
	src/test/bench/run
bench-viz:
	viz/bench/run
viz install-viz:
	$(MAKE) -C viz $(patsubst viz,all,$(subst -viz,,$@))

ifneq ($(wildcard $(PGXS)),)
# fetch/ is plain C of this century
fetch/%.o: override CFLAGS += -Wno-declaration-after-statement
# bitcode is of no use to C functions that are never inlined
override with_llvm = no
include $(PGXS)
$(OBJS): $(wildcard src/*.h fetch/*.h)
endif

# What views show as data goes before the views that read it.
TOPICS = sql/install/10-schema.sql $(sort $(wildcard sql/install/data-*.sql)) \
	$(filter-out sql/install/10-schema.sql,$(sort $(wildcard sql/install/[0-9]*.sql)))

sql/build/llmeco--$(EXTVERSION).sql: $(TOPICS)
	@mkdir -p $(@D)
	cat $^ > $@

# An upgrade script can take what is new from the install script: sql/upgrade/take.awk.
$(UPGRADES): sql/build/%: $(TOPICS) sql/upgrade/% sql/upgrade/take.awk
	@mkdir -p $(@D)
	awk -f sql/upgrade/take.awk $(TOPICS) sql/upgrade/$* > $@.tmp && mv $@.tmp $@
