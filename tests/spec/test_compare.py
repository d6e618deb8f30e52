"""Two releases built from files: each part of a change is what a count over the files' rows says it is."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from catalogue import Catalogue, load
from etl.__main__ import main
from etl.build import build
from etl.ingest.sources import Sources
from etl.publish.write_release import make_current
from etl.sample.register import tax_codes
from etl.storage.layout import Store
from kpi.compare import PARTS
from reads.releases import current_release, find_release, served_before
from tests.helpers.inboxes import COOPS, Row, activities, assessments, members, write
from tests.helpers.pages import items_of, open_page, said
from tests.helpers.releases import few_shipped, once, silent

FEBRUARY, APRIL = date(2019, 2, 28), date(2019, 4, 30)
PLACES = {"IT": ("BO", "MO", "MI"), "ITH5": ("BO", "MO"), "ITC4": ("MI",)}
# A share of fewer than a hundred would not be shown.
ASSESSED = [str(code) for code in tax_codes(np.arange(9_000_001, 9_000_121))]
CHAMBERS = {"BO": "Bologna", "MO": "Modena", "MI": "Milano Monza Brianza Lodi"}


def month_file(month: int, seed: int, rows: int = 500) -> list[dict[str, object]]:
    """A month's activities: where, and whether they were joint, by chance."""
    random = np.random.default_rng([month, seed])
    provinces = random.choice(list(CHAMBERS), rows)
    made = activities(
        *({"day": f"2019-{month:02}-10", "province": str(p), "chamber": CHAMBERS[str(p)], "coop": COOPS[i % 50],
           "joint": "sì" if random.random() < 0.6 else "no",
           "partner": "Legacoop"} for i, p in enumerate(provinces))
    )  # fmt: skip
    return [row | {"Codice attività": f"M{month}-{i}"} for i, row in enumerate(made)]


def joint(files: Sequence[Sequence[Row]], place: str, until: date) -> int:
    """Joint actions counted over the rows by hand."""
    return sum(
        row["Azione congiunta"] == "sì" and row["Provincia"] in PLACES[place] and str(row["Data"]) <= until.isoformat()
        for rows in files
        for row in rows
    )


def told(count: int) -> int:
    """What of a count of joint actions may be told: the nearest ten, halves up, of Italy's too.

    By the digits, so that nothing is shared with the code that rounds.
    """
    assert count >= 5, "so few are not told at all"
    tens, units = divmod(count, 10)
    return 10 * tens if units in (0, 1, 2, 3, 4) else 10 * tens + 10


def split(place: str) -> tuple[int, int]:
    """What the months after February brought and what was put right in the months before, as what was told says it."""
    before, then, after = (
        told(joint(files, place, day)) for files, day in ((FORMER, FEBRUARY), (LATER, FEBRUARY), (LATER, APRIL))
    )
    return after - then, then - before


MONTHS = [month_file(month, seed=1) for month in (1, 2, 3, 4)]
# January is corrected, February withdrawn in part, March and April arrive.
FORMER = [MONTHS[0], MONTHS[1]]
LATER = [[row | {"Azione congiunta": "sì" if i % 3 else "no"} for i, row in enumerate(MONTHS[0])], MONTHS[1][160:],
         MONTHS[2], MONTHS[3]]  # fmt: skip


class Yard:
    """Four releases of a small inbox: former, later, the later files seen from February, and under other rules."""

    former: str
    later: str
    then: str
    ruled: str

    def __init__(self, folder: Path) -> None:
        self.inbox, self.releases, self.shipped = folder / "inbox", folder / "releases", few_shipped(folder)

    def fill(self) -> list[str]:
        """Build the releases; their names."""
        lines = (self.shipped.files["few/targets.csv"]).read_text(encoding="utf-8").splitlines()
        scores = ({"coop": coop, "score": f"{i % 5},0"} for i, coop in enumerate(ASSESSED))
        write(self.inbox / "valutazioni.csv", assessments(*scores))
        write(self.inbox / "registro.csv", members(*({"coop": coop} for coop in COOPS)))
        names = [self.release(FORMER, FEBRUARY), self.release(LATER, APRIL), self.release(LATER, FEBRUARY)]
        cells = lines[-1].split(",")
        lines[-1] = ",".join([*cells[:3], "9999", *cells[4:]])
        self.shipped.files["few/targets.csv"].write_text("\n".join(lines) + "\n", encoding="utf-8")
        rules = load().agreement
        moved = replace(rules, level_bounds=dict(rules.level_bounds) | {"specialista": 2.2}, on_track=0.06)
        return [*names, self.release(LATER, APRIL, replace(load(), agreement=moved, digest="another"))]

    def release(self, files: Sequence[Sequence[Row]], as_of: date, catalogue: Catalogue | None = None) -> str:
        for path in self.inbox.glob("mese_*.csv"):
            path.unlink()
        for place, rows in enumerate(files):
            write(self.inbox / f"mese_{place}.csv", rows)
        chosen = Sources(self.inbox, None, self.shipped)
        return build(chosen, self.releases, as_of=as_of, progress=silent, catalogue=catalogue).release

    def said(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["compare", *words, "--releases", str(self.releases)])
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return code, told.out, told.err

    def rows(self, capsys: pytest.CaptureFixture[str], *words: str) -> dict[tuple[str, str], dict[str, Any]]:
        code, out, _ = self.said(capsys, *words, "--json")
        assert code == 0
        return {(row["kpi"], row["territory"]): row for row in json.loads(out)}


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    def make(out: Path) -> None:
        (out / "names.json").write_text(json.dumps(Yard(out).fill()), encoding="utf-8")

    folder = once(tmp_path_factory, "compared", make)
    found = Yard(folder)
    found.former, found.later, found.then, found.ruled = json.loads((folder / "names.json").read_text("utf-8"))
    return found


def test_each_part_is_what_the_rows_of_the_files_say(yard: Yard, capsys: pytest.CaptureFixture[str]) -> None:
    rows = yard.rows(capsys, yard.former, yard.later)
    revisions = set()
    for place in PLACES:
        row = rows["joint_actions", place]
        new, revision = split(place)
        assert (row["before"], row["after"]) == (
            told(joint(FORMER, place, FEBRUARY)),
            told(joint(LATER, place, APRIL)),
        )
        assert (row["revision"], row["new_period"], row["definition"], row["unseparated"]) == (revision, new, 0, 0)
        assert row["change"] == new + revision
        assert row["resupplied"] and not row["redefined"] and not row["replanned"]
        revisions.add(revision)
    assert len(revisions - {0}) > 1
    assert any(joint(LATER, place, APRIL) % 10 for place in PLACES), "something was there to round"
    back = yard.rows(capsys, yard.later, yard.former)
    for key, row in rows.items():
        assert [row[p] for p in PARTS] == [None if back[key][p] is None else -back[key][p] for p in PARTS]


def test_the_sentences_and_the_table_say_the_same_amounts(yard: Yard, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--kpi", "joint_actions", "--territory", "IT", "--lang", "it")
    code, out, _ = yard.said(capsys, yard.former, yard.later, *words)
    new, revision = split("IT")
    assert code == 0 and new and revision
    assert f"{new + revision:+}, di cui {new:+} per il nuovo periodo, {revision:+} per rettifiche ai dati." in out
    assert out.splitlines()[1].split()[4:7] == [f"{new + revision:+}", f"{new:+}", f"{revision:+}"]
    (said,) = yard.said(capsys, yard.later, yard.later, "--lang", "en")[1].splitlines()
    assert said.startswith("measures and territories unchanged")


def test_the_same_files_at_two_dates_differ_by_the_period_alone(yard: Yard, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether two releases say the two dates or one release does."""
    between = yard.rows(capsys, yard.then, yard.later)
    within = yard.rows(capsys, yard.later, yard.later, "--from", FEBRUARY.isoformat())
    assert any(row["new_period"] for row in between.values())
    for found in (between, within):
        assert {row[part] for row in found.values() for part in PARTS[1:]} == {0, None}
    assert {k: r["change"] for k, r in between.items()} == {k: r["change"] for k, r in within.items()}


def test_a_changed_plan_and_a_changed_rule_are_no_revision(yard: Yard, capsys: pytest.CaptureFixture[str]) -> None:
    """The plan is amended and the bounds of the maturity levels move; no file of the inbox changes."""
    rows = yard.rows(capsys, yard.later, yard.ruled)
    maturity, reached = rows["maturity_specialist_plus", "IT"], rows["coops_reached", "IT"]
    assert maturity["definition"] == maturity["change"] == 42 - 58 and maturity["revision"] == 0
    # 72 and then 48 of 120 are told as 70 and 50; whole per cent, for the base is below a thousand
    assert reached["change"] == 0 and reached["replanned"] and reached["goal_after"] == 9999 and reached["redefined"]
    assert reached["rejudged"] and "Il piano è cambiato: obiettivo da " in reached["it"]
    both = yard.rows(capsys, yard.former, yard.ruled)["joint_actions", "IT"]
    assert both["unseparated"] == split("IT")[1] != 0 and not both["revision"]


def test_what_cannot_be_compared_is_one_sentence(yard: Yard, capsys: pytest.CaptureFixture[str]) -> None:
    name, broken = yard.then, yard.releases / "2019-01-31-0123456789ab"
    broken.mkdir(exist_ok=True)
    (broken / "warehouse.duckdb").write_bytes(b"no database" * 100)
    shutil.copy(yard.releases / name / "manifest.json", broken)
    cases = {
        ("../2019", name): "There is no release “../2019”", (name, name + "x"): f"the nearest is {name}",
        (broken.name, name): "cannot be read", (name, name, "--to", "2030-01-31"): "goes up to 2019-02-28",
        (name, name, "--kpi", "none"): "no measure", (name, name, "--territory", "'; DROP"): "no territory",
    }  # fmt: skip
    for words, sentence in cases.items():
        code, out, err = yard.said(capsys, *words)
        assert code == 2 and out == "" and sentence in err and len(err.splitlines()) == 2, words
    assert yard.said(capsys, name, "CURRENT", "--from", "1990-01-31")[0] == 0


def test_the_summary_says_what_the_command_says(
    yard: Yard, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for before, after in ((yard.then, yard.ruled), (yard.former, yard.later)):
        rows = yard.rows(capsys, before, after, "--territory", "ITH5")
        wanted = {str(row["it"]) for row in rows.values() if row["notable"]}
        app = open_page("sintesi", yard.releases, monkeypatch, release=after, territory="ITH5")
        assert not app.exception
        assert wanted and set(items_of(app, "told")) == wanted
    first = said(open_page("sintesi", yard.releases, monkeypatch, release=yard.former))
    assert "Prima di questa non è stata in servizio nessun'altra release." in first


def test_what_was_served_is_kept_in_order_and_what_is_gone_is_passed_over(tmp_path: Path) -> None:
    store, names = Store(tmp_path), [f"2019-0{month}-28-{month:012x}" for month in (1, 2, 3)]
    store.prepare()
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "warehouse.duckdb").touch()
    for place in (0, 1, 1, 0, 2):
        make_current(store, names[place])
    assert store.history.read_text().split() == [names[place] for place in (0, 1, 0, 2)]
    served = current_release(tmp_path)
    assert served and served.id == names[2]
    steps = []
    while served := served_before(served):
        steps.append(served.id)
        if len(steps) == 4:
            break
    assert steps == [names[0], names[1], names[0], names[1]], "the last time a release was served counts"
    (tmp_path / names[0] / "warehouse.duckdb").unlink()
    last = find_release(tmp_path, names[2])
    assert last and (former := served_before(last)) and former.id == names[1]


def test_a_former_release_that_cannot_be_read_is_told(
    yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(yard.releases / yard.later, tmp_path / yard.later)
    (tmp_path / yard.former).mkdir()
    (tmp_path / yard.former / "warehouse.duckdb").write_bytes(b"damaged")
    (tmp_path / "HISTORY").write_text(f"{yard.former}\n{yard.later}\n")
    (tmp_path / "CURRENT").write_text(f"{yard.later}\n")
    app = open_page("sintesi", tmp_path, monkeypatch)
    assert not app.exception
    assert f"La release precedente ({yard.former}) non si può confrontare" in said(app)
