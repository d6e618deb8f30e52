"""Every real file beside the project: its feed takes it whole, with totals counted here by other libraries.

The files no feed is meant to read (docs/statistics.md says why) are refused in one sentence and never half taken.
"""

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import load
from engine import connect, open_release
from etl.build import build
from etl.ingest.file_states import Refused
from etl.ingest.sources import ROOT, Sources
from etl.load.feeds import load_code_lists, load_feeds
from etl.storage.layout import Store
from tests.helpers.reading import read, recognised, staged
from tests.helpers.releases import few_shipped, served, silent

REAL = ROOT.parent / "shared" / "real"
LFSI = REAL / "eurostat" / "lfsi_pt_a__custom_14828862_page_spreadsheet.xlsx"
SDMX = REAL / "istat_sdmx" / "istat_sdmx_csv_1_0_sample_filtro_esempio02.csv"
ICT = sorted((REAL / "istat_ict").glob("*.csv"))
OTHERS = (
    *(("istat_asia_2017", name) for name in ("codici_province.CSV", "codici_regioni.CSV")),
    *(("istat_asia_2017", f"derived_asia2017_by_{name}.csv") for name in ("ateco_section", "legal_form", "size_class")),
    ("eurostat", "eurostat_isoc_nuts2_IT_2006_2021.csv"), ("istat_codes", "istat_elenco_comuni_2020-01-01.csv"),
    ("istat_nonprofit_2023", "istat_non_profit_2023_forma_giuridica.csv"),
    ("movimprese", "imprese_attive_per_forma_ita_2015-2022_MR.excerpt.csv"),
    ("nuts", "NUTS2013-NUTS2016.xlsx"), ("nuts", "NUTS2016-NUTS2021.xlsx"),
)  # fmt: skip
HERE = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside the project")
# I.Stat's older codes of the regions that Eurostat calls otherwise, told apart from the product's own list.
OLDER = {"ITD": "ITH", "ITE": "ITI"}


def loaded(folder: Path, path: Path) -> tuple[pd.DataFrame, tuple[Any, ...]]:
    """Build a release of this file alone: its observations, and its counts with the feed that took it."""
    (folder / "inbox").mkdir(parents=True)
    (folder / "inbox" / path.name).write_bytes(path.read_bytes())
    build(Sources(folder / "inbox", None, few_shipped(folder)), folder / "releases", as_of=None, progress=silent)
    with open_release(served(folder / "releases")) as connection:
        facts = connection.execute("SELECT * FROM fact_statistic ORDER BY source_row, source_sheet").df()
        counts = connection.execute(
            "SELECT feed, read, accepted, rejected, duplicate FROM load_file WHERE file = ?", [path.name]
        ).fetchall()
    return facts, counts[0]


@HERE
def test_the_table_of_real_files_knows_every_one() -> None:
    known = {LFSI, SDMX, *ICT, *(REAL / folder / name for folder, name in OTHERS)}
    assert {path for path in REAL.rglob("*") if path.is_file() and path.parent != REAL} == known
    page = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(known) if f"`{path.name}`" not in page] == []


@HERE
@pytest.mark.parametrize("path", ICT, ids=lambda path: path.stem)
def test_an_istat_export_arrives_whole(tmp_path: Path, path: Path) -> None:
    facts, counts = loaded(tmp_path, path)
    lines = pd.read_csv(path, encoding="utf-8-sig", dtype={"Flag Codes": "str"}, keep_default_na=True)
    assert counts == ("istat_stat_export", len(lines), len(lines), 0, 0) and len(facts) == len(lines)
    assert facts["value"].sum() == pytest.approx(lines["Value"].sum()) and facts["value"].sum() > 0
    pd.testing.assert_series_equal(
        facts.groupby(["series", "source_territory"])["value"].sum(),
        lines.groupby(["VARICT", "ITTER107"])["Value"].sum(),
        check_names=False,
    )
    closed = (lines["Value"].isna() & (lines["Flag Codes"] == "c")).sum()
    unknown = (lines["Value"].isna() & (lines["Flag Codes"] != "c")).sum()
    assert (facts["sign"] == "*").sum() == closed and (facts["sign"] == "....").sum() == unknown
    codes = lines["ITTER107"].replace(r"^IT[DE]$", "", regex=True)
    plain = codes.str.replace(r"^(IT[DE])", lambda match: OLDER[match[1]], regex=True)
    fine = facts["territory"].notna() & (plain != "") & ~lines["ITTER107"].isin(["ITDA", "ITFG", "ITD1", "ITD2"])
    assert (facts["territory"][fine] == plain[fine]).all() and facts["territory"].notna().all()


@HERE
def test_the_sdmx_answer_arrives_whole(tmp_path: Path) -> None:
    facts, counts = loaded(tmp_path, SDMX)
    lines = pd.read_csv(SDMX, dtype={"ITTER107": "str", "TIME_PERIOD": "str"})
    assert counts == ("sdmx_csv", len(lines), len(lines), 0, 0)
    assert facts["value"].tolist() == lines["OBS_VALUE"].tolist() and facts["time"].tolist() == lines[
        "TIME_PERIOD"].tolist()  # fmt: skip
    assert facts["source_territory"].tolist() == lines["ITTER107"].tolist()
    assert facts["territory"].isna().all(), "a municipality is kept, though the product has no territory for it"


@HERE
def test_the_eurostat_workbook_arrives_whole(tmp_path: Path) -> None:
    """The table is read here from the row that begins with «Date» to the first empty row."""
    facts, counts = loaded(tmp_path, LFSI)
    lines = [
        list(row)
        for row in openpyxl.load_workbook(LFSI, read_only=True)["Sheet 1"].iter_rows(max_row=500, values_only=True)
    ]
    start = next(place for place, row in enumerate(lines) if row[0] == "Date")
    end = next(place for place in range(start, len(lines)) if not any(lines[place]))
    table = pd.DataFrame(lines[start + 1 : end], columns=["Date", *lines[start][1:]]).set_index("Date")
    numbers = table.apply(pd.to_numeric, errors="coerce")
    assert counts == ("eurostat_spreadsheet", table.size, table.size, 0, 0)
    found = facts.pivot(index="time", columns="source_territory", values="value")
    found = found.reindex(index=table.index.astype(str), columns=table.columns)
    assert (found.isna().to_numpy() == numbers.isna().to_numpy()).all()
    assert found.fillna(0).to_numpy() == pytest.approx(numbers.fillna(0).to_numpy())
    assert facts["sign"].notna().sum() == numbers.isna().to_numpy().sum()
    assert set(facts["territory"].dropna()) == {"IT"}


@HERE
@pytest.mark.parametrize(("folder", "name"), OTHERS, ids=[name for _, name in OTHERS])
def test_a_file_of_no_feed_is_refused_in_a_sentence(folder: str, name: str) -> None:
    file = recognised(REAL / folder / name)
    assert isinstance(file, Refused) and file.feed is None
    assert file.problem.kind in {"unrecognised", "no_known_column"} and len(file.problem.text("it")) > 80


def territories() -> pd.DataFrame:
    """The catalogue's territories, text as it is written."""
    return pd.read_csv(ROOT / "catalogue" / "codes" / "territories.csv", dtype=str, keep_default_na=False)


@HERE
def test_the_shipped_stock_of_cooperatives_is_the_real_one() -> None:
    """No feed reads ASIA: its cooperatives by province are published figures, those of the file's two legal forms."""
    asia = pd.read_csv(REAL / "istat_asia_2017" / "derived_asia2017_by_legal_form.csv", dtype={"istat_code": "str"})
    coops = asia[asia["category"].str.startswith("società cooperativa") & (asia["level"] == "province")]
    real = coops.groupby(coops["istat_code"].str.zfill(3))["enterprises"].sum()
    shipped = pd.read_csv(ROOT / "data" / "reference" / "published_figures.csv", dtype={"category": "str"})
    wanted = (shipped["indicator"] == "coops_active_asia") & (shipped["territory_level"] == "province")
    own = shipped[wanted & shipped["category"].isna()].set_index("territory")["value"]
    codes = territories().query("level == 'province'").set_index("code")["istat_code"].str.zfill(3)
    assert dict(zip(own.index.map(codes), own, strict=True)) == real.to_dict() and len(real) == 107


@HERE
def test_the_codes_of_provinces_are_the_real_ones() -> None:
    own = territories().query("level == 'province'").set_index("istat_code")
    places = pd.read_csv(REAL / "istat_asia_2017" / "codici_province.CSV", sep=";", dtype=str, encoding="cp1252")
    told = dict(zip(places.iloc[:, 0], places["NUTS3"], strict=True))
    # The older code of Sud Sardegna there is that of Ogliastra before 2016, and so nobody's here.
    assert told.pop("111") == "ITG2A" and told == own["istat_itter107"].drop("111").to_dict()
    towns = pd.read_csv(
        REAL / "istat_codes" / "istat_elenco_comuni_2020-01-01.csv",
        sep=";", dtype=str, encoding="cp1252", keep_default_na=False,
    )  # fmt: skip
    history = next(name for name in towns if name.startswith("Codice Provincia (Storico)"))
    signs = towns.groupby(history)["Sigla automobilistica"].unique().map(list)
    assert signs.to_dict() == own["sigla"].map(lambda sign: [sign]).to_dict()


TERRITORIES = ("IT", "ITC1", "ITH5", "ITI4")
DIMENSIONS = ("VARICT", "ATECO_2007", "CLLVT", "ITTER107", "TIME")
CELLS = st.one_of(st.just("c"), st.none(), st.floats(-999, 9_999).map(lambda x: round(x, 2)), st.integers(0, 10**6))
TABLES = st.dictionaries(
    st.tuples(
        st.sampled_from(["E_A_PERC", "E_B"]), st.sampled_from(["0035", "C"]), st.just("W_GE10"),
        st.sampled_from(TERRITORIES), st.sampled_from(["2018", "2019", "2020"]),
    ),
    CELLS, min_size=1, max_size=12,
)  # fmt: skip


def as_pairs(table: dict[tuple[str, ...], Any]) -> list[list[Any]]:
    """The lines of an I.Stat export: each dimension as code and label."""
    head = ["ITTER107", "Territory", "VARICT", "Data type", "ATECO_2007", "NACE 2007", "CLLVT", "Size classes"]
    lines: list[list[Any]] = [[*head, "TIME", "Select time", "Value", "Flag Codes", "Flags"]]
    for (varict, ateco, size, place, year), cell in table.items():
        value = None if cell == "c" else cell
        flag = ["c", "confidential"] if cell == "c" else [None, None]
        lines.append([place, place, varict, varict, ateco, ateco, size, size, int(year), int(year), value, *flag])
    return lines


def as_sdmx(table: dict[tuple[str, ...], Any], second: bool) -> list[list[Any]]:
    """The lines of SDMX-CSV, first or second edition."""
    start = ["STRUCTURE", "STRUCTURE_ID", "ACTION"] if second else ["DATAFLOW"]
    lines: list[list[Any]] = [[*start, *DIMENSIONS[:4], "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"]]
    for key, cell in table.items():
        told = ["dataflow", "IT1:9(1.0)", "I"] if second else ["IT1:9(1.0)"]
        lines.append([*told, *key, None if cell == "c" else cell, None, "C" if cell == "c" else None])
    return lines


def as_tsv(table: dict[tuple[str, ...], Any]) -> str:
    """Eurostat's cross table: what the other forms leave out is «:» here, so the test leaves the unknown out."""
    years = sorted({key[4] for key in table})
    lines = ["varict,ateco_2007,cllvt,geo\\TIME_PERIOD\t" + "\t".join(f"{year} " for year in years)]
    for series in sorted({key[:4] for key in table}):
        cells = [table.get((*series, year)) for year in years]
        told = [": " if cell is None else ": c" if cell == "c" else f"{cell} " for cell in cells]
        lines.append(",".join(series) + "\t" + "\t".join(told))
    return "\n".join(lines) + "\n"


def written(folder: Path, table: dict[tuple[str, ...], Any]) -> list[Path]:
    """The table in five forms, each alone in a folder."""
    lines = {"pairs.csv": as_pairs(table), "one.csv": as_sdmx(table, False), "two.csv": as_sdmx(table, True)}
    paths = [folder / name.replace(".", "_") / name for name in (*lines, "pairs.xlsx", "table.tsv")]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".tsv":
            path.write_text(as_tsv(table), encoding="utf-8")
        elif path.suffix == ".xlsx":
            book = openpyxl.Workbook()
            for line in lines["pairs.csv"]:
                book.worksheets[0].append(line)
            book.save(path)
        else:
            pd.DataFrame(lines[path.name][1:], columns=lines[path.name][0], dtype=object).to_csv(path, index=False)
    return paths


def expected_of(table: dict[tuple[str, ...], Any]) -> list[tuple[Any, ...]]:
    """Territory, series, breakdown, time, value and sign of every cell that is not plainly unknown."""
    return sorted(
        (place, varict, f"ATECO_2007={ateco}|CLLVT={size}", year, None if cell == "c" else float(cell),
         "*" if cell == "c" else None)
        for (varict, ateco, size, place, year), cell in table.items() if cell is not None
    )  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(table=TABLES)
def test_one_table_in_five_forms_is_read_alike(tmp_path_factory: pytest.TempPathFactory, table: Any) -> None:
    """I.Stat as CSV and as XLSX, SDMX-CSV 1.0 and 2.0, TSV: the same rows, and those of the table itself."""
    for path in written(tmp_path_factory.mktemp("forms"), table):
        rows, _ = read(path)
        names = ("territory_code", "series", "breakdown", "time", "value", "sign")
        known = [[row[name] for name in names] for row in rows.to_pylist() if row["sign"] != "...."]
        found = sorted((*row[:4], row[4] and float(row[4]), row[5]) for row in known)
        assert [(*row[:4], row[4] and float(row[4]), row[5]) for row in found] == [
            (*row[:4], row[4] if row[4] is None else float(row[4]), row[5]) for row in expected_of(table)
        ], path.name


def test_five_forms_of_one_table_give_the_same_facts(tmp_path: Path) -> None:
    cells = (17.84, 0, "c", None, -1.5)
    keys = [("E_A_PERC", "C", "W_GE10", place, year) for place in TERRITORIES for year in ("2019", "2020")]
    table = {key: cells[place % len(cells)] for place, key in enumerate(keys)}
    names = "territory, series, breakdown, time, value, sign"
    for path in written(tmp_path, table):
        store = Store(path.parent / ".out")
        files = staged(path.parent, store)
        engine = connect()
        load_feeds(engine.connection, files, store, load(), True)
        load_code_lists(engine.connection, load().code_lists)
        for name in ("staging/statistic_territory", "star/fact_statistic"):
            text = (ROOT / "etl" / "models" / f"{name}.sql").read_text(encoding="utf-8")
            engine.connection.execute(f"CREATE TABLE {name.split('/')[1]} AS {text}")
        query = f"SELECT {names} FROM fact_statistic WHERE coalesce(sign, '') <> '....' ORDER BY ALL"
        assert engine.connection.execute(query).fetchall() == expected_of(table), path.name
        engine.connection.close()
