"""Every page on every kind of release: nothing fails, nothing is empty, and the answer is what SQL says of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.pages import PAGES, Seen, lead, said, walk
from tests.helpers.releases import as_of, released
from tests.helpers.words import IT

pytestmark = pytest.mark.slow
WORDS = IT
STATES = ("demo", "real_only", "nothing", "plans", "region")
BARE = ("nothing", "plans")
WALKED: dict[str, dict[str, Seen]] = {}
LATEST = (
    "SELECT value, sign, decimals FROM kpi_published WHERE kpi = ? AND territory = ? AND breakdown = 'total' "
    "AND as_of <= ? ORDER BY as_of DESC LIMIT 1"
)
AWAITED = "nessun dato (in attesa di dati: "


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def releases(state: str, request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(f"{state}_release"))


@pytest.fixture
def pages(state: str, releases: Path) -> dict[str, Seen]:
    return opened(state, releases)


def opened(state: str, releases: Path) -> dict[str, Seen]:
    """The pages of a state, opened once a process."""
    if state not in WALKED:
        WALKED[state] = walk(releases)
    return WALKED[state]


def told(releases: Path, kpi: str, territory: str, unit: str) -> str:
    """A measure's latest figure as a sentence has to tell it; where there is none, that it is awaited."""
    rows = released(releases, LATEST, kpi, territory, as_of(releases))
    if not rows:
        return AWAITED
    value, sign, decimals = rows[0]
    return "oscurat" if sign == "*" else WORDS.value(value, unit, decimals)  # type: ignore[arg-type]


def number(releases: Path, sql: str, *values: object) -> int:
    return int(str(released(releases, sql, *values)[0][0]))


def summary(releases: Path, answer: str) -> None:
    day = as_of(releases)
    lacking = number(
        releases,
        "SELECT count(*) FROM kpi WHERE NOT supporting AND kpi NOT IN (SELECT v.kpi FROM kpi_published v WHERE "
        "v.territory = 'IT' AND v.breakdown = 'total' AND v.as_of <= ?)", day,
    )  # fmt: skip
    every = number(releases, "SELECT count(*) FROM kpi WHERE NOT supporting")
    provinces = number(
        releases,
        "SELECT count(*) FROM feed_coverage f JOIN dim_territory t USING (territory) "
        "WHERE t.territory_level = 'province' AND first_month <= ?", day,
    )  # fmt: skip
    assert (
        f"nessuno dei {every} indicatori ha ancora dati" in answer
        if lacking == every
        else (f"{lacking} non hanno ancora dati" in answer or lacking == 0)
    )
    assert (
        f"Province con dati dei PID: {provinces} su 107." in answer
        if provinces
        else ("Nessun PID ha ancora inviato dati." in answer)
    )


def indicator(releases: Path, answer: str) -> None:
    assert answer.startswith("Cooperative raggiunte, Italia: ")
    assert told(releases, "coops_reached", "IT", "number") in answer


def adoption(releases: Path, answer: str) -> None:
    assert told(releases, "coops_assessed", "IT", "number") in answer


def skills(releases: Path, answer: str) -> None:
    rows = released(releases, LATEST, "hard_to_fill_rate", "IT", as_of(releases))
    assert (
        f"difficili da reperire era pari a {WORDS.percent(rows[0][0])}" in answer if rows else "nessun dato" in answer
    )


def territories(releases: Path, answer: str) -> None:
    rows = released(
        releases,
        "SELECT t.name_it, v.value, v.sign, v.decimals FROM dim_territory t LEFT JOIN kpi_published v ON "
        "v.territory = t.territory AND v.kpi = 'coop_penetration' AND v.breakdown = 'total' AND v.as_of = ? "
        "WHERE t.territory_level = 'region' ORDER BY v.value", as_of(releases),
    )  # fmt: skip
    known = [row for row in rows if row[1] is not None]
    absent = sum(1 for row in rows if row[1] is None and row[2] != "*")
    assert (AWAITED in answer) == (absent == len(rows))
    for name, value, _, decimals in (known[0], known[-1]) if known else ():
        assert f"{name} ({WORDS.value(value, 'percent', decimals)})" in answer  # type: ignore[arg-type]
    if known and absent:
        assert f"{absent} non hanno dati" in answer
    if len(known) == 1:
        assert "solo un territorio ha un valore" in answer


def synergy(releases: Path, answer: str) -> None:
    assert told(releases, "joint_actions", "IT", "number") in answer


def associations(releases: Path, answer: str) -> None:
    shares = released(
        releases,
        "SELECT category, value, decimals FROM kpi_published WHERE kpi = 'coop_penetration' AND territory = 'IT' "
        "AND breakdown = 'association' AND category IN ('confcooperative', 'legacoop', 'agci') AND as_of = ? "
        "AND value IS NOT NULL",
        as_of(releases),
    )
    assert ("nessuna associazione" in answer) == (not shares)
    for _, value, decimals in shares:
        assert WORDS.value(value, "percent", decimals) in answer  # type: ignore[arg-type]


def data(releases: Path, answer: str) -> None:
    chambers = number(
        releases,
        "SELECT count(*) FROM dim_chamber c, build_parameters p WHERE coalesce(valid_from, p.as_of) <= p.as_of "
        "AND coalesce(valid_to, p.as_of) >= p.as_of AND chamber NOT IN (SELECT o.chamber_today FROM dim_chamber o "
        "WHERE o.chamber <> o.chamber_today AND coalesce(o.valid_to, p.as_of) >= p.as_of)",
    )
    reached = number(
        releases,
        "SELECT count(DISTINCT CASE WHEN c.valid_to < p.as_of THEN c.chamber_today ELSE c.chamber END) "
        "FROM fact_pid_activity a JOIN dim_chamber c ON c.chamber = a.chamber_then, build_parameters p "
        "WHERE a.month_end = p.as_of",
    )
    assert (
        f"{reached} camere di commercio su {chambers} hanno inviato dati" in answer
        if reached
        else f"nessuna delle {chambers} camere di commercio ha ancora inviato dati" in answer
    )
    rows = number(releases, "SELECT coalesce(sum(read), 0)::BIGINT FROM load_file WHERE feed <> ''")
    assert ("nessun record letto" in answer) == (rows == 0)


def method(releases: Path, answer: str) -> None:
    figures = number(releases, "SELECT count(*) FROM published_figure")
    feeds = number(releases, "SELECT count(DISTINCT feed) FROM load_file WHERE feed <> ''")
    assert f"{WORDS.number(figures)} cifre pubblicate" in answer if figures else "cifre" not in answer
    assert f"da {feeds} fluss" in answer if feeds else "non è ancora arrivato nessun dato" in answer


ANSWERS: dict[str, Callable[[Path, str], None]] = {
    "sintesi": summary, "kpi": indicator, "adozione": adoption, "competenze": skills, "territori": territories,
    "sinergia": synergy, "associazioni": associations, "dati": data, "metodo": method,
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_the_answer_is_true_of_the_release(page: str, pages: dict[str, Seen], releases: Path) -> None:
    app = pages[page].app
    assert not app.exception
    assert ("Dati dimostrativi" in said(app)) == (releases.name in {"demo_releases", "region_releases"})
    ANSWERS[page](releases, lead(app))


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_drawn_of_nothing(page: str, pages: dict[str, Seen]) -> None:
    """No table without rows, no empty picture, no number in the place of what is not known."""
    seen = pages[page]
    for frame in seen.frames:
        assert len(frame), list(frame)
    for key, spec, _ in seen.charts:
        notes = [note["text"] for note in spec["layout"].get("annotations", [])]
        assert spec["data"] or spec["layout"].get("shapes"), key
        assert notes != [WORDS.no_data], f"{key} says only that there is nothing"
    for key, (table, _) in seen.given.items():
        if {"Valore", "Segno"} <= set(table):
            unknown = table["Segno"].isin(["....", "*"])
            assert (table["Valore"].isna() == unknown).all(), key


@pytest.mark.parametrize("bare", BARE)
def test_without_a_file_every_indicator_says_that_data_are_awaited(bare: str, request: pytest.FixtureRequest) -> None:
    pages = opened(bare, Path(request.getfixturevalue(f"{bare}_release")))
    board = "".join(pages["sintesi"].bodies)
    assert 'class="board-status"' not in board, "no line without a figure"
    assert "in attesa di dati" in board and board.count("nessun dato") >= 2
    table, _ = pages["territori"].given["spine"]
    assert set(table["Segno"]) == {"...."} and len(table) == 30
    told = said(pages["territori"].app)
    assert "in attesa di dati" in told and all(name in told for name in table["Indicatore"])
    for page in ("adozione", "competenze", "territori", "sinergia"):
        assert not pages[page].charts, page


def test_one_region_does_not_speak_for_italy(region_release: Path) -> None:
    """What is not known of the others is said wherever a figure of Italy rests on one region."""
    pages = opened("region", region_release)
    assert "Province con dati dei PID: 9 su 107." in lead(pages["kpi"].app)
    synergy = said(pages["sinergia"].app)
    assert "Italia: ogni provincia" not in synergy and "Nessun dato: Piemonte" in synergy
    assert "in attesa di dati: servizi COOP 4.0" in synergy and "nessuno per questo territorio" not in synergy


def test_two_releases_without_figures_differ_in_nothing_and_are_not_called_damaged(
    nothing_release: Path, plans_release: Path, tmp_path: Path
) -> None:
    names = [(one / "CURRENT").read_text(encoding="utf-8").strip() for one in (nothing_release, plans_release)]
    for name, folder in zip(names, (nothing_release, plans_release), strict=True):
        (tmp_path / name).symlink_to(folder / name)
    (tmp_path / "HISTORY").write_text("\n".join(names) + "\n", encoding="utf-8")
    (tmp_path / "CURRENT").write_text(names[1] + "\n", encoding="utf-8")
    pages = walk(tmp_path, ("sintesi", "dati"))
    assert not [page for page, seen in pages.items() if seen.app.exception]
    assert "a questa (31 dicembre 2020): 0 variazioni" in said(pages["sintesi"].app)
    assert "Nessuna delle due ha qui un valore." in said(pages["dati"].app)
