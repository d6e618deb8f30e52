"""What tells one observation from another over all files, and what becomes of two that contradict each other."""

from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import load
from engine import connect
from etl.load.feeds import load_code_lists, load_feeds
from etl.load.observation_keys import name_of_file
from etl.storage.layout import Store
from etl.transform.run_models import MODELS
from tests.helpers.reading import refusals, staged

TSV_A = "unit,geo\\time\t2013 \t2014 \nMIO_EUR,IT\t100.0 \t101.0 \n"
TSV_B = "unit,geo\\time\t2013 \t2014 \t2015 \nMIO_EUR,IT\t-7.0 \t: \t-8.0 \n"
CSV_A = (
    "DATAFLOW,LAST UPDATE,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "ESTAT:NAMA_10_GDP(1.0),x,MIO_EUR,IT,2013,100,\nESTAT:NAMA_10_GDP(1.0),x,MIO_EUR,IT,2014,101.00,b\n"
)
PAIRS = (
    '"ITTER107","Territory","{dimension}","{title}","SEXISTAT1","Gender","TIME","Select time","Value",'
    '"Flag Codes","Flags"\n'
    '"ITC1","Piemonte","18","{label}","1","males","2016","2016",{value},,\n'
)
TWICE = (
    "DATAFLOW,FREQ,REF_AREA,DATA_TYPE,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
    "IT1:29_316_DF_X(1.0),A,ITD1,POP,9,2019,{one},\nIT1:29_316_DF_X(1.0),A,ITD10,POP,9,2019,{two},\n"
    "IT1:29_316_DF_X(1.0),A,ITC11,POP,9,2019,5000,\n"
)
FACTS = "SELECT dataset, territory, series, breakdown, time, value, sign FROM fact_statistic ORDER BY ALL"
REJECTS = "SELECT file, row, rule, message_it, message_en, fix_it FROM load_reject ORDER BY file, row"
COUNTS = "SELECT sum(read), sum(accepted), sum(rejected), sum(duplicate) FROM load_file"


class Loaded:
    """What becomes of some files: facts, rejected rows with their messages, and counts over all of them."""

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            (folder / "inbox" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "inbox" / name).write_text(text, encoding="utf-8")
        store = Store(folder / "out")
        found = staged(folder / "inbox", store)
        assert refusals(found) == []
        engine = connect()
        load_feeds(engine.connection, found, store, load(), True)
        load_code_lists(engine.connection, load().code_lists)
        for name in ("staging/statistic_territory", "star/fact_statistic"):
            text = (MODELS / f"{name}.sql").read_text(encoding="utf-8")
            engine.connection.execute(f"CREATE TABLE {name.split('/')[1]} AS {text}")
        self.facts, self.rejects, (self.counts,), self.grain = (
            engine.connection.execute(query).fetchall()
            for query in (
                FACTS, REJECTS, COUNTS,
                "SELECT 1 FROM fact_statistic GROUP BY feed, dataset, coalesce(territory, source_territory), series, "
                "breakdown, time HAVING count(*) > 1",
            )
        )  # fmt: skip
        engine.connection.close()
        assert self.grain == [], "one row for each observation"
        assert self.counts[0] == sum(self.counts[1:]), "read = accepted + rejected + duplicate"


def test_two_data_sets_of_the_same_dimensions_do_not_collide(tmp_path: Path) -> None:
    found = Loaded(tmp_path, {"tsv_a.tsv": TSV_A, "tsv_b.tsv": TSV_B})
    assert found.counts == (5, 5, 0, 0) and found.rejects == []
    assert {row[0] for row in found.facts} == {"ESTAT:TSV_A", "ESTAT:TSV_B"}
    assert {row[0] for row in found.facts} == {row[2] for row in found.facts}, "the data set names the series"


@pytest.mark.parametrize("names", [("a.tsv", "b.csv"), ("b.tsv", "a.csv"), ("nama_10_gdp.tsv", "x.csv")])
def test_an_observation_in_a_tsv_and_in_a_csv_counts_once(tmp_path: Path, names: tuple[str, str]) -> None:
    found = Loaded(tmp_path, dict(zip(names, (TSV_A, CSV_A), strict=True)))
    assert found.counts == (4, 2, 0, 2)
    assert [row[:6] for row in found.facts] == [
        ("ESTAT:NAMA_10_GDP", "IT", "ESTAT:NAMA_10_GDP", "UNIT=MIO_EUR", year, value)
        for year, value in (("2013", 100), ("2014", 101))
    ]


def test_an_old_tsv_without_the_frequency_is_the_same_data_set(tmp_path: Path) -> None:
    csv = CSV_A.replace(",unit,", ",freq,unit,").replace(",MIO_EUR,", ",A,MIO_EUR,")
    found = Loaded(tmp_path, {"a.tsv": TSV_A, "b.csv": csv})
    assert found.counts == (4, 2, 0, 2)
    monthly = Loaded(
        tmp_path / "m", {"a.csv": csv.replace("2014", "2013-01").replace("A,MIO_EUR,IT,2013-", "M,MIO_EUR,IT,2013-")}
    )
    assert monthly.counts == (2, 2, 0, 0) and monthly.facts[1][3] == "FREQ=M|UNIT=MIO_EUR"


def test_a_download_sent_again_under_another_name_counts_once(tmp_path: Path) -> None:
    more = "unit,geo\\time\t2013 \t2014 \t2015 \nMIO_EUR,IT\t100.0 \t101.0 \t103 \n"
    found = Loaded(tmp_path, {"export.tsv": TSV_A, "export (1).tsv": more, "new/other.tsv": more})
    assert found.counts == (8, 3, 0, 5) and len({row[0] for row in found.facts}) == 1


def test_a_later_edition_that_revises_a_value_contradicts_it(tmp_path: Path) -> None:
    revised = "unit,geo\\time\t2013 \t2014 \t2015 \nMIO_EUR,IT\t100.0 \t102.0 \t103 \n"
    found = Loaded(tmp_path, {"one.tsv": TSV_A, "two.tsv": revised})
    assert found.counts == (5, 2, 2, 1)
    assert [row[:2] for row in found.rejects] == [("one.tsv", 2), ("two.tsv", 2)]
    assert [row[4:6] for row in found.facts] == [("2013", 100), ("2015", 103)]


def test_what_is_not_known_gives_way_to_a_value_and_what_is_suppressed_does_not(tmp_path: Path) -> None:
    def data_set(cell: str) -> str:
        return f"DATAFLOW,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nESTAT:X(1.0),EUR,IT,2013,{cell}\n"

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    known = Loaded(tmp_path / "a", {"a.csv": data_set(","), "b.csv": data_set("5,")})
    assert known.counts == (2, 1, 0, 1) and known.facts[0][5] == 5
    closed = Loaded(tmp_path / "b", {"a.csv": data_set(",c"), "b.csv": data_set("5,")})
    assert closed.counts == (2, 0, 2, 0)


def pairs(value: float, dimension: str = "TIPO_DATO6", title: str = "Data type", label: str = "graduates") -> str:
    return PAIRS.format(value=value, dimension=dimension, title=title, label=label)


def test_two_values_for_one_key_count_neither_and_the_message_names_the_key(tmp_path: Path) -> None:
    text = pairs(157.4) + pairs(2379.7).split("\n")[1] + "\n"
    found = Loaded(tmp_path, {"a.csv": text})
    assert found.counts == (2, 0, 2, 0) and found.facts == []
    for (file, row, rule, italian, english, fix), other in zip(found.rejects, (3, 2), strict=True):
        assert (file, rule) == ("a.csv", "key_conflict") and row != other
        for message in (italian, english):
            assert all(part in message for part in ("ITC1", "TIPO_DATO6=18", "SEXISTAT1=1", "2016", f"{other}"))
            assert "None" not in message
        assert "dimensione" in fix or "dimensioni" in fix


def test_exports_that_call_their_measure_alike_contradict_each_other_and_others_do_not(tmp_path: Path) -> None:
    for folder in "abc":
        (tmp_path / folder).mkdir()
    same = Loaded(tmp_path / "a", {"a.csv": pairs(1), "b.csv": pairs(2)})
    assert same.counts == (2, 0, 2, 0), "one measure with two values is never counted twice"
    label = Loaded(tmp_path / "b", {"a.csv": pairs(1), "b.csv": pairs(2, label="students enrolled")})
    assert label.counts == (2, 2, 0, 0)
    age = Loaded(tmp_path / "c", {"a.csv": pairs(1, "ETA1", "Age"), "b.csv": pairs(2, "ETA1", "Age")})
    assert age.counts == (2, 2, 0, 0), "an age says nothing of what is measured"


def test_one_territory_under_two_codes_stands_once(tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
    equal = Loaded(tmp_path / "a", {"a.csv": TWICE.format(one=1683, two="1683.0")})
    assert equal.counts == (3, 2, 0, 1) and [row[1] for row in equal.facts] == ["ITC11", "ITH10"]
    other = Loaded(tmp_path / "b", {"a.csv": TWICE.format(one=1683, two=1684)})
    assert other.counts == (3, 1, 2, 0) and "ITD10 = ITH10" in other.rejects[1][3]


NAMES = {
    "nama_10_gdp.tsv": "ESTAT:NAMA_10_GDP", "estat_nama_10_gdp.tsv.gz/estat_nama_10_gdp.tsv": "ESTAT:NAMA_10_GDP",
    "2019/nama_10_gdp (1).tsv": "ESTAT:NAMA_10_GDP", "nama_10_gdp__custom_123_linear.csv": "ESTAT:NAMA_10_GDP",
    "nama_10_gdp_linear_2_0.csv": "ESTAT:NAMA_10_GDP", "nama_10_gdp$defaultview.csv": "ESTAT:NAMA_10_GDP",
    "(1).tsv": "ESTAT:1",
}  # fmt: skip


def test_the_data_set_is_found_in_the_name_of_a_file() -> None:
    assert {file: name_of_file(file, "ESTAT:") for file in NAMES} == NAMES
    assert name_of_file("DCSP_ICT_29112020172334567.csv", "IT1:") == "IT1:DCSP_ICT"
    assert name_of_file("Popolazione (IT1,22_289_DF_DCIS_POPRES1_1,1.0).csv", "IT1:") == "IT1:22_289_DF_DCIS_POPRES1_1"


CELLS = st.tuples(st.sampled_from(["IT", "ITC1", "ITD1", "ITH10", "XX"]), st.sampled_from(["2018", "2019"]),
                  st.sampled_from(["1", "1.0", "2", "", "*"]))  # fmt: skip


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(parts=st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=3))
def test_the_order_of_files_and_rows_changes_no_fact(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[tuple[str, str, str]]]
) -> None:
    head = "DATAFLOW,REF_AREA,DATA_TYPE,TIME_PERIOD,OBS_VALUE\n"
    texts = [
        head + "".join(f"IT1:X(1.0),{place},POP,{time},{value}\n" for place, time, value in part) for part in parts
    ]
    results = [
        Loaded(tmp_path_factory.mktemp("order"), {f"{i}.csv": text for i, text in enumerate(order)})
        for order in (texts, list(permutations(texts))[-1])
    ]
    first, second = ((one.facts, one.counts) for one in results)
    assert first == second
    said: dict[tuple[str, str], set[float | str]] = {}
    for place, time, value in (cell for part in parts for cell in part):
        own = {"ITD1": "ITH10"}.get(place, place)
        said.setdefault((own, time), set()).update({float(value) if value not in {"", "*"} else value} - {""})
    facts = {(row[1] or "XX", row[4]): row[5] if row[6] is None else row[6] for row in results[0].facts}
    expected = {key: next(iter(values), "....") for key, values in said.items() if len(values) < 2}
    assert facts == expected
