# llmeco: the open-source AI model ecosystem in PostgreSQL
#
#   make demo      everything from nothing to a site, on a private server
#   make test      every test; installs what they need
#   make deps      only install what building, tests and demo need (apt, npm)
#   make demo-stop ends the demo and removes it
#   make && make install              the extension, for the PostgreSQL of pg_config
#   make viz && make install-viz      llmeco-viz and the front end, below prefix=/usr/local
#   make installcheck                 its regression tests, on a server that runs
#   make uninstall uninstall-viz      what install and install-viz put there
#   make clean     what was built; make distclean also what npm brought
#   make deb       Debian packages of both, in .deb/
#   make dist      llmeco-VERSION.zip, as PGXN wants it
#   make reference sql/REFERENCE.md and what goes with it, from the comments
#   make bench     measurements against peers (src/test/bench)
#   make bench-viz measurements of the site (viz/bench)
#
# To build elsewhere: make -f /path/to/llmeco/Makefile, from an empty folder.

top := $(dir $(firstword $(MAKEFILE_LIST)))
full_top := $(abspath $(top))

EXTENSION = llmeco
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" $(top)llmeco.control)
MODULE_big = llmeco
# The rooms: src/README.md
FOLDERS = src src/kernel src/support src/store src/graph src/influence src/rankings src/history \
	src/families src/checks src/edits src/refresh fetch/http fetch/reader fetch/hub fetch/opendigger
OBJS = $(patsubst $(top)%.c,%.o,$(sort $(wildcard $(FOLDERS:%=$(top)%/*.c))))
# What views show as data goes before the views that read it.
TOPICS = $(top)sql/install/10-schema.sql $(sort $(wildcard $(top)sql/install/data-*.sql)) \
	$(filter-out %/10-schema.sql,$(sort $(wildcard $(top)sql/install/[0-9]*.sql)))
UPGRADES = $(patsubst $(top)sql/upgrade/%,sql/build/%,$(wildcard $(top)sql/upgrade/*.sql))
# Dumps of these versions are restored into them, then updated: their tables of runs are no slots.
DATA = src/test/tap/llmeco--1.0.0.sql src/test/tap/llmeco--1.1.0.sql
DATA_built = sql/build/llmeco--$(EXTVERSION).sql $(UPGRADES)

PG_CFLAGS = -std=gnu11 -Wall -Wextra -Werror -Wno-unused-parameter -Wno-sign-compare \
	-Wno-missing-field-initializers -fvisibility=hidden -ffp-contract=off
LIBRARIES = libcurl json-c libxml-2.0 yaml-0.1 zlib
# PostgreSQL 15 leaves PGDLLEXPORT empty; see -fvisibility above
PG_CPPFLAGS = -I$(full_top) -I$(full_top)/src '-DPGDLLEXPORT=__attribute__((visibility("default")))' \
	-DLLMECO_VERSION='"$(EXTVERSION)"' $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null)
SHLIB_LINK = $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null)

REGRESS = $(patsubst $(top)sql/%.sql,%,$(sort $(wildcard $(top)sql/*.sql)))
EXTRA_CLEAN = sql/build src/test/build .deb llmeco-*.zip

PG_CONFIG ?= pg_config
# On a machine without PostgreSQL only the targets that install it can run.
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

.DEFAULT_GOAL := all
.PHONY: demo demo-stop test deps deb dist reference bench bench-viz viz install-viz uninstall-viz clean-viz \
	have-libraries

demo:
	$(top)src/test/demo
demo-stop:
	$(top)src/test/demo stop
test:
	$(top)src/test/run
deps:
	$(top)src/test/deps
deb:
	$(top)src/packaging/build
dist:
	git -C $(top) archive --format=zip --prefix=llmeco-$(EXTVERSION)/ HEAD >llmeco-$(EXTVERSION).zip
reference:
	$(top)src/packaging/reference
bench:
	$(top)src/test/bench/run
bench-viz:
	$(top)viz/bench/run
viz install-viz uninstall-viz clean-viz:
	$(MAKE) -C $(top)viz $(patsubst viz,all,$(subst -viz,,$@))

ifneq ($(wildcard $(PGXS)),)
ifneq ($(CURDIR),$(full_top))
$(shell mkdir -p $(FOLDERS))
endif
# fetch/ is plain C of this century
fetch/%.o: override CFLAGS += -Wno-declaration-after-statement
# bitcode is of no use to C functions that are never inlined
override with_llvm = no
include $(PGXS)
$(OBJS): $(wildcard $(FOLDERS:%=$(top)%/*.h)) | have-libraries
clean: clean-viz
distclean: clean
	rm -rf $(top)viz/node_modules $(top)src/test/bom/node_modules $(top)src/test/clients/node_modules
else
all install installcheck uninstall clean distclean: have-postgresql
have-postgresql:
	@echo "llmeco: '$(PG_CONFIG)' is not there: 'make deps' installs what building needs," >&2
	@echo "or on Debian and Ubuntu: apt-get install postgresql-server-dev-all" >&2
	@echo "or name yours: make PG_CONFIG=/path/to/pg_config" >&2
	@exit 1
endif

have-libraries:
	@pkg-config --exists $(LIBRARIES) 2>/dev/null || { \
	echo "llmeco: building needs pkg-config and $(LIBRARIES): 'make deps' installs them, or" >&2; \
	echo "apt-get install pkg-config libcurl4-openssl-dev libjson-c-dev libxml2-dev libyaml-dev zlib1g-dev" >&2; \
	exit 1; }

sql/build/llmeco--$(EXTVERSION).sql: $(TOPICS) $(top)sql/install/ascii.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f $(top)sql/install/ascii.awk $(TOPICS) > $@.tmp && mv $@.tmp $@

# An upgrade script can take what is new from the install script: sql/upgrade/take.awk.
$(UPGRADES): sql/build/%: $(TOPICS) $(top)sql/upgrade/% $(top)sql/upgrade/take.awk
	@mkdir -p $(@D)
	awk -f $(top)sql/upgrade/take.awk $(TOPICS) $(top)sql/upgrade/$* > $@.tmp && mv $@.tmp $@
