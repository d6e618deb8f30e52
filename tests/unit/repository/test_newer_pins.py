"""`make check` names pins behind the registry; without one it says nothing, and it never fails."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / ".ci" / "newer_pins.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("newer_pins", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_pin_behind_the_registry_is_named(script: ModuleType) -> None:
    pinned = script.pins(["duckdb==2.0.0\nPyYAML==6.0.3\n", "-r requirements.txt\nruff==1.0\ntypes_x==1 ; sys\n"])
    assert pinned["pyyaml"] == ("PyYAML", "6.0.3") and pinned["types-x"] == ("types_x", "1")
    outdated = [
        {"name": "pyyaml", "version": "6.0.3", "latest_version": "6.0.4"},
        {"name": "duckdb", "version": "1.9.0", "latest_version": "2.0.0"},  # installed is behind, the pin is not
        {"name": "Types.X", "version": "1", "latest_version": "2"},
        {"name": "pip", "version": "1", "latest_version": "9"},  # nobody pinned it
    ]
    assert script.behind(pinned, outdated) == ["PyYAML 6.0.3 → 6.0.4", "types_x 1 → 2"]
    assert script.behind(pinned, []) == []


def test_every_package_of_the_lists_is_seen(script: ModuleType) -> None:
    text = (script.ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert len(script.pins([text])) == len([line for line in text.splitlines() if line.strip()])


def test_without_a_registry_it_says_nothing_and_does_not_fail() -> None:
    nowhere = "http://127.0.0.1:9/simple"
    env = os.environ | {"UV_DEFAULT_INDEX": nowhere, "UV_INDEX_URL": nowhere, "UV_INDEX": "", "UV_NO_CACHE": "1"}
    told = subprocess.run([sys.executable, SCRIPT], check=False, capture_output=True, text=True, env=env, timeout=30)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_a_missing_or_odd_tool_is_no_failure(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script.sys, "executable", "/nowhere/python")
    assert script.outdated_packages() == []
