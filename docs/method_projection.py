"""The part of docs/method.md on projections: how each kind of measure goes on, and how well that has held."""

from pathlib import Path

import md

from catalogue.model import Agreement
from kpi.measure_kind import kind_of
from kpi.progress import PACE_MONTHS, progress
from kpi.projection.own_errors import CHECKED
from kpi.projection.project import project
from kpi.projection.series import LONGEST_GAP

# What `python -m kpi backtest` printed of the default demonstration and of one of 30,000 activities with seed 77.
TABLES = {"default demonstration": "backtest.txt", "another demonstration": "backtest_other.txt"}
KINDS = [
    [
        "count or sum since the start",
        "the pace, which grows with a power of the agreement's age, by the season of each month",
        "gamma: it never falls; a count is a whole number",
    ],
    [
        "share since the start, of cases (services with cooperative content in all services)",
        "what was counted stays; the coming cases bring the recent share among new ones",
        "normal, 0 to 100: chance among the new cases, and a share that wanders",
    ],
    [
        "share since the start, of a stock (cooperatives reached in the active ones)",
        "the numerator as a count since the start, over the stock to come",
        "that of its numerator: it contradicts the count in nothing",
    ],
    [
        "share, mean or rolling count at the date",
        "the value and its drift, as far as chance does not explain it, a little less each month",
        "normal within the limits of the measure",
    ],
]
METHOD = """
The changes of the last {recent} months give the pace of a measure and how much single months differ. From these a band
of {interval} chance is computed up to the target's own day (13 June 2021, not the end of that month), with its median
as the middle line. The probability of reaching the target comes from the same curve. No random number is drawn, and no
other series enters: the same series has the same band in every release and in any company. How a measure goes on
depends on its kind:

{kinds}

What is no pace: a month in which a total fell is a correction of what was counted before; a single month beyond all
others counts as {usual} usual ones; one pair of values is no drift. A source that reports every second month has a
pace, one that is silent for {gap} months or more has none across that gap, so a yearly figure is not projected.
A share or mean on few units has a wider band, even where it has been flat. A season is seen once a month has a year
around it, and is drawn towards none as far as months scatter anyway.

At each month the earlier projections of the same series are held against what came, {checked} months ahead at most: a
series that was foreseen well has a narrower band, one that was not a wider one. That is what makes one method hold for
Italy and for a province. The band assumes that the coming months resemble the last ones. It knows nothing of new money
or new services.

The recent pace is the mean monthly change of the last {pace} months. The required pace is what is left to the target
divided by the months left (days / 30.44).
"""
BACKTEST = """
### How well the band has held

`python -m kpi backtest` goes back to every past month of a release, projects from what was known then, and compares
with the later figures, for every measure, territory and month ahead. *Held* is the share of later figures within the
band, meant to be 80 in 100. Widths and interval scores (Gneiting and Raftery 2007; lower is better) are parts of the
series' mean. Beside it stand three simple methods with the formulas of Hyndman and Athanasopoulos (*Forecasting:
Principles and Practice*, 3rd edition): **step trend**, the last value and the mean step so far; **damped trend**,
exponential smoothing ETS(A,Ad,N); **seasonal naive**, the steps of the same months a year before. They are compared
where all of them have a band, so from the second year on; a score better than the projection's by more than a
twentieth has an asterisk.
"""
LIMITS = """
What this shows. For the series that have a plan the band holds 75 to 85 times in 100 for Italy, for areas and for
regions each, and in no kind does a peer score better by more than a twentieth. The constants of `kpi/projection/`
were chosen on both demonstrations, so these are not figures of data that nobody had looked at. What it does not show:
bands more than a year ahead hold less often than near ones (for Italy 66 and 71 in 100), those of counts of a single
province less often than those of large series, and the 66 cases of yearly figures of others, the only real series of
several years in a release, 70 in 100 with a year taken as a step. Demonstration data are generated: the band of a
real programme must be measured again when it has a year of figures, with the same command.
"""


def text(agreement: Agreement) -> str:
    """The whole part."""
    told = METHOD.format(
        recent=agreement.recent_months, interval=f"{agreement.interval:.0%}", usual="three", gap=LONGEST_GAP,
        checked=CHECKED, pace=PACE_MONTHS, kinds=md.table(["Kind", "Centre", "Band"], KINDS),
    )  # fmt: skip
    tables = [f"The {name}:\n\n```\n{_table(file)}\n```" for name, file in TABLES.items()]
    quoted = [md.docstring(f) for f in (project, kind_of, progress)]
    return "\n\n".join([told.strip(), *quoted, BACKTEST.strip(), *tables, LIMITS.strip()])


def _table(file: str) -> str:
    return (Path(__file__).parent / file).read_text(encoding="utf-8").strip()
