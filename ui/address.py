"""The address bar is where choices live: a pasted link opens the same view, a page change keeps them.

Streamlit's own ``bind="query-params"`` writes the label of an option, which changes with the language, and drops
a wrong value without a word; a link must outlive the language, and a wrong value deserves a sentence.
"""

from collections.abc import Callable, Sequence

import streamlit as st

KEPT = "kept_choices"
LONGEST_VALUE = 80


def asked(names: Sequence[str]) -> dict[str, str]:
    """The parameters of these names: the address first, then what this session chose on another page."""
    kept: dict[str, str] = st.session_state.setdefault(KEPT, {})
    for name in names:
        if name in st.query_params:
            kept[name] = st.query_params[name][:LONGEST_VALUE]
        elif name in kept:
            st.query_params[name] = kept[name]
    return {name: kept[name] for name in names if name in kept}


def choose(name: str, value: str, default: str) -> None:
    """Put a choice into the address; the default leaves it clean."""
    kept: dict[str, str] = st.session_state.setdefault(KEPT, {})
    if value == default:
        forget(name)
        return
    kept[name] = value
    st.query_params[name] = value


def forget(name: str) -> None:
    """Take a parameter out of the address."""
    st.session_state.setdefault(KEPT, {}).pop(name, None)
    if name in st.query_params:
        del st.query_params[name]


def select(
    name: str, label: str, options: Sequence[str], value: str, default: str, *, show: dict[str, str],
    clears: Sequence[str] = (), help_text: str | None = None,
) -> None:  # fmt: skip
    """A list whose choice goes into the address under ``name``; choosing also clears the parameters ``clears``."""
    key = f"choice_{name}"
    st.session_state[key] = value

    def changed() -> None:
        for other in clears:
            forget(other)
        choose(name, st.session_state[key], default)

    st.selectbox(label, options, format_func=lambda o: show.get(o, o), key=key, on_change=changed, help=help_text)


def slide(
    name: str, label: str, options: Sequence[int], value: int, default: int, *, show: Callable[[int], str],
    help_text: str | None = None,
) -> None:  # fmt: skip
    """A slider over a scale of whole numbers whose choice goes into the address under ``name``."""
    key = f"choice_{name}"
    st.session_state[key] = value

    def changed() -> None:
        choose(name, str(st.session_state[key]), str(default))

    st.select_slider(label, options, format_func=show, key=key, on_change=changed, help=help_text)
