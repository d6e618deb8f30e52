"""Preloading: modules, templates and translations are loaded before the first request and never collected."""

import atexit
import gc
import pkgutil
from importlib import import_module

import reads
import texts
import ui
from texts.translator import LANGUAGES, Words
from ui.style.html import load_templates

SCRIPT = "ui.frame"  # run by Streamlit for every session, never imported


def preload() -> None:
    """Import every module that a page can use, compile the templates, and read both languages.

    Without it the first reader waited for more than a second. What is loaded here stays as long as the server runs, so
    it is excluded from garbage collection (``gc.freeze``): a full collection goes through 57,000 objects instead of
    204,000 and holds readers up for a quarter of the time.
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
    atexit.register(gc.unfreeze)  # so that libraries can clean up at exit
