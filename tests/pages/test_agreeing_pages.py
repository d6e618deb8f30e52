"""No page says of a measure what another denies: value, unit, status, outlook, base, rounding, name of the slice.

All nine pages, six slices, three dates and both languages. By default each page is drawn once a slice, in both
languages and at every date, three pages and the summary at a time; OSSERVATORIO_AGREEMENT=all takes the whole product.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reads.latest_figures import latest_figures
from reads.release_rules import release_texts
from reads.releases import Release, current_release
from reads.slice import TOTAL, Slice
from tests.helpers.page_statements import statements
from tests.helpers.pages import PAGES, Seen, lead, walk
from tests.helpers.statements import Names, Statement, plain
from tests.helpers.told_by_release import denied
from texts.translator import Words
from ui.content.place_names import place_name

SLICES = (
    {}, {"territory": "ITH5"}, {"territory": "ITF22"}, {"territory": "ITC"}, {"association": "legacoop"},
    {"territory": "ITH5", "sector": "Q"},
)  # fmt: skip
# after the agreement, the latest of the programme, half-way
DATES = (date(2021, 12, 31), date(2020, 12, 31), date(2019, 12, 31))
ALL = os.environ.get("OSSERVATORIO_AGREEMENT") == "all"


def visits() -> Iterator[tuple[dict[str, str], int, str, tuple[str, ...]]]:
    """Slice, date, language and pages of each walk."""
    for number, choice in enumerate(SLICES):
        for when in range(len(DATES)):
            for lang in ("it", "en") if ALL else ("it", "en")[(number + when) % 2 :][:1]:
                turn = [page for place, page in enumerate(PAGES) if ALL or (number + when + place) % 3 == 0]
                yield choice, when, lang, tuple(dict.fromkeys(("sintesi", *turn)))


@pytest.fixture(scope="module")
def release(demo_release: Path) -> Release:
    found = current_release(demo_release)
    assert found
    return found


def slice_of(choice: dict[str, str], when: int) -> Slice:
    (breakdown, category) = next(((k, v) for k, v in choice.items() if k != "territory"), (TOTAL, ""))
    return Slice(choice.get("territory", "IT"), breakdown, category, DATES[when])


def drawn(
    folder: Path, release: Release, choice: dict[str, str], when: int, lang: str, pages: tuple[str, ...]
) -> tuple[dict[str, Seen], Names, list[Statement]]:
    """Some pages, and all that they say."""
    chosen = slice_of(choice, when)
    names = Names(release, Words(lang, release_texts(release)), chosen)
    seen = walk(folder, pages, lang=lang, as_of=chosen.as_of.isoformat(), **choice)
    return seen, names, [one for page, each in seen.items() for one in statements(page, each.app, names)]


def slices_named(names: Names) -> dict[str, str]:
    """What the first sentence of each page has to name: the slice, or the part of it that the page can tell."""
    chosen, place = names.chosen, names.names[names.chosen.territory]
    everywhere = place_name(names.names, chosen.at("IT"), names.words)
    of_association = names.name if chosen.breakdown == "association" else place
    return {
        "sintesi": names.name, "kpi": names.name, "adozione": names.name, "territori": everywhere,
        "sinergia": of_association, "associazioni": place, "competenze": place, "dati": place,
    }  # fmt: skip


@pytest.mark.parametrize(("choice", "when", "lang", "pages"), [*visits()],
                         ids=lambda one: "-".join(one.values()) or "IT" if isinstance(one, dict) else None)  # fmt: skip
def test_no_page_denies_another_or_the_release(
    choice: dict[str, str], when: int, lang: str, pages: tuple[str, ...], demo_release: Path, release: Release
) -> None:
    seen, names, told = drawn(demo_release, release, choice, when, lang, pages)
    assert not any(each.app.exception for each in seen.values())
    counted = Counter(one.page for one in told)
    if os.environ.get("OSSERVATORIO_AGREEMENT"):
        print(lang, choice, when, dict(counted))
    assert denied(told, names) == []
    for page, named in slices_named(names).items():
        assert page not in seen or named in plain(lead(seen[page].app)), f"{page} does not say of what it speaks"
    if any(row["value"] is not None for row in latest_figures(release, names.chosen)):
        assert set(pages) - {"dati"} <= set(counted), "every page says something that can be compared"


def test_a_contradiction_is_found(demo_release: Path, release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """A status that one page tells otherwise, and a figure that another rounds otherwise."""
    monkeypatch.setattr("ui.views.territori.spine_lines.html.judgement", lambda *_: "◐ other")
    monkeypatch.setattr("ui.views.territori.tile_maps.written", lambda row, measure, words: f"{row['value']:.5f}")
    _, names, told = drawn(demo_release, release, {"territory": "ITH5"}, 1, "en", ("sintesi", "territori"))
    lines = denied(told, names)
    assert any(line.startswith("territori: status of ") and "'other'" in line for line in lines)
    assert any(line.startswith("territori: value of ") and re.search(r"is '[\d]+\.\d{5}'", line) for line in lines)
