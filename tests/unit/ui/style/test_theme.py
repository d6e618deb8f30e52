"""The look: contrast by the WCAG formula, and colours that stay apart for colour-blind eyes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import plotly.graph_objects as go
import pytest

from tests.helpers.contrast import contrast, linear
from texts.translator import Words
from ui.style.theme import (
    ASSOCIATIONS,
    BADGES,
    DARK,
    LIGHT,
    STATUSES,
    Theme,
    badge_label,
    status_label,
    template,
    theme,
)

THEMES = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.mode)
# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB
VISION = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def nearest(colours: list[str], vision: str) -> float:
    seen = [lab(VISION[vision] @ linear(c)) for c in colours]
    return min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2))


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@THEMES
def test_text_contrast(look: Theme) -> None:
    for ground in (look.background, look.surface):
        for colour in (look.text, look.muted, look.plan, look.main, look.late):
            assert contrast(colour, ground) >= 4.5, (colour, ground)
    for colour in look.statuses.values():
        assert contrast(colour, look.background) >= 4.5, colour
    for badge, colour in look.badges.items():
        assert contrast(colour, look.badge_grounds[badge]) >= 4.5, badge
    for status, ground in look.status_grounds.items():
        assert contrast(look.text, ground) >= 4.5, status


@THEMES
def test_graphical_contrast(look: Theme) -> None:
    marks = [*look.categorical, *look.associations.values(), look.border, look.no_data, look.main, look.plan]
    for colour in marks:
        assert contrast(colour, look.background) >= 3, colour


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_colours_stay_apart(look: Theme, vision: str) -> None:
    assert nearest(list(look.categorical), vision) >= 15
    assert nearest(list(look.associations.values()), vision) >= 15
    assert nearest([look.main, look.late, look.plan], vision) >= 15
    assert nearest(list(look.sequential), vision) >= 12


@THEMES
def test_the_scale_goes_one_way(look: Theme) -> None:
    lightness = [lab(linear(c))[0] for c in look.sequential]
    steps = np.diff(lightness)
    assert (steps < 0).all() or (steps > 0).all()


@THEMES
def test_every_key_has_its_colour(look: Theme) -> None:
    assert set(look.statuses) == set(look.status_grounds) == set(STATUSES)
    assert set(look.badges) == set(look.badge_grounds) == set(BADGES)
    assert set(look.associations) == set(ASSOCIATIONS)


@pytest.mark.parametrize("lang", ["it", "en"])
def test_no_meaning_by_colour_alone(lang: str) -> None:
    words = Words(lang)
    for table, label in ((STATUSES, status_label), (BADGES, badge_label)):
        assert len({glyph for glyph, _ in table.values()}) == len(table)
        assert len({label(key, words) for key in table}) == len(table)
    assert status_label("late", Words("it")) == "▲ in ritardo"
    with pytest.raises(KeyError):
        status_label("fine", words)


def test_template_speaks_the_language_and_fetches_nothing() -> None:
    layout = go.layout.Template(template(theme("dark"), Words("it"))).layout
    assert layout.separators == ",."
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert "http" not in layout.to_plotly_json().__repr__()
    with pytest.raises(ValueError, match="sepia"):
        theme("sepia")
