"""The demonstration inbox: repeatable to the byte, true to the published totals, and as dirty as promised."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from catalogue import load
from etl.ingest.demo_inbox import ensure_demonstration
from etl.normalise.tax_codes import organisation_tax_code
from etl.sample import calibration as figures
from etl.sample.generate import generate
from etl.storage.layout import sha256
from tests.helpers import demonstrations as read
from tests.helpers.demonstrations import is_utf8
from tests.helpers.inboxes import COOPS
from tests.helpers.releases import ROWS, SEED, UNTIL, silent

FEW = 400
ASIA_DAY = pd.Timestamp(figures.ASIA_YEAR_END)


def tree(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(paths)}


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path, demo_inbox: Path) -> None:
    for name, seed in (("one", SEED), ("two", SEED), ("three", SEED + 1)):
        generate(tmp_path / name, rows=FEW, seed=seed, until=UNTIL, progress=silent)
    one, two, three = (tree(tmp_path / name) for name in ("one", "two", "three"))
    assert one == two and len(one) > 50
    same = {name for name in one if one[name] == three.get(name)}
    assert same == {"istat_ict_2019.csv"}, "real figures do not depend on the seed, everything else does"
    assert one["istat_ict_2019.csv"] == tree(demo_inbox)["istat_ict_2019.csv"]
    generate(tmp_path / "one", rows=FEW, seed=SEED, until=UNTIL, progress=silent)
    assert tree(tmp_path / "one") == one, "written over, not added to"


def test_as_many_activities_as_asked_each_with_its_code(activity: pd.DataFrame) -> None:
    assert len(activity) == activity["Codice attività"].nunique() == ROWS


def test_every_programme_row_is_marked(activity: pd.DataFrame, demo_inbox: Path) -> None:
    assert set(activity["Natura del dato"]) == {"dimostrativo"}
    for path in [*demo_inbox.glob("registro*.csv"), *demo_inbox.glob("valutazioni*.csv")]:
        with path.open(encoding="utf-8" if is_utf8(path) else "cp1252", newline="") as file:
            assert {row["Natura del dato"] for row in csv.DictReader(file, delimiter=";")} == {"dimostrativo"}
    frame = pd.read_excel(next(demo_inbox.glob("valutazioni*.xlsx")), dtype=str, engine="openpyxl")
    assert set(frame["Natura del dato"]) == {"dimostrativo"}


def test_each_province_has_the_cooperatives_that_asia_counted(demo_inbox: Path) -> None:
    with figures.REFERENCE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == "coops_active_asia"]
    counted = {
        row["territory"]: int(float(row["value"]))
        for row in rows
        if row["territory_level"] == "province" and not row["category"]
    }
    own = read.register(demo_inbox)
    there = own[(own["start"] <= ASIA_DAY) & (own["end"].isna() | (own["end"] >= ASIA_DAY))]
    without_agriculture = there[there["Sezione ATECO"] != "A"]
    assert Counter(without_agriculture["province"]) == counted and len(counted) == 107
    codes = own["Codice fiscale"].unique()
    assert all(organisation_tax_code(tax) == tax for tax in codes[::997])
    assert not set(COOPS) & set(codes), "tests use codes that the demonstration does not"


@pytest.mark.slow
def test_levels_are_shared_out_as_published(larger: Path) -> None:
    """First assessments against SELFI4.0's published shares; the lift of a region and chance leave a few points."""
    first = read.assessments(larger).drop_duplicates("Codice fiscale cooperativa")
    score = first["score"]
    bounds = load().agreement.level_bounds
    share = pd.cut(score, [*bounds.values(), 4.01], right=False, labels=list(bounds)).value_counts(normalize=True)
    published = dict(zip(figures.LEVELS, figures.calibration().level_shares, strict=True))
    assert len(first) > 1_000
    for level, value in published.items():
        assert share[level] == pytest.approx(value, abs=0.04), level


def test_a_merged_chamber_still_writes_its_old_name(activity: pd.DataFrame) -> None:
    rows = load().code_lists["chambers"]
    ended = {row[1]: row[rows.columns.index("valid_to")] for row in rows.rows if row[0] in {"CC11b", "CC32a", "CC03b"}}
    day = activity["day"]
    late = [
        name for name, end in ended.items() if (activity["Camera di commercio"].str.contains(name) & (day > end)).any()
    ]
    assert len(late) == 3


def test_the_dirt_that_real_files_carry_is_there(activity: pd.DataFrame, demo_inbox: Path) -> None:
    tax = activity["Codice fiscale cooperativa"]
    given = tax[tax != ""]
    assert (given.str.len() < 11).any(), "lost leading zeros"
    assert activity["Servizio"].str.endswith("  ").sum() > 20
    text = activity[activity["file"].str.endswith(".csv")]
    assert text["Data"].str.match(r"\d{2}/\d{2}/\d{4}").any() and text["Data"].str.match(r"\d{4}-\d{2}-\d{2}").any()
    assert text["Costo del servizio (euro)"].str.contains(",").all()
    assert len(set(activity["Camera di commercio"].str.strip().str.extract(r"^(CCIAA|Camera|)")[0])) == 3
    (copy,) = (demo_inbox / "pid").glob("copia di *")
    assert copy.read_bytes() == (demo_inbox / "pid" / copy.name.removeprefix("copia di ")).read_bytes()
    assert sum(not is_utf8(path) for path in demo_inbox.rglob("*.csv")) >= 3


def test_every_kind_of_dirt_is_there_at_a_larger_size(larger: Path) -> None:
    """At 6,000 rows a kind that strikes six rows in ten thousand may miss; at 30,000 none does."""
    seen: Counter[str] = Counter()
    for path in (larger / "pid").glob("*.csv"):
        with path.open(encoding="utf-8" if is_utf8(path) else "cp1252", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                tax = row["Codice fiscale cooperativa"]
                seen["tax"] += bool(tax) and organisation_tax_code(tax) is None
                seen["service"] += row["Servizio"].startswith("Orientamneto")
                seen["province"] += row["Provincia"] == "XX"
                seen["count"] += row["Partecipanti"].startswith("-")
    assert all(seen[kind] for kind in ("tax", "service", "province", "count")), seen


@pytest.mark.parametrize(("rows", "until"), [(0, UNTIL), (-5, UNTIL), (10, date(2018, 6, 30))])
def test_what_cannot_be_generated_is_refused(tmp_path: Path, rows: int, until: date) -> None:
    with pytest.raises(ValueError, match="rows"):
        generate(tmp_path / "x", rows=rows, seed=1, until=until, progress=silent)


def test_the_demonstration_is_made_once_and_again_only_when_it_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Path] = []

    def small(out: Path, **_: object) -> None:
        calls.append(out)
        out.mkdir(parents=True)
        (out / "a.csv").write_text("x")

    monkeypatch.setattr("etl.ingest.demo_inbox.generate", small)
    (tmp_path / "demo.part").mkdir()  # what an interrupted one left
    for _ in range(2):
        assert (ensure_demonstration(tmp_path / "demo", silent) / "a.csv").exists()
    assert calls == [tmp_path / "demo.part"] and not (tmp_path / "demo.part").exists()
    (tmp_path / "demo" / ".recipe").unlink()
    ensure_demonstration(tmp_path / "demo", silent)
    assert len(calls) == 2
