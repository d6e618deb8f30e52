"""The method's own command: `python -m kpi backtest` asks how well a release's projections would have held."""

import runpy
import sys

if __name__ == "__main__":
    if sys.argv[1:2] != ["backtest"]:
        sys.exit("python -m kpi backtest [--releases DIR] [--release ID]")
    # The measures open no release: the loading half does, and its command runs in this process.
    runpy.run_module("etl", run_name="__main__", alter_sys=True)
