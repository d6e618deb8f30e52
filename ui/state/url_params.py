"""Choices are address parameters: a copied link opens the same view, and a change of page keeps them.

Streamlit's own ``bind="query-params"`` writes the label of an option, which changes with the language, and drops
a wrong value silently; a link must work in either language, and a wrong value is reported.
"""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from texts.translator import Words
from ui.state.filters import label
from ui.style import html

SESSION_KEY = "kept_choices"
REPLACED_KEY = "replaced_choices"
LONGEST_VALUE = 80


def follow_history() -> None:
    """After Back or Forward the address is the whole truth: a choice that it does not hold was undone."""
    if navigating():
        st.session_state[SESSION_KEY] = {name: st.query_params[name][:LONGEST_VALUE] for name in st.query_params}


def navigating() -> bool:
    """Whether this run was asked for by Back or Forward.

    Pressed twice quickly, the browser still reports a box as it stood before: that is no choice of a reader.
    """
    context = get_script_run_ctx()
    return context is not None and bool(context.is_history_navigation)


def read(names: Sequence[str]) -> dict[str, str]:
    """The values of these parameters: from the address, else as this session chose them on another page."""
    chosen: dict[str, str] = st.session_state.setdefault(SESSION_KEY, {})
    for name in names:
        if name in st.query_params:
            chosen[name] = st.query_params[name][:LONGEST_VALUE]
        elif name in chosen:
            st.query_params[name] = chosen[name]
    return {name: chosen[name] for name in names if name in chosen}


def take(name: str) -> str:
    """The value of a parameter that is told once and is no choice, taken out of the address; empty without one."""
    value = st.query_params.get(name, "")[:LONGEST_VALUE]
    if value:
        remove(name)
    return value


def one_of(name: str, options: Sequence[str], default: str, words: Words) -> str:
    """The value of one of a page's own parameters; one that is no option is rejected with a notice, for the default."""
    value = read([name]).get(name, default)
    if value in options:
        return value
    reject(name, words)
    return default


def some_of(name: str, options: Sequence[str], default: Sequence[str], most: int, words: Words) -> list[str]:
    """The comma-separated values of one of a page's own parameters; one wrong value rejects them all."""
    given = read([name]).get(name)
    if given is None:
        return list(default)
    values = [one for one in given.split(",") if one]
    if set(values) <= set(options) and len(values) <= most:
        return list(dict.fromkeys(values))
    reject(name, words)
    return list(default)


def reject(name: str, words: Words) -> None:
    """Remove a wrong parameter from the address, with a notice."""
    remove(name)
    rejected = words.t(
        "The address asked for something that this release does not have ({names}); the usual choice is shown.",
        names=label(name, words),
    )
    html.show("notice.html", text=rejected, role="status")


def choose(name: str, value: str, default: str) -> None:
    """Set a parameter; the default value removes it from the address."""
    chosen: dict[str, str] = st.session_state.setdefault(SESSION_KEY, {})
    if value == default:
        remove(name)
        return
    chosen[name] = value
    st.query_params[name] = value


def replaced() -> tuple[tuple[str, str], dict[str, str]] | None:
    """The choice that took the place of others in this run, and these, by name and value; told once."""
    found = st.session_state.pop(REPLACED_KEY, None)
    return (found["by"], found["lost"]) if found else None


def remove(name: str) -> None:
    """Remove a parameter from the address and from the session's choices."""
    st.session_state.setdefault(SESSION_KEY, {}).pop(name, None)
    if name in st.query_params:
        del st.query_params[name]


def select(
    name: str, label: str, options: Sequence[str], value: str, default: str, *, show: dict[str, str],
    clears: Sequence[str] = (), help_text: str | None = None,
) -> None:  # fmt: skip
    """A select box for the parameter ``name``; a choice removes the parameters ``clears`` (see `replaced`).

    A session that begins with a choice is one that its server forgot, in a restart: it is told by what the browser
    sends for a box that this session never drew, and counts.
    """
    key, drawn = f"choice_{name}", f"drawn_{name}"
    new = drawn not in st.session_state
    if not new:
        st.session_state[key] = value

    def changed() -> None:
        if navigating():
            return
        lost = {other: kept for other in clears if (kept := read([other]).get(other))}
        for other in clears:
            remove(other)
        if lost and st.session_state[key] != default:
            st.session_state[REPLACED_KEY] = {"by": (name, st.session_state[key]), "lost": lost}
        choose(name, st.session_state[key], default)

    st.selectbox(
        label, options, index=list(options).index(value) if new else 0, format_func=lambda o: show.get(o, o), key=key,
        on_change=changed, help=help_text,
    )  # fmt: skip
    st.session_state[drawn] = True
    if new and st.session_state[key] != value:
        changed()
        st.rerun()


def several(
    name: str, label: str, options: Sequence[str], chosen: Sequence[str], default: Sequence[str], *,
    show: dict[str, str], most: int, help_text: str | None = None,
) -> None:  # fmt: skip
    """A multiselect of up to ``most`` options for the parameter ``name``, joined by commas."""
    key = f"choice_{name}"
    st.session_state[key] = list(chosen)

    def changed() -> None:
        if not navigating():
            choose(name, ",".join(st.session_state[key]), ",".join(default))

    st.multiselect(
        label, options, format_func=lambda o: show.get(o, o), key=key, on_change=changed, max_selections=most,
        help=help_text, placeholder="",
    )  # fmt: skip


def slide(
    name: str, label: str, options: Sequence[int], value: int, default: int, *, show: Callable[[int], str],
    help_text: str | None = None,
) -> None:  # fmt: skip
    """A slider over whole numbers for the parameter ``name``."""
    key = f"choice_{name}"
    st.session_state[key] = value

    def changed() -> None:
        if not navigating():
            choose(name, str(st.session_state[key]), str(default))

    st.select_slider(label, options, format_func=show, key=key, on_change=changed, help=help_text)
