"""The page of a folder that never held a release: a button, for this machine alone, that builds the first one."""

import json
import subprocess
import sys

import streamlit as st

from reads.releases import ROOT, releases_folder
from texts.translator import Words
from ui.components.notices import notice
from ui.components.text_blocks import page_heading
from ui.shell.guard.gate import on_this_machine
from ui.style import html


def first_run(words: Words) -> None:
    """Explain; build in a process of its own once the button is pressed, then open the dashboard.

    Whoever reads from elsewhere gets no button: publishing is for those who run the service.
    """
    page_heading(words.t("Nothing has been published yet"))
    if not on_this_machine():
        html.show("command.html", text=words.t("Whoever runs the Osservatorio publishes the first release with:"),
                  command="python -m etl build")  # fmt: skip
        return
    st.write(
        words.t(
            "The dashboard reads a release: one consistent set of figures. The first one is built from the figures "
            "shipped with the product and from generated demonstration data; it takes about half a minute."
        )
    )
    if not st.button(words.t("Build the first release"), type="primary"):
        return
    bar = st.progress(0.0, text=words.t("Starting"))
    last = _run_build(bar, words)
    if last is None:
        st.rerun()
    notice(words.t("The release could not be built. The log says: {log}", log=last), "alert")


def _run_build(bar: "st.delta_generator.DeltaGenerator", words: Words) -> str | None:
    """Run the build and move the bar by the lines that it prints; returns its last line when it failed, else None."""
    command = [sys.executable, "-m", "etl", "build", "--json", "--releases", str(releases_folder())]
    process = subprocess.Popen(  # noqa: S603 - our own command, no text from outside
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    last = ""
    assert process.stderr is not None  # noqa: S101 - PIPE is passed above
    for line in process.stderr:
        try:
            progress = json.loads(line)
            bar.progress(min(1.0, float(progress["share"])), text=str(progress[words.lang]))
        except (ValueError, KeyError, TypeError):
            last = line.strip() or last
    return None if process.wait() == 0 else last
