"""Names the pinned packages of which the registry has a newer version. Without a registry it says nothing; never fails.

It takes nothing newer by itself: a version is raised in requirements*.txt, locked by `make lock`, and tested.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", re.MULTILINE)
LONGEST_WAIT = 10  # seconds for all packages together
# Of one registry that does not answer: no second try.
IMPATIENT = {"UV_HTTP_TIMEOUT": "3", "UV_HTTP_CONNECT_TIMEOUT": "2", "UV_HTTP_RETRIES": "0", "UV_NO_PROGRESS": "1"}


def normal(name: str) -> str:
    """The name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(texts: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Of each pinned package, by its normal name, the name as written and the version."""
    return {normal(name): (name, version) for text in texts for name, version in PIN.findall(text)}


def behind(pinned: Mapping[str, tuple[str, str]], outdated: Iterable[Mapping[str, str]]) -> list[str]:
    """The pins that are behind the latest version, as ``name pinned → latest``; packages without a pin are left out.

    ``outdated``: name, version and latest_version of installed packages, as `uv pip list --outdated` gives them. What
    is installed may be older than the pin, which then already is the latest.
    """
    found = []
    for package in outdated:
        name, version = pinned.get(normal(package["name"]), ("", ""))
        if name and package["latest_version"] != version:
            found.append(f"{name} {version} → {package['latest_version']}")
    return sorted(found, key=str.lower)


def outdated_packages() -> list[dict[str, str]]:
    """What the registry has newer of the installed packages; [] where it does not answer in time or not at all."""
    command = [Path(sys.executable).with_name("uv"), "pip", "list", "--outdated", "--format", "json", "--python",
               sys.executable]  # fmt: skip
    try:
        told = subprocess.run(  # noqa: S603  its own arguments alone
            command, capture_output=True, timeout=LONGEST_WAIT, env=os.environ | IMPATIENT, check=True
        )
        listed = json.loads(told.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
    return [dict(package) for package in listed if {"name", "latest_version"} <= set(package)]


def main() -> None:
    """Print the pins that are behind, if any."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in LISTS]
    if found := behind(pins(texts), outdated_packages()):
        print("Newer than pinned (requirements*.txt, then make lock): " + ", ".join(found))


if __name__ == "__main__":
    main()
