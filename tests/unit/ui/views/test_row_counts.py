"""Rows that came: the identity, what may be told of it, the sentence, and how far each sender reaches."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import load
from tests.helpers.figures import EN, IT
from tests.helpers.rows import as_rows
from texts.translator import Bilingual
from ui.views.dati.freshness import chambers_of, delivery_sentence, files_by_chamber, never_sent, sender_states
from ui.views.dati.row_counts import COUNTS, count_sentence, feed_totals, published_counts, unbalanced

RULES = load().agreement.disclosure
NO_PROBLEM, PROBLEM = Bilingual("", ""), Bilingual("perché", "why")


def files(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    """Files (feed, accepted, rejected, duplicate)."""
    frame = pd.DataFrame(rows, columns=["feed", "accepted", "rejected", "duplicate"])
    read = frame["accepted"] + frame["rejected"] + frame["duplicate"]
    names = [f"f{n}" for n in range(len(frame))]
    return frame.assign(
        file=names, read=read, demonstration=False, problem=[NO_PROBLEM] * len(names), sent_sha256=names
    )


def said(frame: pd.DataFrame, *, confidential: bool, refused: int = 0, words: object = IT) -> str:
    totals = feed_totals(as_rows(frame))
    rows = [published_counts(row, RULES, confidential=confidential) for row in totals]
    return count_sentence(totals, rows, refused, RULES, words)  # type: ignore[arg-type]


def test_counts_are_added_by_feed_and_the_identity_is_held() -> None:
    frame = files(("a", 5, 1, 0), ("a", 7, 0, 2), ("b", 1, 0, 0))
    totals = feed_totals(as_rows(frame))
    told_of = [[row[name] for name in ("feed", "files", *COUNTS)] for row in totals]
    assert told_of == [
        ["a", 2, 15, 12, 1, 2],
        ["b", 1, 1, 1, 0, 0],
    ]
    assert unbalanced(totals) == []
    assert unbalanced(feed_totals(as_rows(frame.assign(read=frame["read"] + [0, 0, 1])))) == ["b"]


def test_a_file_refused_whole_is_in_no_feed() -> None:
    frame = files(("a", 5, 0, 0), ("a", 0, 0, 0), ("", 0, 0, 0)).assign(problem=[NO_PROBLEM, PROBLEM, PROBLEM])
    assert [row["files"] for row in feed_totals(as_rows(frame))] == [1]


def test_the_sentence_is_exact_where_it_may_be() -> None:
    frame = files(("published_figure", 1200, 3, 1))
    assert (
        said(frame, confidential=False)
        == "1.204 record letti: 1.200 accettati, 3 respinti e 1 doppio; nessun file rifiutato"
    )
    assert said(frame, confidential=False, refused=1, words=EN).endswith(
        "1,200 accepted, 3 rejected and 1 duplicate; 1 file refused"
    )
    assert said(files(), confidential=True) == "nessun record letto; nessun file rifiutato"


def test_a_copy_of_one_file_does_not_tell_what_a_chamber_sent() -> None:
    """The 266 duplicates are one chamber's year."""
    text = said(files(("pid_activity", 99_913, 89, 266)), confidential=True)
    assert text.startswith("circa 100.270 record letti: circa 99.910 accettati, 89 respinti e circa 270 doppi;")
    assert "266" not in text and "100.268" not in text
    assert "meno di 5 doppi" in said(files(("pid_activity", 99_913, 0, 3)), confidential=True)


def test_a_row_more_in_the_next_release_is_not_told() -> None:
    """One accepted row beside one cell that was 0 and is hidden would tell that the cell holds one."""
    before, after = (said(files(("pid_activity", accepted, 0, 0)), confidential=True) for accepted in (5_699, 5_700))
    assert before == after and before.startswith("circa 5.700 record letti: circa 5.700 accettati")


@given(st.integers(0, 3000), st.integers(0, 50), st.integers(0, 300))
def test_no_count_of_a_confidential_feed_can_be_undone(accepted: int, rejected: int, duplicate: int) -> None:
    """Whoever subtracts what is told from what is told, in one release or two, learns no row count but to the ten."""
    row = {"read": accepted + rejected + duplicate, "accepted": accepted, "rejected": rejected,
                     "duplicate": duplicate}  # fmt: skip
    found = published_counts(row, RULES, confidential=True)
    for name in COUNTS:
        one = found[name]
        if one.number is None:
            assert 0 < row[name] < 5
        elif one.exact:
            assert one.number == row[name]
        else:
            assert one.number % 10 == 0 and abs(one.number - row[name]) <= 5
    for name in ("read", "accepted", "duplicate"):
        assert found[name].exact == (row[name] == 0), name
    for name, one in published_counts(row, RULES, confidential=False).items():
        assert (one.number, one.exact) == (row[name], True)


MONTHS = pd.date_range("2020-01-31", periods=4, freq="ME")


def fresh(*rows: tuple[str, str, str, list[int]]) -> pd.DataFrame:
    """Chambers (code, region, province, places of the months with data)."""
    return pd.DataFrame(
        [
            {"feed": "pid_activity", "sender": code, "name": code, "region": region, "provinces": [province],
             "months_expected": list(MONTHS), "months_with_data": [MONTHS[i] for i in sent],
             "first_month": MONTHS[sent[0]] if sent else pd.NaT, "last_month": MONTHS[sent[-1]] if sent else pd.NaT,
             "files": [f"{code}.csv"] if sent else [], "demonstration": False}
            for code, region, province, sent in rows
        ]
    )  # fmt: skip


ALL = fresh(
    ("A", "R1", "P1", [0, 1, 2, 3]), ("B", "R1", "P2", [0, 2]), ("C", "R2", "P3", []), ("D", "R2", "P4", [0, 1, 3])
)


def test_who_is_behind_and_who_never_sent() -> None:
    found = sender_states(as_rows(ALL), date(2020, 4, 30))
    assert [row["state"] for row in found] == ["current", "behind", "never", "current"]
    assert [row["missing"] for row in found] == [0, 2, 4, 1]
    assert [row["behind"] for row in found] == [0, 1, None, 0]
    text = delivery_sentence(found, "Italia", date(2020, 4, 30), IT)
    assert never_sent(found, IT) == "1 camera non ha mai inviato dati: C." and never_sent(found[:1], IT) == ""
    assert text == ("Italia: 2 camere di commercio su 4 hanno inviato dati fino al 30 aprile 2020, 1 è in ritardo, "
                    "1 non ne ha mai inviati")  # fmt: skip


def test_a_date_of_the_past_forgets_what_came_later() -> None:
    found = sender_states(as_rows(ALL), date(2020, 1, 31))
    assert [row["state"] for row in found] == ["current", "current", "never", "current"]
    assert delivery_sentence(sender_states(as_rows(ALL), date(2019, 12, 31)), "Italia", date(2019, 12, 31), EN) == (
        "Italia: no chamber of commerce was due to send by 31 December 2019"
    )
    none = sender_states(as_rows(ALL[ALL["sender"] == "C"]), date(2020, 4, 30))
    assert (
        delivery_sentence(none, "Sud", date(2020, 4, 30), IT)
        == "Sud: l'unica camera di commercio non ha ancora inviato dati"
    )


@pytest.mark.parametrize(
    ("territory", "codes"), [("IT", "ABCD"), ("AREA", "AB"), ("R2", "CD"), ("P2", "B"), ("P9", "")]
)
def test_the_territory_narrows_the_chambers(territory: str, codes: str) -> None:
    known = pd.DataFrame({"territory": ["R1", "R2", "P2"], "parent": ["AREA", "OTHER", "R1"]})
    chambers = chambers_of(sender_states(as_rows(ALL), date(2020, 4, 30)), territory, as_rows(known))
    assert "".join(row["sender"] for row in chambers) == codes


def test_a_copy_belongs_to_the_chamber_of_its_original() -> None:
    known = files(("pid_activity", 5, 1, 0), ("pid_activity", 0, 1, 5)).assign(
        file=["A.csv", "copia.csv"], sent_sha256="x"
    )
    assert files_by_chamber(sender_states(as_rows(ALL), date(2020, 4, 30)), as_rows(known))["A"] == (
        "A.csv",
        "copia.csv",
    )
