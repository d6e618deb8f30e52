"""An inbox whose files hold markup, formulas and links wherever a text of theirs may reach a screen."""

from pathlib import Path

from openpyxl import Workbook

from tests.helpers.inboxes import COOPS, activities, assessments, members, write

EVIL = (
    "<script>alert(1)</script>", "**grassetto**", "$x^2$", "=cmd()", "[link](javascript:alert(1))", ":red[x]",
    '"><img src=x onerror=alert(1)>', "{braces} %s",
)  # fmt: skip
NO_ADDRESS = "a source whose address is a script"
FIGURE = {
    "figure_id": "", "theme": "skills", "indicator": "", "category": "", "value": 30, "unit": "percent",
    "territory_level": "country", "territory": "IT", "period_start": "2018-01-01", "period_end": "2018-12-31",
    "publisher": "", "title": "", "url": "https://example.org/", "published_on": "2019-01-01", "status": "observed",
    "break_before": "false", "note_it": "", "note_en": "",
}  # fmt: skip
SERIES = (
    {"indicator": "hard_to_fill_share_year"},
    {"indicator": "hard_to_fill_share_year", "territory_level": "region", "territory": "ITH5"},
    {"indicator": "ict_positions_unfilled", "value": 62000, "unit": "number"},
    {"indicator": "ict_web_vacancies_area_share", "territory_level": "area", "territory": "ITC"},
    {"indicator": "automation_risk_workers", "value": 900, "unit": "number", "category": EVIL[0]},
    {"indicator": "automation_risk_workers", "value": 3000, "unit": "number"},
    {"indicator": "automation_high_risk_employment", "value": 99, "unit": "number", "territory_level": "region",
     "territory": "ITH5"},
    {"indicator": "no_candidates_share", "value": 12},
    {"indicator": "inadequate_preparation_share", "value": 9},
    {"indicator": "maturity_index", "value": 1.8, "unit": "score_0_4", "theme": "pid"},
    {"indicator": "maturity_index", "value": 1.9, "unit": "score_0_4", "theme": "pid", "category": EVIL[2]},
    {"indicator": "basic_digital_intensity_share", "category": EVIL[0], "theme": "adoption"},
)  # fmt: skip


def evil(place: int, what: str) -> str:
    """A hostile name, unique by ``what`` and ``place``."""
    return f"{EVIL[place % len(EVIL)]} {what}{place}"


def inbox_of(folder: Path) -> Path:
    """Files whose names, sheets and texts are hostile wherever a text of theirs may reach a screen."""
    inbox = folder / "inbox"
    many = [COOPS[place % 60] for place in range(300)]
    acts = [{"coop": coop, "joint": "sì", "partner": "Legacoop", "day": f"2019-0{1 + place % 9}-10"}
            for place, coop in enumerate(many)]  # fmt: skip
    bad = activities({"day": "=cmd()"}, {"chamber": EVIL[0]}, {"service": EVIL[1]}, {"province": EVIL[5]},
                     {"counterpart": EVIL[4]})  # fmt: skip
    bad = [row | {"Codice attività": f"R{place} {EVIL[2]}"} for place, row in enumerate(bad)]
    write(inbox / "<script>alert(1)</script>.csv", [*activities(*acts), *bad])
    write(inbox / "**grassetto** $x^2$ :red[x].csv", members(*({"coop": coop} for coop in COOPS)))
    write(inbox / "[link](javascript:alert(1)).csv", assessments(*({"coop": coop} for coop in COOPS)))
    (inbox / "=cmd().csv").write_text(f"{EVIL[0]},{EVIL[1]}\n=cmd(),1\n", encoding="utf-8")
    practices = []
    for place in range(len(EVIL)):
        own = {"Codice buona pratica": f"{EVIL[place][:20]} {place}", "Titolo della pratica": evil(place, "pratica"),
               "Associazione": "Legacoop", "Natura del dato": ""}  # fmt: skip
        for kind, plate, day in (("registrazione", "BO", "2019-02-01"), ("adozione", "MI", "2019-03-01")):
            told = {"Codice scheda": f"S{place}{plate}", "Tipo di scheda": kind, "Data": day, "Provincia": plate}
            practices.append(told | own)
    book = Workbook()
    sheet = book.active
    sheet.title = "=cmd() <b>$x$"
    sheet.append(list(practices[0]))
    for row in practices:
        sheet.append(list(row.values()))
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.data_type = "s"  # text, also where it looks like a formula
    book.save(inbox / "=cmd().xlsx")
    figures = [
        FIGURE | series | {"figure_id": f"X{n}{place}", "publisher": evil(place, "editore"),
                           "title": evil(place, "titolo"), "note_it": evil(place, "nota"), "note_en": "n",
                           "period_start": f"201{n}-01-01", "period_end": f"201{n}-12-31"}
        for place, series in enumerate(SERIES) for n in (7, 8)
    ]  # fmt: skip
    figures.append(
        figures[0] | {"figure_id": "XJ", "title": NO_ADDRESS, "url": "javascript:alert(1)//https://a.example/"}
    )
    write(inbox / "figures.csv", figures)
    plan = {"kpi": "coops_reached", "territory": "IT", "status": "proposed", "basis": "set", "reason_en": "r"}
    write(inbox / "targets.csv", [
        plan | {"due_on": due, "value": value, "valid_from": since, "decided_by": evil(place, "ente"),
                "reason_it": evil(place, "motivo")}
        for place, (since, due, value) in enumerate(
            [("2018-06-14", "2018-06-14", 0), ("2018-06-14", "2021-06-13", 500), ("2019-03-01", "2021-06-13", 900)])
    ])  # fmt: skip
    return inbox
