"""The server's settings: each is an option of this version of Streamlit, and what they promise holds."""

import re
import tomllib
from pathlib import Path
from typing import Any

from streamlit import config

ROOT = Path(__file__).resolve().parents[3]
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def names(settings: dict[str, Any], prefix: str = "") -> list[str]:
    """The full names of all settings: ``server.address``, ``theme.light.textColor``, ..."""
    parts = ((f"{prefix}{key}", value) for key, value in settings.items())
    return [full for name, value in parts for full in (names(value, f"{name}.") if isinstance(value, dict) else [name])]


def test_every_setting_is_an_option_of_this_version() -> None:
    """Streamlit passes over a name that it does not know with a line in the log."""
    known = set(config.get_config_options())
    assert len(names(SETTINGS)) > 20
    assert sorted(set(names(SETTINGS)) - known) == []


def test_nothing_is_collected_by_force_and_no_file_is_watched() -> None:
    assert SETTINGS["runner"]["postScriptGC"] is False
    assert SETTINGS["server"]["fileWatcherType"] == "none"


def test_a_developer_can_switch_the_watcher_on_and_pages_then_run_again() -> None:
    assert SETTINGS["server"]["runOnSave"] is True
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^WATCH \?= none$", makefile, re.MULTILINE)
    assert re.search(r"streamlit run dashboard\.py .*--server\.fileWatcherType \$\(WATCH\)", makefile)


def test_the_server_asks_nothing_of_anybody() -> None:
    assert SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["server"]["address"] == "localhost"
