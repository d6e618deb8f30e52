"""Excelsior's annex: every cell arrives under its own meaning, editions stay apart, and a doubtful file is refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import open_release
from etl.build import build
from etl.ingest.sources import SHIPPED, Shipped, Sources
from etl.messages import FileProblem
from etl.trace.contributions import ASKED, Cell, recomputed, rows_of, tracing
from tests.helpers.annexes import COUNTS, SHARES, Table, reasons, skills, write
from tests.helpers.reading import read as rows_of_file
from tests.helpers.releases import served, silent

RIETI = ("Provincia di Rieti", "Anno 2019")
ITALY = ("Italia", "Anno 2019")
FACTS = "SELECT series, breakdown, value, low, high, sign, unit, time, territory FROM fact_statistic"


def read(path: Path) -> list[dict[str, object]]:
    """A file through recognition and its reader; the rows as they are before the contract."""
    rows, _ = rows_of_file(path)
    return list(rows.to_pylist())


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A release of five annexes beside the yearly figures that others published of Italy; read only."""
    folder = tmp_path_factory.mktemp("annexes")
    (folder / "inbox").mkdir()
    part = ("TOTALE", 90_000, 80_000, 40_000, 30_000)
    rieti = [SHARES, ("INDUSTRIA",), ("Metalmeccanica", 190, 76.0, "-", 0), ("Altre", 60, 50, 5, "")]
    month = [("TOTALE", 900, 40.0, 20.0, 10.0)]
    files: dict[str, tuple[Sequence[str], Mapping[str, Table]]] = {
        "rieti.xlsx": (RIETI, {"Tav1": reasons(rieti)}),
        "italia.xlsx": (ITALY, {
            "Tav1": reasons([part], "Tavola 1 - Entrate di giovani e difficoltà di reperimento nel 2019"),
            "Tav2": reasons([COUNTS]),
            "Tav9": skills(("TOTALE", 4_000_000, 1_500_000, 600_000, 700_000, 310_000)),
        }),
        "lazio.xlsx": (("Regione Lazio", "2019"), {"Tav9": skills(("TOTALE", 10_000, 40.0, 50.0, 20.0, 55.0))}),
        "mese.xlsx": (("Provincia di Rieti", "Dicembre 2020"), {
            "Tav1": reasons(month, "Tavola 1 - Entrate previste nel mese di ottobre 2019"),
            "Tav2": reasons(month, "Tavola 2 - Entrate previste ottobre - dicembre 2019"),
        }),
        "prima.xlsx": (("Provincia di Rieti",), {"Tav1": reasons(month, "Tavola 1 - Entrate previste nel 2016")}),
    }  # fmt: skip
    for name, (cover, tables) in files.items():
        write(folder / "inbox" / name, cover, tables)
    lines = SHIPPED.files["data/reference/published_figures.csv"].read_text(encoding="utf-8").splitlines()
    chosen = [line for line in lines if ",hard_to_fill_share_year," in line and ",country,IT,20" in line]
    (folder / "published.csv").write_text("\n".join([lines[0], *chosen]) + "\n", encoding="utf-8")
    chosen = Sources(folder / "inbox", None, Shipped({"published.csv": folder / "published.csv"}))
    build(chosen, folder / "releases", as_of=None, progress=silent)
    with open_release(served(folder / "releases")) as connection:
        yield connection


def ask(release: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[tuple[object, ...]]:
    return release.execute(query, list(values)).fetchall()


def test_a_territorial_annex_holds_shares_and_a_dash_is_suppressed(release: duckdb.DuckDBPyConnection) -> None:
    facts = ask(release, f"{FACTS} WHERE source_file = 'rieti.xlsx' ORDER BY source_row, source_sheet")
    assert facts[0] == ("entries", "BASE=|ROW=TOTALE|SKILL=|TABLE=Tav1|UNIT=count", 8870, 8865, 8875, None, "count",
                        "2019", "ITI42")  # fmt: skip
    assert [row[2] for row in facts] == [8870, 45.6, 29.1, 12.4, 190, 76, None, 0, 60, 50, 5, None]
    assert [row[0] for row in facts[:4]] == ["entries", "hard", "hard_no_candidates", "hard_unprepared"]
    assert facts[6][5] == "*" and facts[7][5] is None and facts[11][5] == "...."
    assert {row[3] for row in facts if row[6] == "percent"} == {None}, "the source says nothing of how it rounds shares"
    counts = "SELECT read, accepted, rejected, duplicate, remarks FROM load_file WHERE file = 'rieti.xlsx'"
    assert ask(release, counts) == [(12, 12, 0, 0, "")]


def test_measures_take_the_total_of_all_firms_and_no_other_base(release: duckdb.DuckDBPyConnection) -> None:
    """Counts over counts for Italy, the published share elsewhere; the young people's table has a smaller universe."""
    year, month = date(2019, 12, 31), date(2019, 10, 31)
    rows = "SELECT kpi, territory, as_of, numerator, denominator, value, status FROM kpi_published "
    assert ask(release, rows + "WHERE year(as_of) = 2019 ORDER BY kpi, territory") == [
        ("eskill_gap", "IT", year, None, None, 310_000, "observed"),
        ("eskill_gap", "ITI4", year, None, None, pytest.approx(10_000 * 0.20 * 0.55), "derived"),
        ("hard_to_fill_rate", "IT", year, 1_880_000, 4_000_000, 47, "derived"),
        ("hard_to_fill_rate", "ITI42", year, None, None, 45.6, "observed"),
        ("hard_to_fill_rate_month", "ITI42", month, None, None, 40, "observed"),
        ("skill_shortage_rate", "IT", year, 520_000, 4_000_000, 13, "derived"),
        ("skill_shortage_rate", "ITI42", year, None, None, 12.4, "observed"),
    ]
    kept = ask(release, f"{FACTS} WHERE series = 'hard' AND source_file = 'italia.xlsx' AND breakdown LIKE '%Tav9%' "
               "ORDER BY 2")  # fmt: skip
    assert [(row[1], row[2:5]) for row in kept] == [
        ("BASE=high|ROW=TOTALE|SKILL=tech_40|TABLE=Tav9|UNIT=count", (310_000, 309_995, 310_005)),
        ("BASE=required|ROW=TOTALE|SKILL=tech_40|TABLE=Tav9|UNIT=count", (600_000, 599_995, 600_005)),
    ]


def test_months_years_and_the_time_before_the_break_are_never_one_series(release: duckdb.DuckDBPyConnection) -> None:
    names = "SELECT DISTINCT dataset, time FROM fact_statistic WHERE territory = 'ITI42' ORDER BY 1"
    assert ask(release, names) == [
        ("EXCELSIOR_MONTH", "2019-10"), ("EXCELSIOR_YEAR", "2019"), ("EXCELSIOR_YEAR_TO_2016", "2016"),
    ]  # fmt: skip
    assert ask(release, "SELECT remarks FROM load_file WHERE file = 'mese.xlsx'") == [("horizon=Tav2",)]
    assert ask(release, "SELECT count(*) FROM kpi_published WHERE year(as_of) < 2017") == [(0,)]


def test_the_annex_counts_before_what_others_quoted_and_a_contradiction_is_told(
    release: duckdb.DuckDBPyConnection,
) -> None:
    """Italy 2019 was quoted as 26 and the annex says 47; the other years are quoted alone."""
    values = ask(release, "SELECT year(as_of), value, status FROM kpi_published WHERE kpi = 'hard_to_fill_rate' AND "
                 "territory = 'IT' AND year(as_of) IN (2018, 2019, 2020) ORDER BY 1")  # fmt: skip
    assert values == [(2018, 26.3, "observed"), (2019, 47, "derived"), (2020, 30, "observed")]
    quoted = "SELECT source_row FROM published_figure WHERE period_end = DATE '2019-12-31'"
    told = ask(release, "SELECT file, row, warning FROM load_warning")
    assert told == [("published.csv", ask(release, quoted)[0][0], "annex_differs")]


@pytest.mark.parametrize(
    ("kind", "cover", "table"),
    [
        ("excelsior_no_total", RIETI, reasons([("Industria", *SHARES[1:])])),
        ("excelsior_no_header", RIETI, replace(reasons([SHARES]), headers=(("", ""),))),
        ("excelsior_no_header", RIETI, reasons([(*SHARES, 12.0)])),
        ("excelsior_percent", RIETI, reasons([COUNTS])),
        ("excelsior_percent", RIETI, reasons([("TOTALE", 8_870, 0.456, 0.291, 0.124)])),
        ("excelsior_counts", ITALY, reasons([("TOTALE", 4_000_000, 47.0, 30.0, 13.0)])),
        ("excelsior_part", RIETI, reasons([("TOTALE", 8_870, 45.6, 29.1, 52.0)])),
        ("excelsior_part", ITALY, reasons([("TOTALE", 1_000, 1_880, 900, 520)])),
        ("excelsior_territory", ("Anno 2019",), reasons([SHARES])),
        ("excelsior_territory", (*RIETI, "Provincia di Viterbo"), reasons([SHARES])),
        ("excelsior_year", RIETI[:1], reasons([SHARES], "Tavola 1 - Entrate previste")),
        ("excelsior_year", (*RIETI[:1], "Roma, gennaio 2020"), reasons([SHARES], "Tavola 1 - Entrate previste")),
        ("excelsior_year", RIETI[:1], reasons([SHARES], "Tavola 1 - Entrate previste nel 2018 e nel 2019")),
    ],
)
def test_a_doubtful_annex_is_refused_whole_with_what_to_do(
    tmp_path: Path, kind: str, cover: Sequence[str], table: Table
) -> None:
    good = {} if kind == "excelsior_year" else {"Tav1": reasons([COUNTS if cover is ITALY else SHARES])}
    with pytest.raises(FileProblem) as caught:
        read(write(tmp_path / "a.xlsx", cover, good | {"Tav2": table}))
    assert caught.value.kind == kind
    for language in ("it", "en"):
        assert "{" not in caught.value.text(language) and "xcelsior" in caught.value.text(language)


@pytest.mark.parametrize(
    ("cover", "time"),
    [
        (("Provincia di Rieti", "Anno 2019", "Roma, gennaio 2020"), "2019"),
        (("Provincia di Rieti", "Bollettino mensile", "Ottobre 2019"), "2019-10"),
        (("RIETI", "Previsioni 2019"), "2019"),
    ],
)
def test_the_month_of_printing_is_no_edition(tmp_path: Path, cover: Sequence[str], time: str) -> None:
    rows = read(write(tmp_path / "a.xlsx", cover, {"Tav1": reasons([SHARES], "Tavola 1 - Entrate previste")}))
    assert {(row["time"], row["territory_code"]) for row in rows} == {(time, "ITI42")}


def test_columns_of_two_sectors_are_left_to_their_headers(tmp_path: Path) -> None:
    """Neither of two columns of planned entries is that of all firms: no measure may take one of them."""
    headers = (
        ("", "Industria", None, "Servizi", None),
        (None, *("Entrate previste", "di difficile reperimento (%)") * 2),
    )
    table = Table(
        "Tavola 3 - Entrate per settore nel 2019", headers, [("TOTALE", 500, 40, 900, 50)], ("B4:C4", "D4:E4")
    )
    rows = read(write(tmp_path / "a.xlsx", RIETI, {"Tav3": table}))
    assert [row["series"] for row in rows] == [
        "industria entrate previste", "industria di difficile reperimento",
        "servizi entrate previste", "servizi di difficile reperimento",
    ]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_columns_are_found_wherever_they_stand(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever the order of the columns, the rows of title above and the rows below: each cell keeps its meaning."""
    known = {
        "Entrate previste (v.a.)": ("entries", "count"), "Difficoltà di reperimento (%)": ("hard", "percent"),
        "Mancanza di candidati (quota %)": ("hard_no_candidates", "percent"),
        "Laureati": ("laureati", None), "Inadeguatezza dei candidati %": ("hard_unprepared", "percent"),
    }  # fmt: skip
    order = data.draw(st.permutations(list(known)))
    cells = st.one_of(st.integers(0, 90), st.sampled_from(["-", ""]), st.floats(0, 99).map(lambda x: round(x, 1)))
    body = [[f"Riga {n}", *(data.draw(cells) for _ in order)] for n in range(data.draw(st.integers(0, 4)))]
    share = {"hard_no_candidates": 20.5, "hard_unprepared": 10.5, "hard": 40.5, "entries": 8_870, "laureati": 400}
    total = ["TOTALE", *(share[known[name][0]] for name in order)]
    blank = [("",)] * data.draw(st.integers(0, 6))
    table = Table("Tavola 4 - Nel 2019", (*blank, ("", *order)), [total, *body])
    rows = read(write(tmp_path / "a.xlsx", RIETI, {"Tav4": table}))
    shown = [line for line in (total, *body) if any(cell != "" for cell in line[1:])]
    expected = [(*known[name], line[0], cell) for line in shown for name, cell in zip(order, line[1:], strict=True)]
    found = [
        (row["series"], row["unit"] or None, str(row["breakdown"]).split("|")[1][4:], row["value"]) for row in rows
    ]
    assert [entry[:3] for entry in found] == [entry[:3] for entry in expected]
    assert [entry[3] and float(str(entry[3])) for entry in found] == [
        None if isinstance(entry[3], str) else float(entry[3]) for entry in expected
    ]


def test_figures_of_annexes_lead_to_their_cells(release: duckdb.DuckDBPyConnection) -> None:
    """A ratio of counts and a share give the value again; what a formula combines leads to each of its parts."""
    warehouse = Path(str(ask(release, "SELECT path FROM duckdb_databases() WHERE path IS NOT NULL")[0][0]))
    release.close()
    with tracing(warehouse) as connection:
        sample = connection.execute("SELECT * FROM kpi_value").df()
        cells = [Cell(row.kpi, row.as_of.date(), row.territory) for row in sample.itertuples()]
        both = sample.merge(recomputed(connection, cells), on=list(ASKED))
        assert len(both) == len(sample)
        assert both.loc[~both["combined"], "value"].tolist() == both.loc[~both["combined"], "again"].tolist()
        assert set(both.loc[both["combined"], "kpi"]) == {"eskill_gap"}
        for cell in cells:
            rows = rows_of(connection, cell)
            assert set(rows["role"]) in ({"figure"}, {"numerator", "denominator"}, {"part"}), cell
            assert rows["source_sheet"].notna().all()
        parts = rows_of(connection, Cell("eskill_gap", date(2019, 12, 31), "ITI4"))
        assert sorted(parts["num"]) == [20.0, 55.0, 10_000.0]
