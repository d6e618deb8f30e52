"""What the server does before its first reader comes: it loads what pages are made of, and sets it aside for good."""

import atexit
import gc
import pkgutil
from importlib import import_module

import reads
import texts
import ui
from texts.translator import LANGUAGES, Words
from ui.style.html import load_templates

SCRIPT = "ui.frame"  # run by Streamlit for every reader, never imported


def warm() -> None:
    """Load every room that a page can ask for, and both languages, which took the first reader more than a second.

    Streamlit collects garbage after each run of a page. All that is loaded here stays as long as the server does, so
    it is left out of that (``gc.freeze``): going through it took longer than drawing most pages.
    """
    for package in (texts, reads, ui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name != SCRIPT:
                import_module(module.name)
    load_templates()
    for lang in LANGUAGES:
        Words(lang).t("no data")
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # so that libraries can put away their own at the end
