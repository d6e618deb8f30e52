"""The command `python -m kpi backtest`: coverage and width of a release's projections at every past month."""

import runpy
import sys

from output.exit_codes import ExitCode

if __name__ == "__main__":
    if sys.argv[1:2] != ["backtest"]:
        print("python -m kpi backtest [--releases DIR] [--release ID]", file=sys.stderr)
        sys.exit(ExitCode.WRONG_USAGE)
    # kpi opens no release, so the command of etl runs in this process.
    runpy.run_module("etl", run_name="__main__", alter_sys=True)
