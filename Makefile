# Thin on purpose: each target is a script under script/, for where there is no make.
.PHONY: serve test lint shots bench bench-large lock

serve: ; @sh script/serve
test: ; @sh script/test
lint: ; @sh script/lint
shots: ; @sh script/shots
bench: ; @sh script/bench
bench-large: ; @sh script/bench-large
lock: ; @sh script/lock
