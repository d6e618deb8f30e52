"""Of two releases of which one has a file more, an outsider who holds both finds no hidden cell and no small step."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from catalogue import load
from engine import open_release
from etl.build import build
from etl.disclosure.gate import protected
from etl.ingest.sources import Sources
from tests.helpers.linked_releases import Key, attacked
from tests.helpers.outsider import CELL
from tests.helpers.releases import served, silent
from tests.helpers.small_worlds import TREE, cells_of, events_of, measures_of, within

pytestmark = pytest.mark.slow
RULES = load().agreement.disclosure
TRUTH = [*CELL, "numerator", "denominator"]
PAIRS, MONTHS = 50, 2


def told(cells: pd.DataFrame) -> pd.DataFrame:
    """What is published of the cells, with what everybody knows of their measures."""
    running = ~cells["kind"].eq("mean") | cells["kpi"].ne("maturity_gain")
    return protected(cells, RULES).assign(kind=cells["kind"], public_base=cells["public_base"], running=running)


def found_in(before: pd.DataFrame, after: pd.DataFrame, may_differ: Callable[[Key], bool]) -> list[str]:
    releases, truths = [told(before), told(after)], [before[TRUTH], after[TRUTH]]
    return attacked(releases, truths, TREE, RULES, may_differ)


def differs_from(place: str, month: int) -> Callable[[Key], bool]:
    """The cells that a file of one province can change: its own and those above it, from its first month on."""

    def may_differ(key: Key) -> bool:
        day, territory, *_ = key
        return within(place, str(territory)) and pd.Timestamp(str(day)).month >= month

    return may_differ


def test_one_record_more_beside_a_large_total_does_not_tell_that_the_cell_is_one() -> None:
    """Italy's 5,699 becomes 5,700 and a told 0 becomes a star: both told exactly, the star would be 1."""
    events = pd.DataFrame({"place": ["P2"] * 5_699, "category": "a", "month": 1, "yes": True})
    more = pd.concat([events, pd.DataFrame({"place": ["P3"], "category": "a", "month": 1, "yes": True})])
    before, after = (cells_of(one, "count", everywhere=False) for one in (events, more))
    italy = [told(one).query("territory == 'IT' and breakdown == 'total'")["value"].tolist() for one in (before, after)]
    assert italy == [[5700.0] * 3] * 2
    assert found_in(before, after, differs_from("P3", 1)) == []


def test_what_covers_a_small_count_does_not_change_with_a_neighbours_rounding() -> None:
    """One record more turns a told 50 (54) into a told 60 (55): the cells that it leaves alone stay hidden or told."""
    sizes = {"P3": 2, "P4": 16, "P5": 36}
    hidden = []
    for more in (0, 1):
        places = [place for place, size in sizes.items() for _ in range(size + more * (place == "P5"))]
        events = pd.DataFrame({"place": places, "category": "a", "month": 1, "yes": True})
        seen = told(cells_of(events, "count", everywhere=False)).query("breakdown == 'total'")
        assert seen.query("territory == 'R2'")["value"].tolist()[0] == [50.0, 60.0][more]
        hidden.append(set(seen.query("territory in ['P3', 'P4'] and sign == '*'")["territory"]))
    assert hidden == [{"P3", "P4"}] * 2


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_file_more_gives_nothing_away(seed: int) -> None:
    """Five tied measures, two months; a file of 1 to 30 records of one province comes in between."""
    random = np.random.default_rng(seed)
    events = events_of(random, int(random.choice([8, 40, 160, 1_200])))
    place, month = f"P{random.integers(1, 6)}", int(random.integers(1, MONTHS + 1))
    file = events_of(random, int(random.choice([1, 1, 2, 3, 8, 30])))
    file["place"], file["month"] = place, np.maximum(file["month"], month)
    everywhere = seed % 4 == 0  # provinces have categories too, which no measure of the catalogue has
    before, after = (measures_of(one, everywhere, MONTHS) for one in (events, pd.concat([events, file])))
    assert found_in(before, after, differs_from(place, month)) == []


PUBLISHED = """
    SELECT p.*, k.kind, k.public_base, TRUE AS running FROM kpi_published p JOIN kpi k USING (kpi)
    WHERE kpi IN ('joint_actions', 'referrals') AND breakdown = 'total' AND as_of >= ?
"""
BEFORE = f"SELECT {', '.join(TRUTH)} FROM kpi_value WHERE kpi IN ('joint_actions', 'referrals')"


def test_a_chamber_more_in_the_demonstration_gives_nothing_away(
    demo_release: Path, demo_inbox: Path, tmp_path: Path
) -> None:
    """One release lacks one file of one PID. The outsider even knows which cells the file changes."""
    inbox = tmp_path / "inbox"
    left_out = sorted((demo_inbox / "pid").iterdir())[7]
    for path in demo_inbox.rglob("*"):
        if path.is_file() and path != left_out:
            (inbox / path.relative_to(demo_inbox)).parent.mkdir(parents=True, exist_ok=True)
            (inbox / path.relative_to(demo_inbox)).symlink_to(path)
    build(Sources(None, inbox), tmp_path / "releases", as_of=None, progress=silent)
    frames, truths = [], []
    for releases in (tmp_path / "releases", demo_release):
        with open_release(served(releases)) as connection:
            frames.append(connection.execute(PUBLISHED, [date(2020, 11, 1)]).df())
            truths.append(connection.execute(BEFORE).df())
            above = dict(
                connection.execute("SELECT territory, parent FROM dim_territory WHERE parent <> ''").fetchall()
            )
    was, now = (truth.set_index(CELL)["numerator"].to_dict() for truth in truths)
    changed = {key[1:] for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    assert changed
    assert attacked(frames, truths, above, RULES, lambda key: key in changed) == []
