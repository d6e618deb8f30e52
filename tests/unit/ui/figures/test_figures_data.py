"""The figures of the page Dati: months sent as a grid, rows not taken as bars; empty, missing, zero, hostile names."""

import pandas as pd
import pytest

from tests.helpers.figures import EN, IT, LIGHT, NASTY
from tests.helpers.rows import as_rows
from ui.figures.bars.rejected_bars import describe_refused_bars, refused_bars
from ui.figures.matrix.delivery_grid import Line, delivery_grid, describe_delivery_grid

MONTHS = [pd.Timestamp(day) for day in ("2020-01-31", "2020-02-29", "2020-03-31")]
DUE = frozenset(MONTHS)


def line(name: str, *senders: tuple[list[int], list[int]]) -> Line:
    """A line whose senders are (months due, months sent), by their places in MONTHS."""
    return Line(name, tuple((f"{name} {n}", frozenset(MONTHS[i] for i in due), frozenset(MONTHS[i] for i in sent))
                            for n, (due, sent) in enumerate(senders)))  # fmt: skip


def rows(*counts: tuple[int | None, int | None, int | None], name: str = "Flusso") -> pd.DataFrame:
    names = ["read", "rejected", "duplicate"]
    frame = pd.DataFrame(list(counts), columns=names).astype("Int64")
    return frame.assign(name=[f"{name} {i}" for i in range(len(frame))], said="respinte 1")


def test_a_cell_says_all_some_none_or_not_due() -> None:
    grid = delivery_grid([line("A", ([0, 1, 2], [0, 1]), ([1, 2], [1])), line("B", ([1, 2], [0, 1, 2]))],
                         words=IT, theme=LIGHT)  # fmt: skip
    cells = grid.data[0]
    assert [list(row) for row in cells.text] == [["", "", "×"], ["", "", ""]]
    assert [list(row) for row in cells.z] == [[2, 2, 0], [None, 2, 2]], "B was not due in January, though it sent"
    some = delivery_grid([line("A", ([0, 1], [0]), ([0, 1], [0, 1]))], words=IT, theme=LIGHT).data[0]
    assert list(some.text[0]) == ["", "◇"]
    assert "1 su 2" in some.hovertext[0][1] and "senza dati: A 0" in some.hovertext[0][1]


def test_beyond_the_limit_those_with_the_most_gaps_are_drawn_and_the_others_counted() -> None:
    lines = [line(f"N{i:02d}", ([0, 1, 2], [0, 1, 2] if i % 2 else [0])) for i in range(40)]
    grid = delivery_grid(lines, words=IT, theme=LIGHT, limit=24)
    drawn = list(grid.layout.yaxis.ticktext)
    assert len(drawn) == 24 and {f"N{i:02d}" for i in range(0, 40, 2)} <= set(drawn) and drawn == sorted(drawn)
    told = grid.layout.annotations[0].text.replace("<br>", " ")
    assert "16 altre righe non sono disegnate: nessuna ha mesi mancanti" in told
    alike = [line(f"N{i:02d}", ([0, 1, 2], [0])) for i in range(40)]
    told = delivery_grid(alike, words=IT, theme=LIGHT, limit=24).layout.annotations[0].text.replace("<br>", " ")
    assert "16 altre righe non sono disegnate: nessuna ha più mesi mancanti di quelle disegnate" in told


def test_the_grid_is_told_in_a_sentence() -> None:
    told = describe_delivery_grid([line("A", ([0, 1, 2], [0])), line("B", ([0, 1, 2], [0, 1, 2]))], name="G", words=IT)
    assert told == "G: gennaio 2020 – marzo 2020, mancano 2 mesi; più che altrove: A 2 mesi."
    assert describe_delivery_grid([], name="G", words=EN) == "G: no data."


@pytest.mark.parametrize("words", [IT, EN], ids=["it", "en"])
def test_nothing_due_says_no_data(words: object) -> None:
    for lines in ([], [Line("A", (("A", frozenset(), DUE),))]):
        assert words.no_data in delivery_grid(lines, words=words, theme=LIGHT).to_json()  # type: ignore[attr-defined]
    assert words.no_data in refused_bars(as_rows(rows()), words=words, theme=LIGHT).to_json()  # type: ignore[attr-defined]


def test_bars_are_per_thousand_read_from_zero_and_zero_is_none() -> None:
    frame = rows((2000, 10, 30), (500, 0, 0), (None, 3, None))
    figure = refused_bars(as_rows(frame), words=IT, theme=LIGHT)
    by_name = {trace.name: list(trace.x) for trace in figure.data}
    assert by_name == {"rejected": [5.0], "duplicate": [15.0]}
    assert figure.layout.xaxis.range[0] == 0 and figure.layout.barmode == "stack"
    written = " ".join(note.text for note in figure.layout.annotations)
    assert "Tutte le righe accettate: Flusso 1" in written.replace("<br>", " ")
    assert "troppo poche righe per dirlo: Flusso 2" in written.replace("<br>", " ")
    assert describe_refused_bars(as_rows(frame), words=IT, name="R") == "R: Flusso 0, respinte 1."
    assert figure.data[1].marker.pattern.shape, "told apart without colour"


def test_names_are_text_never_markup() -> None:
    grid = delivery_grid([Line(NASTY, ((NASTY, DUE, frozenset()),))], words=IT, theme=LIGHT).to_json()
    bars = refused_bars(as_rows(rows((10, 1, 1), (10, 0, 0), name=NASTY)), words=IT, theme=LIGHT).to_json()
    for text in (grid, bars):
        assert not any(found in text for found in ("<script", "\\u003cscript", "$x$"))
        assert "&lt;script" in text
