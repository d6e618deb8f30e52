"""The page Dati against SQL on the release; two releases in one folder, and one put in service while somebody reads."""

import re
from pathlib import Path

import pytest

import reads.query
from engine import open_release
from reads.deliveries import files
from reads.releases import Release, current_release
from tests.helpers.pages import lead, listings, open_page, said
from tests.helpers.releases import served
from tests.helpers.words import IT
from ui.views.dati.row_counts import feed_totals, unbalanced

WORDS = IT


@pytest.fixture
def two(tmp_path: Path, demo_release: Path, real_only_release: Path) -> tuple[Path, str, str]:
    """A folder with the demonstration's release in service and the real one beside it, and their names."""
    names = []
    for releases in (demo_release, real_only_release):
        name = (releases / "CURRENT").read_text(encoding="utf-8").strip()
        (tmp_path / name).symlink_to(releases / name)
        names.append(name)
    serve(tmp_path, names[0])
    return tmp_path, names[0], names[1]


def serve(folder: Path, name: str) -> None:
    """What the last step of a build does."""
    history = folder / "HISTORY"
    before = history.read_text(encoding="utf-8") if history.exists() else ""
    history.write_text(f"{before}{name}\n", encoding="utf-8")
    (folder / "CURRENT").write_text(name + "\n", encoding="utf-8")


def test_the_answer_is_what_the_release_says(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_release(served(demo_release)) as connection:
        read, accepted, rejected, duplicate = connection.execute(
            "SELECT sum(read)::BIGINT, sum(accepted)::BIGINT, sum(rejected)::BIGINT, sum(duplicate)::BIGINT "
            "FROM load_file WHERE feed <> '' AND problem_it = ''"
        ).fetchall()[0]
        # by the facts and the code list, not by the table that the page reads
        chambers = connection.execute(
            "SELECT count(*) FROM dim_chamber c, build_parameters p WHERE coalesce(valid_from, p.as_of) <= p.as_of "
            "AND coalesce(valid_to, p.as_of) >= p.as_of AND chamber NOT IN (SELECT o.chamber_today FROM dim_chamber o "
            "WHERE o.chamber <> o.chamber_today AND coalesce(o.valid_to, p.as_of) >= p.as_of)"
        ).fetchall()[0][0]
        reached = connection.execute(
            "SELECT count(DISTINCT CASE WHEN c.valid_to < p.as_of THEN c.chamber_today ELSE c.chamber END) "
            "FROM fact_pid_activity a JOIN dim_chamber c ON c.chamber = a.chamber_then, build_parameters p "
            "WHERE a.month_end = p.as_of"
        ).fetchall()[0][0]
    assert read == accepted + rejected + duplicate and 0 < reached <= chambers and duplicate > 5 and rejected > 1
    answer = lead(open_page("dati", demo_release, monkeypatch))
    assert answer.startswith(f"Italia: {reached} camere di commercio su {chambers} hanno inviato dati fino al 31 dicem")
    assert f"{WORDS.number(rejected)} respinti e circa {WORDS.number((duplicate + 5) // 10 * 10)} doppi" in answer
    assert "nessun file rifiutato" in answer
    told = int(re.search(r"circa ([\d.]+) record letti", answer)[1].replace(".", ""))  # type: ignore[index]
    assert abs(told - read) <= 5
    release = current_release(demo_release)
    assert release and unbalanced(feed_totals(files(release))) == []


def test_counts_that_do_not_add_up_are_an_alert(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def alerts() -> list[str]:
        bodies = [item.proto.body for item in open_page("dati", demo_release, monkeypatch).get("html")]
        return [body for body in bodies if 'role="alert"' in body]

    assert alerts() == []
    monkeypatch.setattr("ui.views.dati.answer.unbalanced", lambda totals: ["pid_activity"])
    assert alerts() == [
        '<div class="banner" role="alert">I conti non tornano in: attività dei PID. Questa release non va usata.</div>'
    ]


def test_outside_the_house_nothing_tells_how_much_one_file_or_chamber_sent(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_release(served(demo_release)) as connection:
        copies = connection.execute(
            "SELECT file, duplicate FROM load_file WHERE duplicate > 0 AND feed = 'pid_activity'"
        ).fetchall()
    counts = [WORDS.t(name) for name in ("Rows read", "Accepted", "Rejected", "Duplicate")]
    duplicate = counts[-1]
    outside = open_page("dati", demo_release, monkeypatch)
    tables = [frame.value for frame in outside.dataframe]
    assert not [table for table in tables if "File" in table and set(counts) & set(table) and "SHA-256" in table]
    assert not [table for table in tables if "Camera di commercio" in table and set(counts) & set(table)]
    intake = next(table for table in tables if set(counts) <= set(table)).set_index("Flusso").loc["attività dei PID"]
    assert copies and intake[duplicate].startswith("circa ") and intake["Righe lette"].startswith("circa ")
    assert intake["Accettate"].startswith("circa "), "of two releases it would tell how many rows came in between"
    monkeypatch.setenv("OSSERVATORIO_ROLE", "internal")
    inside = open_page("dati", demo_release, monkeypatch)
    told = next(frame.value for frame in inside.dataframe if "SHA-256" in frame.value)
    assert (
        set(counts) <= set(told)
        and dict(copies).items() <= dict(zip(told["File"], told[duplicate], strict=True)).items()
    )


def test_without_programme_data_it_says_what_is_awaited(
    real_only_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("dati", real_only_release, monkeypatch)
    assert re.match(r"Italia: nessuna delle \d\d camere di commercio ha ancora inviato dati; nell'intera", lead(app))
    assert "Italia: nessun dato (in attesa di dati: attività dei PID)." in said(app)
    assert "Nessuna riga di questa release è stata respinta." in said(app)
    assert "Per ora c'è una sola release" in said(app)


@pytest.mark.parametrize(("territory", "name"), [("ITH5", "Emilia-Romagna"), ("ITH55", "Bologna")])
def test_the_territory_narrows_the_chambers(
    territory: str, name: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("dati", demo_release, monkeypatch, territory=territory, association="legacoop")
    assert not app.exception
    assert lead(app).startswith(f"{name}: ") and "non restringono questa pagina" in said(app)
    table = next(frame.value for frame in app.dataframe if "Mesi dovuti" in frame.value)
    assert set(table["Regione"]) == {"Emilia-Romagna"} and (len(table) == 1) == (territory == "ITH55")


@pytest.mark.parametrize("value", ["';drop table load_file;--", "<script>alert(1)</script>", "x" * 10_000, "IT"])
def test_a_wrong_address_is_refused_in_a_sentence(
    value: str, two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("dati", two[0], monkeypatch, **dict.fromkeys(("from", "to", "feed", "chamber"), value))
    assert not app.exception
    assert value[:40] not in said(app) or value == "IT"
    assert "L'indirizzo chiede qualcosa che qui non c'è (Flusso e Camera di commercio)" in said(app)
    assert "L'indirizzo chiede una release che qui non c'è (Dalla release e Alla release)" in said(app)


def test_two_releases_are_compared_by_published_figures_and_by_what_went_in(
    two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, demo, real = two
    app = open_page("dati", folder, monkeypatch, **{"from": demo, "to": real})
    assert not app.exception
    listed = next(frame for frame in listings(app) if "Ordine di servizio" in frame)
    assert set(listed["Release"]) == {demo, real}
    states = dict(zip(listed["Release"], listed["Stato"], strict=True))
    assert states[demo] == "in servizio, quella che si legge" and states[real] == ""
    natures = dict(zip(listed["Release"], listed["Natura dei dati"], strict=True))
    assert natures == {demo: "generati e reali", real: "reali"}
    assert "Catalogo, codice e motore sono gli stessi." in said(app)
    assert "Cooperative raggiunte, Italia: ora nessun dato" in said(app)
    changed = next(frame.value for frame in app.dataframe if "Rettifiche" in frame.value)
    reached = changed[changed["Indicatore"] == "Cooperative raggiunte"].iloc[0]
    with open_release(served(folder)) as connection:
        value = connection.execute(
            "SELECT value FROM kpi_published WHERE kpi = 'coops_reached' AND territory = 'IT' AND breakdown = 'total' "
            "ORDER BY as_of DESC LIMIT 1"
        ).fetchall()[0][0]
    assert (reached["Prima"], reached["Dopo"]) == (WORDS.number(value), "nessun dato")
    same = open_page("dati", folder, monkeypatch, **{"from": demo, "to": demo})
    assert "È scelta due volte la stessa release" in said(same)


def test_a_reader_keeps_his_release_while_another_is_put_in_service(
    two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, demo, real = two
    app = open_page("kpi", folder, monkeypatch, kpi="coops_reached")
    first = lead(app)
    assert "Mentre si leggeva" not in said(app)
    serve(folder, real)
    asked: set[str] = set()
    cursor = reads.query.cursor

    def spy(release: Release) -> object:
        asked.add(release.id)
        return cursor(release)

    monkeypatch.setattr(reads.query, "cursor", spy)
    app.run()
    assert lead(app) == first, "the figures of a page that is redrawn are those it had"
    assert f"Mentre si leggeva è entrata in servizio un'altra release: {real}." in said(app)
    territory = next(box for box in app.selectbox if box.key == "choice_territory")
    territory.set_value("ITF3").run()
    app.switch_page("../pages/territori.py").run()
    assert not app.exception and asked == {demo}, "nor does another choice or page ask another release"
    next(button for button in app.button if button.key == "go_to_newest").click().run()
    assert not app.exception and real in asked
    assert "Mentre si leggeva" not in said(app) and "Dati dimostrativi" not in said(app)
    assert real in open_page("kpi", folder, monkeypatch).caption[0].value, "who comes now reads the new one"


def test_a_release_that_is_taken_away_under_a_reader_is_told(
    two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, demo, real = two
    app = open_page("kpi", folder, monkeypatch, kpi="coops_reached")
    serve(folder, real)
    (folder / demo).unlink()
    app.run()
    assert not app.exception
    assert f"La release che si leggeva non c'è più; ora si legge {real}." in said(app)


def test_a_pinned_release_leads_back_to_the_one_in_service(
    two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, demo, real = two
    app = open_page("kpi", folder, monkeypatch, release=real)
    assert f"è in servizio {demo}" in said(app) or demo in said(app)
    next(button for button in app.button if button.key == "go_to_newest").click().run()
    assert "Dati dimostrativi" in said(app) and "release" not in app.query_params


def test_all_figures_are_offered_in_three_formats_made_when_asked_for(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, tuple[object, str]] = {}

    def button(text: str, data: object, *, file_name: str, **_: object) -> None:
        given[text] = data, file_name

    monkeypatch.setattr("ui.views.dati.all_figures.st.download_button", button)
    name = served(demo_release).parent.name
    app = open_page("dati", demo_release, monkeypatch, territory="ITH5", as_of="2019-12-31")
    assert not app.exception and all(callable(data) for data, _ in given.values())
    own = [file for _, file in given.values() if file.startswith("tutti_i_dati")]
    assert own == [f"tutti_i_dati_{name}.{ending}" for ending in ("csv", "xlsx", "parquet")]
    with open_release(served(demo_release)) as connection:
        rows = connection.execute(
            "SELECT count(*), count(*) FILTER (territory = 'ITH5' AND as_of <= '2019-12-31') FROM kpi_published"
        ).fetchall()[0]
    assert any(item.value.startswith(f"{WORDS.number(rows[0])} righe.") for item in app.caption)

    given.clear()
    monkeypatch.setenv("OSSERVATORIO_ROLE", "internal")
    app = open_page("dati", demo_release, monkeypatch, territory="ITH5", as_of="2019-12-31", files="place")
    assert any(item.value.startswith(f"{WORDS.number(rows[1])} righe.") for item in app.caption)
    data, file = given["Scarica in CSV"]
    assert file == f"INTERNO_tutti_i_dati_place_2019-12-31_ITH5_{name}.csv"
    lines = data().decode().splitlines()  # type: ignore[operator]
    assert len(lines) == rows[1] + 1 and all('"internal"' in line for line in lines[1:])

    app = open_page("dati", demo_release, monkeypatch, files="everything")
    assert not app.exception and "Dati nei file" in said(app)
