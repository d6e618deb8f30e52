"""Themes: colours (light and dark), glyphs and words of statuses, and the Plotly template of every figure.

The same colour always means the same thing, and no colour ever carries a meaning alone: each status and badge
has its word and its glyph. Contrast and colour-blind distances are tested by `tests/unit/ui/style/test_theme.py`.
Pass `theme=None` to `st.plotly_chart`, otherwise Streamlit paints its own colours over these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from texts.translator import N_, Words

FONT = '"Titillium Web", "Segoe UI", "Helvetica Neue", Helvetica, Arial, sans-serif'
FONT_SIZE = 13
SMALL = 12

STATUSES: dict[str, tuple[str, str]] = {
    "reached": ("★", N_("reached")),
    "on_track": ("●", N_("on track")),
    "slightly_late": ("◐", N_("slightly late")),
    "late": ("▲", N_("late")),
    "to_review": ("□", N_("target to be reviewed")),
    "not_assessable": ("○", N_("not assessable")),
    "too_few_points": ("⋯", N_("too few points")),
    "no_target": ("–", N_("no target")),
}
BADGES: dict[str, tuple[str, str]] = {
    "observed": ("■", N_("observed")),
    "derived": ("◧", N_("derived")),
    "allocated": ("▨", N_("allocated")),
    "proposed": ("◇", N_("proposed target")),
    "demonstration": ("△", N_("demonstration data")),
}
ASSOCIATIONS: dict[str, str] = {
    "confcooperative": "Confcooperative",
    "legacoop": "Legacoop",
    "agci": "AGCI",
    "none": N_("no association"),
}


@dataclass(frozen=True, eq=False)
class Theme:
    """The colours of one mode; the mappings are keyed like `STATUSES`, `BADGES` and `ASSOCIATIONS`."""

    mode: str
    background: str
    surface: str
    text: str
    muted: str
    grid: str
    border: str
    main: str
    masthead: str
    band: str
    plan: str
    late: str
    no_data: str
    categorical: tuple[str, ...]
    sequential: tuple[str, ...]
    associations: dict[str, str]
    statuses: dict[str, str]
    status_grounds: dict[str, str]
    badges: dict[str, str]
    badge_grounds: dict[str, str]


LIGHT = Theme(
    mode="light",
    background="#FFFFFF",
    surface="#F2F7FC",
    text="#17324D",
    muted="#455B71",
    grid="#E3E8ED",
    border="#7A8794",
    main="#0066CC",
    masthead="#0066CC",
    band="rgba(0,102,204,0.14)",
    plan="#66717E",
    late="#B8400F",
    no_data="#8A95A1",
    categorical=("#0066CC", "#A36A00", "#7B2D8E", "#00594F", "#D5217E", "#8D4120"),
    sequential=("#D3E4F6", "#9CC3EC", "#5C9BDD", "#1F6DBF", "#0A3F7A"),
    associations={"confcooperative": "#A36A00", "legacoop": "#7B2D8E", "agci": "#00594F", "none": "#808A96"},
    statuses={
        "reached": "#004A94",
        "on_track": "#0066CC",
        "slightly_late": "#8A5A00",
        "late": "#B8400F",
        "to_review": "#7B2D8E",
        "not_assessable": "#66717E",
        "too_few_points": "#66717E",
        "no_target": "#66717E",
    },
    status_grounds={
        "reached": "#A9CDF2",
        "on_track": "#D6E8FA",
        "slightly_late": "#FBEBC8",
        "late": "#F6CDB9",
        "to_review": "#EBDDF0",
        "not_assessable": "#EEF1F4",
        "too_few_points": "#EEF1F4",
        "no_target": "#EEF1F4",
    },
    badges={
        "observed": "#0B4F93",
        "derived": "#0B5A66",
        "allocated": "#7A4B00",
        "proposed": "#4A5561",
        "demonstration": "#8E2F0B",
    },
    badge_grounds={
        "observed": "#E6F0FA",
        "derived": "#E2F2F3",
        "allocated": "#FBF1DF",
        "proposed": "#EEF1F4",
        "demonstration": "#FCEBE3",
    },
)
DARK = Theme(
    mode="dark",
    background="#0E1117",
    surface="#1A202A",
    text="#F1F4F7",
    muted="#AEB8C2",
    grid="#2A323D",
    border="#7F8B98",
    main="#5AA9FF",
    masthead="#004080",
    band="rgba(90,169,255,0.20)",
    plan="#9AA5B1",
    late="#FF8B4D",
    no_data="#7F8B98",
    categorical=("#5AA9FF", "#F4C327", "#AA0FF0", "#A6F6DF", "#DA78A2", "#AF4C32"),
    sequential=("#17395F", "#215B99", "#3C86D1", "#7DB8F2", "#CFE6FF"),
    associations={"confcooperative": "#F4C327", "legacoop": "#AA0FF0", "agci": "#A6F6DF", "none": "#9AA5B1"},
    statuses={
        "reached": "#9CCBFF",
        "on_track": "#5AA9FF",
        "slightly_late": "#E8B84A",
        "late": "#FF8B4D",
        "to_review": "#D9A9E6",
        "not_assessable": "#9AA5B1",
        "too_few_points": "#9AA5B1",
        "no_target": "#9AA5B1",
    },
    status_grounds={
        "reached": "#1D5590",
        "on_track": "#163A61",
        "slightly_late": "#4F3D12",
        "late": "#7A3512",
        "to_review": "#47264F",
        "not_assessable": "#232A34",
        "too_few_points": "#232A34",
        "no_target": "#232A34",
    },
    badges={
        "observed": "#A9D2FF",
        "derived": "#9ADDE4",
        "allocated": "#F2CE86",
        "proposed": "#C9D1D9",
        "demonstration": "#FFB48C",
    },
    badge_grounds={
        "observed": "#13304F",
        "derived": "#113A40",
        "allocated": "#40300F",
        "proposed": "#2A323D",
        "demonstration": "#48220F",
    },
)


def theme(mode: str = "light") -> Theme:
    """The colours of `light` or `dark`. Raises ValueError for any other mode."""
    if mode not in ("light", "dark"):
        raise ValueError(f"unknown theme {mode!r}; known: light, dark")
    return DARK if mode == "dark" else LIGHT


def status_label(status: str, words: Words) -> str:
    """A KPI status as glyph and word: `▲ in ritardo`. Raises KeyError for a status that is not one."""
    glyph, word = STATUSES[status]
    return f"{glyph} {words.t(word)}"


def badge_label(badge: str, words: Words) -> str:
    """The status of a figure as shape and word: `■ osservato`. Raises KeyError for one that is not known."""
    glyph, word = BADGES[badge]
    return f"{glyph} {words.t(word)}"


@cache
def template(look: Theme, words: Words) -> dict[str, Any]:
    """The Plotly template of a theme and a language: transparent, thin grid, the reader's separators.

    Plain data, which is sent as it is: Plotly's own object would be copied for every figure.
    """
    axis = {
        "gridcolor": look.grid,
        "gridwidth": 1,
        "linecolor": look.border,
        "zeroline": False,
        "tickfont": {"color": look.muted, "size": SMALL},
        "title": {"font": {"color": look.muted}},
        "fixedrange": True,
        "automargin": False,
        "ticklabeloverflow": "allow",
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": FONT_SIZE, "color": look.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(look.categorical),
            "separators": words.separators,
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": look.surface,
                "bordercolor": look.border,
                "align": "left",
                "namelength": -1,
                "font": {"family": FONT, "size": FONT_SIZE, "color": look.text},
            },
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "xaxis": axis,
            "yaxis": axis,
            "annotationdefaults": {"showarrow": False, "font": {"color": look.text, "size": SMALL}},
        }
    }
