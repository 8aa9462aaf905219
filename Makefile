# Plainstream. `make` alone lists the targets; each is one command that you could type yourself.

SHELL := /bin/bash
# -p: without BASH_ENV and what else of bash's own an environment can hold; scripts get none of it either.
.SHELLFLAGS := -p -eu -o pipefail -c
unexport BASH_ENV
.DEFAULT_GOAL := help

# On Linux, Java finds no file whose path has other letters than the locale can write: é is none of C's.
ifeq ($(shell uname),Linux)
ifneq ($(shell locale charmap 2>/dev/null),UTF-8)
export LC_ALL := C.UTF-8
endif
endif

# Finds a JDK 25 or newer, or stops with a sentence that says what is missing.
WITH_JDK = JAVA_HOME="$$(scripts/jdk.sh)" && export JAVA_HOME &&
MVN = umask 022 && $(WITH_JDK) mvn --batch-mode --no-transfer-progress $(MVN_ARGS)
URL ?= http://127.0.0.1:$(or $(LB_PORT),8000)
SPEED ?= 1

##@ On your machine

.PHONY: help
help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-zA-Z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## Compile and package api, functions and local stack (no tests)
	@MVN_ARGS="$(MVN_ARGS)" scripts/build.sh

.PHONY: run
run: build ## Run the whole pipeline on this machine until Ctrl-C (KEEP=1 keeps its data)
	@$(WITH_JDK) exec "$$JAVA_HOME/bin/java" -jar scripts/local/target/plainstream-local-1.0.0.jar scripts/local/stack.json

# The tests with outside tools side by side: a deployment mostly waits. The others alone: they depend on time.
.PHONY: test
test: ## Run every test; faults, museum, labs and three of four deployments only with CI=true
	@case "$${CI:-}" in '' | false | true) ;; *) echo "CI is '$$CI': true tests everything, false or nothing the quick part" >&2; exit 2 ;; esac
	@$(MAKE) --no-print-directory --jobs=1 test-java test-scripts test-audit
	@$(MAKE) --no-print-directory --jobs=3 test-terraform test-image test-deploy
	@if [[ $${CI:-} == true ]]; then $(MAKE) --no-print-directory --jobs=1 test-faults reproducible test-surroundings museum labs; fi

.PHONY: test-java
test-java: ## Formatting; unit, wire-level, integration and README tests
	@$(MVN) verify

.PHONY: test-page
test-page: ## Use the page in a real Chromium, over the whole local stack (a part of test-java)
	@$(MVN) --quiet verify --projects scripts/tests/page,consumer --also-make -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='plainstream.page.*IT' -Dfailsafe.failIfNoSpecifiedTests=false

.PHONY: test-faults
test-faults: ## Break brokers, processes and connections, and show that nothing is lost (10 minutes)
	@MVN_ARGS="$(MVN_ARGS)" scripts/build.sh
	@$(MVN) verify -Dgroups=faults -DexcludedGroups= -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: test-surroundings
test-surroundings: build ## Build, run and try the scripts in odd folders and locales, and without tools
	@$(WITH_JDK) scripts/test_surroundings.sh

.PHONY: histories
histories: ## Try SEEDS (10000) seeded histories against a model: overlaps, kills, throttles, the mapping's chaos
	@$(MVN) --quiet --projects consumer --also-make test -Dtest=HistoriesTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dhistories.seeds=$(or $(SEEDS),10000) -Dhistories.first=$(or $(FIRST),1)

.PHONY: mutants
mutants: ## Change the code in small ways; no more changes than are known may go unnoticed (ARGS=consumer.json; minutes)
	@$(WITH_JDK) scripts/mutants.sh $(ARGS)

.PHONY: probe
probe: ## Send odd requests to API, load balancer and the JDK's server, and write the score to scripts/tests/probe.md
	@$(MVN) --quiet --projects api --also-make test -Dtest=ProbeTest -Dsurefire.failIfNoSpecifiedTests=false -Dprobe.update=true
	@cat scripts/tests/probe.md

.PHONY: test-scripts
test-scripts: ## Check the shell scripts, the pins, the workflows, and both API documents with the linters that others use
	@scripts/test_scripts.sh
	@scripts/test_stack.sh
	@scripts/test_pins.sh
	@scripts/test_workflows.sh
	@scripts/test_openapi.sh

.PHONY: test-terraform
test-terraform: ## Format, validation and unit tests of the Terraform code, offline
	@scripts/test_terraform.sh

.PHONY: test-image
test-image: build ## Build the image, run it read-only against a real broker, stop it, push it; see what it calls
	@$(WITH_JDK) scripts/test_image.sh
	@scripts/test_calls.sh

.PHONY: test-deploy
test-deploy: build ## Deploy to an AWS emulator and destroy again; in every kafka_mode only with CI=true
	@$(WITH_JDK) scripts/test_deploy.sh

.PHONY: format
format: ## Format the Java and Terraform sources
	@$(MVN) --quiet spotless:apply
	@if command -v terraform >/dev/null; then terraform fmt -recursive terraform; fi

.PHONY: audit
audit: build ## Prove what ships against scripts/audit/*.lock: jars, licences, chains, modules, rules, permissions
	@scripts/audit.sh
	@scripts/audit_access.sh

.PHONY: audit-update
audit-update: build ## Write the lock files anew, for a change that is meant
	@scripts/audit.sh update
	@scripts/audit_access.sh update

.PHONY: sbom
sbom: build ## Write a bill of materials for the image and each function (CycloneDX) to target/sbom
	@scripts/sbom.sh

.PHONY: test-calls
test-calls: build ## Run the image under strace, and compare what it opens and connects to with scripts/audit/calls.lock
	@scripts/test_calls.sh $(ARGS)

.PHONY: reproducible
reproducible: ## Build twice from clean clones in different surroundings, and compare every byte that ships
	@scripts/reproducible.sh $(ARGS)

.PHONY: audit-cves
audit-cves: build ## Ask OSV for vulnerabilities of what ships, and check each answer in scripts/audit/openvex.json
	@scripts/audit_cves.sh $(ARGS)

.PHONY: test-audit
test-audit: audit ## The audit itself, and that it finds what it should
	@scripts/test_audit.sh

.PHONY: bench
bench: build ## Measure beside the peers, interleaved (BENCH_ARGS=--quick: under 3 minutes)
	@$(WITH_JDK) scripts/bench.sh $(BENCH_ARGS)

.PHONY: bench-check
bench-check: build ## Compare what an event costs with scripts/bench/per-event.tsv (ARGS=--keep writes that anew)
	@$(WITH_JDK) scripts/bench.sh $(or $(ARGS),--check)

.PHONY: release
release: build ## Collect what a release attaches, with checksums, in target/release
	@$(WITH_JDK) scripts/release.sh $(ARGS)

.PHONY: clean
clean: ## Delete everything that was built
	@MVN_ARGS="$(MVN_ARGS)" scripts/clean.sh

##@ Learn and teach (scripts/workshop/README.md)

.PHONY: $(foreach n,1 2 3 4 5 6 7,lab-$n lab-$n-check lab-$n-solution)
lab-N: ## Prepare lab N, 1 to 7, in the working copy .workshop
lab-N-check: ## Say what of lab N is missing (HINT=2 says more)
lab-N-solution: ## Do lab N
lab-N lab-N-check lab-N-solution:
	@echo 'N is a number from 1 to 7, as in: make lab-1' >&2; exit 2
$(foreach n,1 2 3 4 5 6 7,lab-$n):
	@scripts/workshop/lab.sh prepare $(@:lab-%=%)
$(foreach n,1 2 3 4 5 6 7,lab-$n-check):
	@scripts/workshop/lab.sh check $(@:lab-%-check=%)
$(foreach n,1 2 3 4 5 6 7,lab-$n-solution):
	@scripts/workshop/lab.sh solution $(@:lab-%-solution=%)

.PHONY: labs
labs: build ## Do all labs as a participant would, and show each check failing before and passing after
	@scripts/workshop/labs.sh $(ARGS)

# "make break 3": the number is no target of its own.
ifeq (break,$(firstword $(MAKECMDGOALS)))
N ?= $(word 2,$(MAKECMDGOALS))
$(eval $(wordlist 2,9,$(MAKECMDGOALS)):;@:)
endif

.PHONY: break
break: ## Put mutation N of the museum into the working copy (make break 3)
	@scripts/workshop/museum.sh break "$(N)"

.PHONY: mend
mend: ## Take it back, and say what it teaches
	@scripts/workshop/museum.sh mend

.PHONY: museum
museum: build ## Try every mutation against the tests that should catch it (STACK=1: on the local stack)
	@scripts/workshop/museum.sh $(if $(STACK),stack,run) $(ARGS)

##@ On AWS

.PHONY: image
image: build ## Build the container image (DOCKER names the client)
	@scripts/image.sh $(ARGS)

.PHONY: plan
plan: ## Show what a deployment would change
	@scripts/plan.sh $(ARGS)

.PHONY: deploy
deploy: build ## Provision everything, push the image, run the smoke test; asks once
	@$(WITH_JDK) scripts/deploy.sh $(ARGS)

.PHONY: destroy
destroy: ## Remove everything again and verify that nothing is left; asks once
	@scripts/destroy.sh $(ARGS)

.PHONY: status
status: ## Show service, mappings, lag and alarms
	@scripts/status.sh $(ARGS)

.PHONY: logs
logs: ## Follow the logs
	@scripts/logs.sh $(ARGS)

##@ Against a running system (URL=…, default the local one)

.PHONY: smoke
smoke: ## Check the README's result table row by row
	@scripts/smoke.sh $(ARGS) "$(URL)"

.PHONY: replay
replay: ## Send the archive into the local topics, as it came or faster (SPEED=10, SPEED=max; ARGS=--folder …)
	@$(WITH_JDK) scripts/replay.sh --into-topics "127.0.0.1:$${KAFKA_PORT:-9092}" --speed "$(SPEED)" $(ARGS)

.PHONY: load
load: ## A bounded load with progress and latency percentiles
	@$(WITH_JDK) scripts/load.sh $(ARGS) "$(URL)"
