"""The shared filters, in the sidebar of every page."""

from collections.abc import Mapping

import streamlit as st

from reads.measures import dates_with_data
from reads.releases import Release, all_releases, in_service, releases_folder
from texts.labels import category_names
from texts.translator import LANGUAGES, Words
from ui.content.place_names import territory_options
from ui.state import url_params
from ui.state.filters import ALL, BREAKDOWNS, NAMES, Filters, label, read
from ui.style import html

LANGUAGE_NAMES = {"it": "Italiano", "en": "English"}


def choose_language() -> tuple[Words, list[str]]:
    """The translator of the address's language, by default Italian, and the parameter's label if it was rejected."""
    lang = url_params.read(["lang"]).get("lang", "it")
    if lang in LANGUAGES:
        return Words(lang), []
    url_params.remove("lang")
    words = Words("it")
    return words, [label("lang", words)]


def language_switch(words: Words) -> None:
    """The switch between the two languages."""
    url_params.select("lang", label("lang", words), LANGUAGES, words.lang, "it", show=LANGUAGE_NAMES)


def colours_switch(words: Words) -> None:
    """Light, dark, or as the system has it: the browser keeps the choice (ui/shell/frame.js)."""
    choices = (("Light", words.t("Light")), ("Dark", words.t("Dark")), ("System", words.t("As the system")))
    html.show("colours_switch.html", label=words.t("Colours"), choices=choices)


def chosen_names(chosen: Filters, release: Release, words: Words) -> list[str]:
    """The territory and the part of it that are chosen, for the title of the tab; none for Italy as a whole."""
    labels = _labels(release, words)
    return [labels[name][str(getattr(chosen, name))] for name in NAMES[1:] if getattr(chosen, name) not in (ALL, "IT")]


def table_switch(words: Words) -> bool:
    """Whether the data below every figure are open from the start; closed ones are sent once they are opened."""
    show = {"closed": words.t("when opened"), "open": words.t("all open")}
    chosen = url_params.one_of("tables", list(show), "closed", words)
    url_params.select("tables", label("tables", words), list(show), chosen, "closed", show=show)
    return chosen == "open"


def choose_filters(release: Release, words: Words) -> tuple[Filters, Filters, list[str], list[str]]:
    """Draw the filters; return the chosen ones, the default, labels of rejected parameters, and what was replaced."""
    default = Filters(as_of=release.as_of)
    labels = _labels(release, words)
    options = {name: list(labels[name]) for name in NAMES}
    asked = url_params.read(NAMES)
    chosen, rejected = read(asked, options, default)
    second = {name: asked[name] for name in rejected if name in BREAKDOWNS and asked[name] in options[name]}
    for name in rejected:
        url_params.remove(name)
    one_at_a_time = words.t("One at a time: combinations are not published, so that nobody can be recognised.")
    for name in NAMES:
        others = [other for other in BREAKDOWNS if other != name] if name in BREAKDOWNS else []
        value = str(getattr(chosen, name))
        usual = str(getattr(default, name))
        note = one_at_a_time if name in BREAKDOWNS else None
        url_params.select(
            name, label(name, words), options[name], value, usual, show=labels[name], clears=others, help_text=note
        )
    part = chosen.slice
    if not part.is_whole:
        st.caption(
            words.t(
                "One of association, sector and size class at a time: another choice takes the place of {chosen}.",
                chosen=labels[part.breakdown][part.category],
            )
        )
    found = url_params.replaced() or (((part.breakdown, part.category), second) if second else None)
    told = [_replaced(*found, labels, words)] if found else []
    return chosen, default, [label(name, words) for name in rejected if name not in second], told


def _replaced(
    by: tuple[str, str], lost: Mapping[str, str], labels: Mapping[str, Mapping[str, str]], words: Words
) -> str:  # fmt: skip
    """Which choice stands, and which one was given up for it."""
    return words.t(
        "{chosen} takes the place of {lost}: association, sector and size class are not published together.",
        chosen=labels[by[0]][by[1]],
        lost=words.list_of([labels[name][code] for name, code in lost.items() if code in labels[name]]),
    )


def release_choice(release: Release, words: Words) -> None:
    """The list of releases; choosing one pins it in the address."""
    every = all_releases(releases_folder())
    served = in_service(releases_folder()).release == release
    pinned = url_params.read(["release"]).get("release", ALL)
    usual = words.t("the one in service") if served or pinned else words.t("the one that you began with")
    show = {ALL: usual} | {item.id: item.id for item in every}
    value = pinned if pinned in show else ALL
    url_params.select("release", label("release", words), list(show), value, ALL, show=show)
    st.caption(words.t("You are reading release {release}.", release=release.id))


def _labels(release: Release, words: Words) -> dict[str, dict[str, str]]:
    days = sorted({*dates_with_data(release), release.as_of}, reverse=True)
    everything = {
        "association": words.t("all cooperatives"),
        "sector": words.t("all sectors"),
        "size": words.t("all size classes"),
    }
    return {
        "as_of": {day.isoformat(): words.day(day) for day in days},
        "territory": territory_options(release, words),
        **{name: {ALL: everything[name]} | _only(name, category_names(name, words)) for name in BREAKDOWNS},
    }


def _only(name: str, names: dict[str, str]) -> dict[str, str]:
    return {
        code: text
        for code, text in names.items()
        if code not in {"da PID", "a PID"} and (code != "none" or name == "association")
    }
