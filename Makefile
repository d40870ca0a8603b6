# make demo   建好环境，读入示例公报，问出答案   (set up, read the example gazette, print the answers)
# make test   建好环境，查格式、规范、类型，跑测试 (set up, check format, lint and types, run the tests)

VENV := .venv
CANDIDATES := python3.14 python3.13 python3.12 python3.11 python3 python
PYTHON ?= $(shell for one in $(CANDIDATES); do \
	$$one -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
GAZETTE := kg/examples/miyun-gazette-2023-02.md

export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export KG_STORE := demo.db

.PHONY: demo test

demo: $(VENV)/ready
	@rm -f demo.db demo.db-wal demo.db-shm
	@printf '\n一、读入示例公报\n'
	kg build $(GAZETTE)
	@printf '\n二、区水务局负责哪些任务\n'
	kg who-owns 区水务局
	@printf '\n三、一项任务的全貌和原文\n'
	kg show 大力推进“智慧水务”建设
	@printf '\n四、截止期限（以 2025 年 10 月 1 日为今天）\n'
	kg deadlines --as-of 2025-10-01 --within 120d
	@printf '\n五、区水务局和哪些单位共同承担任务\n'
	kg overlaps 区水务局 --min 5
	@printf '\n六、再读入石景山区的两份示例：两个“区水务局”是两个单位\n'
	kg build kg/examples
	kg who-owns 区水务局 || true
	kg who-owns 区水务局 --in 石景山区
	@printf '\n接着问这份记录：. $(VENV)/bin/activate; export KG_STORE=demo.db\n'

test: $(VENV)/ready-for-tests
	ruff format --check .
	ruff check .
	mypy
	pytest

$(VENV)/ready: pyproject.toml
	$(create)
	pip install --quiet --editable .
	@touch $@

$(VENV)/ready-for-tests: pyproject.toml
	$(create)
	pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/ready

define create
@test -n '$(PYTHON)' || { \
	echo '找不到可用的 Python：需要 3.11 以上，并带 venv 模块（Debian、Ubuntu：apt install python3-venv）。'; \
	echo 'No usable Python: 3.11 or later with the venv module is needed (Debian, Ubuntu: apt install python3-venv).'; \
	exit 1; } >&2
@test -x $(VENV)/bin/pip || $(PYTHON) -m venv --clear $(VENV)
endef
