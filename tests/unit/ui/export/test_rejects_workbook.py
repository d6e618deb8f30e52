"""The workbook of refused rows, read back: marks, notes, nothing that a spreadsheet runs, nothing kept back told."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from catalogue import load
from etl.validate.contract_sql import rules
from reads.deliveries import RejectedCell, rejected_cells, remarks
from reads.releases import current_release
from tests.helpers.figures import IT
from texts.translator import Bilingual, Words
from ui.export.rejects_workbook import RULES, reject_book, rule_name
from ui.style import html
from ui.views.dati.rejected_files import rule_sentences, rules_table

HOSTILE = ["<script>alert(1)</script>", "=cmd|'/c calc'!A1", "*bold*", "$x$", "@SUM(A1)", "+1", "-1", "http://a.b/c",
           "a" * 40_000]  # fmt: skip


def cells(values: list[str], feed: str = "pid_activity", rule: str = "code") -> list[RejectedCell]:
    return [
        {"feed": feed, "file": one, "sheet": one, "row": row, "column_title": one, "value": one, "rule": rule,
         "message": Bilingual(f"messaggio {one}", f"message {one}"), "fix": Bilingual("correggere", "correct")}
        for row, one in enumerate(values, 2)
    ]  # fmt: skip


def read(book: bytes) -> dict[str, list[list[openpyxl.cell.cell.Cell]]]:
    found = openpyxl.load_workbook(BytesIO(book))
    return {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in found.worksheets}


def test_whatever_a_file_holds_is_text() -> None:
    sheets = read(reject_book(cells(HOSTILE), {"Release": HOSTILE[1]}, IT, internal=False))
    assert list(sheets) == ["Note", "Attività dei PID"]
    every = [cell for rows in sheets.values() for row in rows for cell in row]
    assert {cell.data_type for cell in every if cell.value is not None} == {"s"}
    assert not [cell for cell in every if cell.hyperlink]
    assert [row[0].value for row in sheets["Attività dei PID"][1:]] == [one[:32_000] for one in HOSTILE]
    assert sheets["Note"][0][1].value == HOSTILE[1]


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_bad_cell_is_marked_with_its_message(lang: str) -> None:
    words = Words(lang)
    head, message = {"it": ("Valore (nella forma)", "messaggio xx"), "en": ("Value (its shape)", "message xx")}[lang]
    rows = list(read(reject_book(cells(["xx"]), {}, words, internal=False)).values())[1]
    at = [cell.value for cell in rows[0]].index(head)
    marked = [cell for cell in rows[1] if cell.fill.fgColor.rgb == "FFF6CDB9"]
    assert [cell.column - 1 for cell in marked] == [at]
    assert marked[0].comment and marked[0].comment.text.startswith(message)
    assert message in [cell.value for cell in rows[1]]


def test_the_place_of_a_row_is_told_to_the_house_alone() -> None:
    outside = read(reject_book(cells(["xx"]), {}, IT, internal=False))["Attività dei PID"]
    inside = read(reject_book(cells(["xx"]), {}, IT, internal=True))["Attività dei PID"]
    assert "Riga" not in [cell.value for cell in outside[0]]
    assert inside[1][[cell.value for cell in inside[0]].index("Riga")].value == 2


def test_without_rows_there_are_notes_and_one_name_serves_one_sheet() -> None:
    assert list(read(reject_book(cells([]), {"Release": "x"}, IT, internal=False))) == ["Note"]
    two = cells(["a"], feed="x" * 40 + "1") + cells(["b"], feed="x" * 40 + "2") + cells(["c"], feed="note")
    names = list(read(reject_book(two, {}, IT, internal=False)))
    assert len({name.lower() for name in names}) == 4 and max(map(len, names)) <= 31


def test_every_rule_has_a_name() -> None:
    known = {rule.rule for feed in load().feeds.values() for rule in rules(feed)} | {"key_conflict", "demonstration"}
    assert known <= set(RULES)
    assert rule_name("minimum", IT) == "sotto il minimo"


def test_a_key_is_not_quoted_outside_the_house(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence of two rows with one key names it and the other's row; the release keeps it for its builders."""
    release = current_release(demo_release)
    assert release
    inside = rejected_cells(release, "", None, True)
    outside = rejected_cells(release, "", None, False)
    assert len(inside) == len(outside) > 0
    assert all(cell["row"] is not None for cell in inside) and all(cell["row"] is None for cell in outside)
    quoting = [cell for cell in outside if cell["rule"] == "key_conflict"]
    assert {cell["message"] for cell in quoting} <= {Bilingual("", "")}
    assert all(cell["message"].it for cell in outside if cell not in quoting)
    one: RejectedCell = {**outside[0], "rule": "key_conflict", "message": Bilingual("", ""), "value": None,
                         "column_title": None}  # fmt: skip
    sheet = next(iter(list(read(reject_book([one], {}, IT, internal=False)).values())[1:]))
    assert "Un'altra riga ha lo stesso codice e un contenuto diverso." in [cell.value for cell in sheet[1]]
    assert rejected_cells(release, "pid_activity", ("no such file",), False) == ()


def test_the_rules_are_counted_as_in_the_release(demo_release: Path) -> None:
    release = current_release(demo_release)
    assert release
    found, every = remarks(release), rejected_cells(release, "", None, False)
    broken = [row for row in found if row["what"] == "rejected"]
    assert sum(row["cells"] for row in broken) == len(every) == rules_table(found, IT)["Volte"].sum()
    assert rule_sentences(found, IT)[0].startswith("attività dei PID, ")
    assert "&lt;script&gt;" in html.render("bullet_list.html", items=HOSTILE[:1])
