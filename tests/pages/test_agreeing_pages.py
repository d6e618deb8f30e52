"""No page says of a measure what another denies: value, status, outlook, rounding and the slice that is spoken of."""

import re
from pathlib import Path

import pytest

from kpi.outlook import OUTLOOKS
from reads.latest_figures import latest_figures
from reads.measures import dates_with_data
from reads.releases import Release, current_release
from reads.slice import Slice
from tests.helpers.pages import lead, open_page, said
from tests.helpers.words import EN, IT
from ui.content.board_words import OUTLOOK_WORDS
from ui.content.place_names import place_name, territory_names
from ui.style.theme import STATUSES

SLICES = (
    {}, {"territory": "ITH5"}, {"territory": "ITF22"}, {"territory": "ITC"}, {"association": "legacoop"},
    {"territory": "ITH5", "sector": "Q"},
)  # fmt: skip
MEASURES = ("coops_reached", "coop_penetration", "maturity_mean", "practices_reused")


@pytest.fixture(scope="module")
def release(demo_release: Path) -> Release:
    found = current_release(demo_release)
    assert found
    return found


def slice_of(choice: dict[str, str], release: Release, as_of: object) -> Slice:
    (breakdown, category) = next(((k, v) for k, v in choice.items() if k != "territory"), ("total", ""))
    return Slice(choice.get("territory", "IT"), breakdown, category, as_of)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("choice", SLICES, ids=lambda one: "-".join(one.values()) or "IT")
def test_pages_agree_on_every_measure(
    choice: dict[str, str], lang: str, demo_release: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three dates, the summary beside each measure's own page and the region's profile, against the release."""
    words = {"it": IT, "en": EN}[lang]
    days = dates_with_data(release)
    for as_of in (days[0], days[6], days[14]):
        chosen = slice_of(choice, release, as_of)
        parameters = choice | {"lang": lang, "as_of": as_of.isoformat()}
        place = place_name(territory_names(release, words), chosen, words)
        rows = {row["kpi"]: row for row in latest_figures(release, chosen)}
        summary = open_page("sintesi", demo_release, monkeypatch, **parameters)
        board = said(summary)
        assert not summary.exception
        assert lead(summary).startswith(place), "the first sentence names the slice that it speaks of"
        outlooks = sum(row["outlook"] in OUTLOOKS and (row["attainment"] or 0) < 1 for row in rows.values())
        told = sum(
            len(re.findall(rf"{re.escape(glyph)} {words.t(word)},", board)) for glyph, word in OUTLOOK_WORDS.values()
        )
        assert told == outlooks
        for kpi in MEASURES:
            row, app = rows[kpi], open_page("kpi", demo_release, monkeypatch, kpi=kpi, **parameters)
            own, answer = said(app), lead(app)
            assert answer.startswith(f"{words.pick(row['name'])}, {place}:")
            if row["value"] is None:
                continue
            value = words.figure(row, row["unit"])
            assert value in answer and value in board
            status = row["judgement"]
            if status in ("reached", "on_track", "slightly_late", "late"):
                word = words.t(STATUSES[status][1])
                assert word in answer and word in board
            if row["outlook"] in OUTLOOKS and (row["attainment"] or 0) < 1:
                glyph, word = OUTLOOK_WORDS[str(row["outlook"])]
                assert f"{glyph} {words.t(word)}," in own
                others = [f"{glyph} {words.t(name)}," for key, (glyph, name) in OUTLOOK_WORDS.items()
                          if key != row["outlook"]]  # fmt: skip
                assert not any(other in own for other in others)
