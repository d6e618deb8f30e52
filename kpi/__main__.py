"""The command `python -m kpi backtest`: how well a release's projections would have held."""

import runpy
import sys

from output.exit_codes import ExitCode

if __name__ == "__main__":
    if sys.argv[1:2] != ["backtest"]:
        print("python -m kpi backtest [--releases DIR] [--release ID]", file=sys.stderr)
        sys.exit(ExitCode.WRONG_USAGE)
    # kpi opens no release: the command of etl does, in this process.
    runpy.run_module("etl", run_name="__main__", alter_sys=True)
