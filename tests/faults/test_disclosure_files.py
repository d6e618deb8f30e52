"""The default demonstration and the same without one file: an outsider who holds both releases finds no hidden cell.

Each measure that the file changes is attacked by itself: its totals over all months at once, and each breakdown that
the file changes over the first months in which it does, at once, and over the last. The outsider also knows which cells
the file changes. A measure that it leaves alone is told twice alike, for the same true figures make the same cells, and
what one release tells of it is attacked in test_disclosure_attack.py. Months in between rest on larger counts;
OSSERVATORIO_ATTACK_EVERY_MONTH=1 takes all of them at once. By default the file is that of one association, all of
whose services are missing then, which once gave 37 cells away. OSSERVATORIO_PAIRS=n draws n files more, minutes each;
OSSERVATORIO_PAIRS=name,name attacks the files of these names too.
"""

import os
import random
from pathlib import Path

import pandas as pd
import pytest

from catalogue import load
from engine import open_release
from etl.build import build
from etl.ingest.demo_inbox import ensure_demonstration
from etl.ingest.sources import Sources
from tests.helpers.linked_releases import Key, attacked
from tests.helpers.outsider import CELL
from tests.helpers.releases import once, silent

pytestmark = pytest.mark.slow
RULES = load().agreement.disclosure
FIRST_MONTHS, SEED = 5, 15
ASSOCIATION = "coop40_agci.xlsx"
ASKED = os.environ.get("OSSERVATORIO_PAIRS", "0")
NAMED = [] if ASKED.isdigit() else ASKED.split(",")
MORE = int(ASKED) if ASKED.isdigit() else len(NAMED)
EVERY = bool(os.environ.get("OSSERVATORIO_ATTACK_EVERY_MONTH"))
PUBLISHED = "SELECT p.*, k.kind, k.public_base FROM kpi_published p JOIN kpi k USING (kpi) WHERE k.confidential"
TRUTH = f"SELECT {', '.join(CELL)}, numerator, denominator FROM kpi_value JOIN kpi k USING (kpi) WHERE k.confidential"
Frames = tuple[pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "default_inbox", lambda out: (ensure_demonstration(out, silent), None)[1])


def told_and_true(inbox: Path, left_out: Path | None, work: Path, releases: Path) -> Frames:
    """The confidential cells of a release of ``inbox`` without one file: as published, and before that.

    ``releases``: one folder for all, in which no file is read twice.
    """
    for path in inbox.rglob("*"):
        if path.is_file() and path != left_out and not path.name.startswith("."):
            (work / "inbox" / path.relative_to(inbox)).parent.mkdir(parents=True, exist_ok=True)
            (work / "inbox" / path.relative_to(inbox)).symlink_to(path)
    outcome = build(Sources(None, work / "inbox"), releases, as_of=None, progress=silent)
    with open_release(releases / outcome.release / "warehouse.duckdb") as connection:
        published, truth = (connection.execute(sql).df() for sql in (PUBLISHED, TRUTH))
    steps = truth.sort_values("as_of").groupby(["kpi", *CELL[2:]])[["numerator", "denominator"]].diff()
    falls = set(truth.loc[(steps < 0).any(axis=1), "kpi"])
    return published.assign(running=~published["kpi"].isin(falls)), truth


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("releases")


@pytest.fixture(scope="module")
def whole(inbox: Path, releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Frames:
    return told_and_true(inbox, None, tmp_path_factory.mktemp("whole"), releases)


@pytest.fixture(scope="module")
def above() -> dict[str, str]:
    territories = load().code_lists["territories"]
    return {row[0]: row[2] for row in territories.rows if row[2]}


def changed_cells(before: pd.DataFrame, after: pd.DataFrame) -> set[Key]:
    """The cells whose true figures differ, or that one release alone has."""
    was, now = (
        {tuple(row[:5]): row[5:] for row in truth.fillna(-1).itertuples(index=False, name=None)}
        for truth in (before, after)
    )
    return {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}


@pytest.mark.parametrize("draw", range(MORE + 1))
def test_one_file_more_in_the_default_demonstration_gives_nothing_away(
    draw: int, inbox: Path, releases: Path, whole: Frames, above: dict[str, str], tmp_path: Path
) -> None:
    files = sorted(path for path in inbox.rglob("*") if path.is_file() and not path.name.startswith("."))
    named = [next(path for path in files if path.name == name) for name in NAMED]
    drawn = [inbox / ASSOCIATION, *(named or random.Random(SEED).sample(files, MORE))]  # noqa: S311 - no secret
    lacking = told_and_true(inbox, drawn[draw], tmp_path, releases)
    changed, found = changed_cells(lacking[1], whole[1]), []
    for kpi in sorted({str(key[0]) for key in changed}):
        own = {key[1:] for key in changed if key[0] == kpi}
        truths = [truth[truth["kpi"] == kpi] for _, truth in (lacking, whole)]
        parts = [(["total"], whole[1]["as_of"].unique().tolist())]
        for breakdown in sorted({str(key[2]) for key in own} - {"total"}):
            days = sorted({key[0] for key in own if key[2] == breakdown}, key=str)
            spans = [days] if EVERY else [days[:FIRST_MONTHS], days[-1:]]
            parts += [(["total", breakdown], span) for span in spans]
        for breakdowns, days in parts:
            told = [
                one[(one["kpi"] == kpi) & one["breakdown"].isin(breakdowns) & one["as_of"].isin(days)]
                for one, _ in (lacking, whole)
            ]
            if not any(one.empty for one in told):
                found += attacked(told, truths, above, RULES, own.__contains__)
    assert draw or changed, "the association's file changes something"
    assert found == [], drawn[draw].name
