"""The comparison of pages finds a planted difference in anything that a page sends, and nothing that is volatile."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.same import pages
from tests.same.pages import View, capture, main

FRAME = """
import streamlit as st
from pathlib import Path
files = [Path(__file__).parents[1] / "pages" / f"{name}.py" for name in ("sintesi", "dati")]
page = st.navigation([st.Page(file, default=not number) for number, file in enumerate(files)], position="hidden")
with st.sidebar:
    st.selectbox("Territorio", ["Italia", "Lazio"])
page.run()
"""
PAGE = """
import pandas as pd
import streamlit as st
st.html("<style>/* theme.py */ p {color:red} /* a\\nb */</style>")
st.html("<p>Release 2020-12-31-0123456789ab: 12 azioni</p>")
with st.container(border=True):
    st.plotly_chart({"data": [{"type": "bar", "x": [1, 2], "y": [3.5, 4]}], "layout": {}}, key="figure")
    with st.expander("Dati", expanded=True):
        st.dataframe(pd.DataFrame({"mese": ["gen", "feb", "mar"], "valore": [1.0, None, 3.0]}), hide_index=True)
        st.download_button("Scarica", lambda: b"release;2020-12-31-0123456789ab;1", file_name="dati.csv")
"""
DATA = View("dati", {"territory": "IT"})


def product(folder: Path, page: str = PAGE) -> Path:
    """A checkout in small: the frame, an empty first page and one page with content."""
    for name, text in (("ui/frame.py", FRAME), ("pages/sintesi.py", ""), ("pages/dati.py", page)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("same")
    assert capture(product(folder / "checkout"), folder / "captured", [DATA]) == []
    return folder / "captured"


def printed(base: Path, checkout: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capture(checkout, checkout / "captured", [DATA])
    code = main(["compare", str(base), str(checkout / "captured")])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert code == (0 if lines[-1] == "1 captures, 0 different, 0 differences" else 1)
    return lines


def test_a_capture_holds_all_that_is_sent(base: Path) -> None:
    sent = json.loads((base / "dati_IT_latest.json").read_text(encoding="utf-8"))
    assert sent["address"] == {"territory": "IT"}
    assert sent["sidebar"][0]["selectbox"]["options"] == ["Italia", "Lazio"]
    html, card = sent["main"]
    assert sent["event"][0]["html"]["body"] == "<style> p {color:red}</style>"
    assert html["html"]["body"] == "<p>Release <release>: 12 azioni</p>"
    chart, fold = card["children"]
    assert chart["plotly_chart"]["spec"]["data"] == [{"type": "bar", "x": [1, 2], "y": [3.5, 4]}]
    assert fold["expandable"]["label"] == "Dati"
    table, button = fold["children"]
    assert table["dataframe"]["arrow_data"]["data"] == [["gen", 1.0], ["feb", None], ["mar", 3.0]]
    assert button["download_button"]["file"]["name"] == "dati.csv"
    assert len(button["download_button"]["file"]["sha256"]) == 64


def test_another_folder_and_release_are_equal(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = product(tmp_path, PAGE.replace("0123456789ab", "ba9876543210"))
    assert printed(base, other, capsys)[0] == "dati_IT_latest: equal"
    name = "dati_IT_latest.json"
    assert (base / name).read_bytes() == (other / "captured" / name).read_bytes()


CHART, TABLE, BUTTON = "[1].children[0]", "[1].children[1].children[0]", "[1].children[1].children[1]"


@pytest.mark.parametrize(
    ("old", "new", "path", "values"),
    [
        ("3.5", "3.6", f"main{CHART}.plotly_chart.spec.data[0].y[0]", ["A 3.5", "B 3.6"]),
        ("azioni", "azione", "main[0].html.body", ['A "<p>Release <release>: 12 azioni</p>"',
                                                  'B "<p>Release <release>: 12 azione</p>"']),
        (', "mar"], "valore": [1.0, None, 3.0]', '], "valore": [1.0, None]',
         f"main{TABLE}.dataframe.arrow_data.data[2]", ['A ["mar", 3.0]', "B (absent)"]),
    ],
)  # fmt: skip
def test_a_planted_difference_is_found(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, path: str, values: list[str]
) -> None:
    lines = printed(base, product(tmp_path, PAGE.replace(old, new)), capsys)
    assert [path, *values] == lines[1:4]
    assert lines[-1] == "1 captures, 1 different, 1 differences"


def test_differences_in_several_elements_are_all_found(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = PAGE
    for old, new in ((";1", ";2"), ("dati.csv", "data.csv"), ('"Dati"', '"Dato"'), ("border=True", "border=False")):
        page = page.replace(old, new)
    capture(product(tmp_path, page + 'st.caption("uno")'), tmp_path / "captured", [DATA])
    assert main(["compare", "--most", "9", str(base), str(tmp_path / "captured")]) == 1
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[-1] == "1 captures, 1 different, 6 differences"
    file = f"main{BUTTON}.download_button.file"
    expected = {
        "main[1].flex_container.border",
        "main[1].allow_empty",
        "main[1].children[1].expandable.label",
        "main[2 of B]",
    }
    assert {*expected, f"{file}.name", f"{file}.sha256"} <= set(lines)


def test_rows_in_another_order_are_one_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, rows in (("a", [[1], [2], [3]]), ("b", [[1], [3], [2]])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dati.json").write_text(json.dumps({"rows": rows}))
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 1
    assert "rows (same items, another order from [1])" in capsys.readouterr().out


@pytest.mark.parametrize(("other", "different"), [("l&#39;uso &#34;a&#34;", 0), ("l'uso &quot;a&quot;", 1)])
def test_two_forms_of_an_escaped_quote_are_one_and_an_unescaped_one_is_not(
    tmp_path: Path, other: str, different: int
) -> None:
    for folder, body in (("a", "l&#x27;uso &quot;a&quot;"), ("b", other)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "dati.json").write_text(json.dumps({"html": body}), encoding="utf-8")
    assert pages.compare(tmp_path / "a", tmp_path / "b") == different


def test_a_missing_capture_is_a_difference(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sintesi_IT_latest.json").write_text("{}")
    assert main(["compare", str(base), str(tmp_path)]) == 1
    assert capsys.readouterr().out.endswith("2 captures, 2 different, 2 differences\n")


@pytest.mark.parametrize("page", ["1 / 0", PAGE.replace('b"release', '1 / 0, b"release')])
def test_a_page_or_a_file_that_raises_is_named(tmp_path: Path, page: str) -> None:
    assert capture(product(tmp_path, page), tmp_path / "captured", [DATA]) == ["dati_IT_latest"]


def test_every_page_territory_and_date_is_opened() -> None:
    names = {view.name for view in pages.views()}
    assert len(names) == 36
    assert {"sintesi_IT_latest", "metodo_ITH5_2019-12-31"} <= names


def test_the_script_runs_by_its_path_in_another_folder(base: Path, tmp_path: Path) -> None:
    command = [sys.executable, pages.__file__, "compare", str(base), str(base)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.splitlines()[-1]) == (0, "1 captures, 0 different, 0 differences")
