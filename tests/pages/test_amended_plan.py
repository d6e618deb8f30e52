"""A target amended half-way, from the sender's file to the page: both plans stay, each judges its own dates."""

from datetime import date
from pathlib import Path

import pytest

from engine import open_release
from etl.build import build
from etl.ingest.sources import Sources
from reads.latest_figures import histories
from reads.measures import plans
from reads.releases import current_release
from reads.slice import Slice
from tests.helpers.inboxes import COOPS, activities, members, write
from tests.helpers.pages import open_page, said
from tests.helpers.releases import few_shipped, served, silent
from tests.helpers.words import IT
from ui.content.trajectory_tables import path_table
from ui.figures.trajectory.trajectory import describe_trajectory, trajectory
from ui.style.theme import theme

FIRST, AMENDED = date(2018, 6, 14), date(2019, 3, 1)
LOWERED = {"2019-06-13": 40, "2020-06-13": 80, "2021-06-13": 120}
WHY = {
    "decided_by": "Cabina di regia <b>",
    "reason_it": "meno risorse del previsto",
    "reason_en": "less money than hoped",
}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four more cooperatives reached each month for a year, and the plan for Italy amended in March 2019."""
    folder = tmp_path_factory.mktemp("amended")
    months = [f"{2018 + place // 12}-{place % 12 + 1:02d}-10" for place in range(6, 18)]
    days = sorted(4 * months)
    coops = COOPS[: len(days)]
    write(folder / "inbox" / "attivita.csv",
          activities(*({"day": day, "coop": coop} for day, coop in zip(days, coops, strict=True))))  # fmt: skip
    write(folder / "inbox" / "registro.csv", members(*({"coop": coop} for coop in coops)))
    write(folder / "inbox" / "modifica.csv", [
        {"kpi": "coops_reached", "territory": "IT", "due_on": day, "value": value, "status": "proposed",
         "valid_from": AMENDED, "basis": "set", **WHY}
        for day, value in LOWERED.items()
    ])  # fmt: skip
    chosen = Sources(folder / "inbox", None, few_shipped(folder))
    build(chosen, folder / "releases", as_of=date(2019, 6, 30), progress=silent)
    return folder / "releases"


def test_each_plan_judges_the_dates_on_which_it_held(releases: Path) -> None:
    with open_release(served(releases)) as connection:
        ask = lambda sql: connection.execute(sql).fetchall()  # noqa: E731
        first = dict(
            ask(f"SELECT due_on, value FROM kpi_target WHERE kpi = 'coops_reached' AND valid_from = '{FIRST}'")
        )
        decisions = ask("SELECT valid_from, count(*), any_value(decided_by) FROM kpi_target GROUP BY ALL ORDER BY 1")
        plans = ask(
            "SELECT valid_from, valid_to, list(value ORDER BY due_on), list(decided_from ORDER BY due_on) "
            "FROM kpi_plan GROUP BY ALL ORDER BY 1"
        )
        judged = ask(
            "SELECT as_of, value, target, status FROM kpi_progress "
            "WHERE kpi = 'coops_reached' AND territory = 'IT' ORDER BY as_of"
        )
    values = [value for _, value in sorted(first.items())]
    assert len(values) == 4 and values[-1] > 1000, "the shipped plan is another one by far"
    assert decisions == [(FIRST, 4, "Osservatorio"), (AMENDED, 3, WHY["decided_by"])]
    assert plans == [
        (FIRST, date(2019, 2, 28), values, [FIRST] * 4),
        (AMENDED, None, [values[0], 40, 80, 120], [FIRST, AMENDED, AMENDED, AMENDED]),
    ]
    assert [row[1] for row in judged] == [None, 10, 10, 20, 20, 20, 30, 30, 40, 40, 40, 50], (
        "4, 8, 12 and so on up to 48: the first is suppressed, of the others the nearest ten is told"
    )
    assert [row[2] for row in judged] == [values[-1] if row[0] < AMENDED else 120 for row in judged]
    before, after = [row for row in judged if row[0] < AMENDED], [row for row in judged if row[0] >= AMENDED]
    assert before[-1][3] == "late" and {row[3] for row in after} == {"on_track"}


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("it", ["Piano dal 1 marzo 2019: 120", "Deciso da: Cabina di regia <b>.", "meno risorse del previsto",
                "Piano fino al 28 febbraio 2019:", "Deciso da: Osservatorio."]),
        ("en", ["Plan from 1 March 2019: 120", "Decided by: Cabina di regia <b>.", "less money than hoped",
                "Plan until 28 February 2019:", "Decided by: Osservatorio."]),
    ],
)  # fmt: skip
def test_the_page_shows_both_plans_with_who_and_why(
    lang: str, told: list[str], releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("kpi", releases, monkeypatch, kpi="coops_reached", lang=lang)
    assert not app.exception
    text = " ".join(said(app).split())
    assert [part for part in told if part not in text] == []
    heads = [title for frame in app.dataframe for title in frame.value.columns]
    wanted = {"it": ["Percorso proposto", "Piano fino al 28 febbraio 2019"],
              "en": ["Proposed path", "Plan until 28 February 2019"]}[lang]  # fmt: skip
    assert set(wanted) <= set(heads)


def test_what_is_decided_later_is_not_known_yet(releases: Path) -> None:
    release = current_release(releases)
    assert release is not None
    early = plans(release, Slice.of_whole("IT", date(2019, 1, 31)))
    assert {(row["decided_by"], row["valid_to"]) for row in early} == {("Osservatorio", None)}
    assert plans(release, Slice.of_whole("IT", date(2018, 5, 31))) == ()


def test_the_former_plan_is_thinner_dotted_and_named(releases: Path) -> None:
    release = current_release(releases)
    assert release is not None
    decided = plans(release, Slice.of_whole("IT", release.as_of))
    now, former = ([row for row in decided if (row["valid_to"] is None) is kept] for kept in (True, False))
    own = histories(release, Slice.of_whole("IT", release.as_of))["coops_reached"]
    about = {"unit": "number", "words": IT, "name": "Cooperative raggiunte", "former": former}
    figure = trajectory(own, now, (), theme=theme("light"), as_of=release.as_of, **about)
    lines = {trace.name: trace for trace in figure.data}
    old, new = lines["former plan"], lines["plan"]
    assert list(new.y)[1:] == [40, 80, 120] and old.y[0] == 0 and max(old.y) > 1000
    assert old.line.width < new.line.width and (old.line.dash, new.line.dash) == ("dot", "dash")
    assert all("piano fino al 28 febbraio 2019" in text for text in old.hovertext)
    assert "piano fino al<br>28 feb 2019" in [note.text for note in figure.layout.annotations]
    top = figure.layout.yaxis.range[1]
    assert top > max(old.y), "the former plan is not cut off"
    assert "piano fino al 28 febbraio 2019: " in describe_trajectory(own, now, (), **about)
    said = "1 marzo 2019: obiettivo da " + IT.value(max(old.y), "number") + " a 120"
    mark = lines["target changes"]
    assert [day[:10] for day in mark.x] == ["2019-03-01"] and list(mark.hovertext) == [said]
    assert mark.y[0] == figure.layout.yaxis.range[0] and mark.marker.color == theme("light").plan
    assert "1 mar 2019: obiettivo<br>da " in "".join(note.text for note in figure.layout.annotations)
    assert said in describe_trajectory(own, now, (), **about)
    table = path_table(own, "number", IT, kind="distinct", plans=decided)
    changed = table[table["Cambio di obiettivo"] != ""]
    assert list(changed["Data"]) == ["31 marzo 2019"] and list(changed["Cambio di obiettivo"]) == [said]
    assert "Cambio di obiettivo" not in path_table(own, "number", IT, kind="distinct", plans=now)
    assert table["Percorso proposto"].iloc[-1] == pytest.approx(40 + 40 * 17 / 366, abs=0.01)
