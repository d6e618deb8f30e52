"""The lock files: each pinned package in its version, each with its hashes, no host, and what make installs from."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAIRS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}
HEAD = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([0-9][\w.!+]*)(?: ; ([^\\]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pinned(name: str) -> dict[str, str]:
    """Package and version of each line ``package==version``; names are compared as package indexes do (PEP 503)."""
    lines = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)$", read(name), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in lines}


def locked(text: str) -> dict[str, tuple[str, int]]:
    """Package, version and number of hashes of a lock file; any other line but a comment is an error."""
    found: dict[str, tuple[str, int]] = {}
    package = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if head := HEAD.match(line):
            package = head[1]
            assert package not in found, f"{package} stands twice"
            found[package] = (head[2], 0)
        else:
            assert HASH.match(line), line
            found[package] = (found[package][0], found[package][1] + 1)
    return found


@pytest.mark.parametrize(("listed", "lock"), PAIRS.items())
def test_every_pinned_package_is_locked_in_its_version(listed: str, lock: str) -> None:
    versions = {package: version for package, (version, _) in locked(read(lock)).items()}
    wanted = pinned(listed)
    assert wanted
    assert {package: versions.get(package) for package in wanted} == wanted


@pytest.mark.parametrize("lock", PAIRS.values())
def test_every_locked_package_has_hashes(lock: str) -> None:
    found = locked(read(lock))
    assert len(found) > len(pinned("requirements.txt"))
    assert [package for package, (_, hashes) in found.items() if not hashes] == []


def test_what_runs_is_locked_alike_for_tests() -> None:
    run, dev = locked(read("requirements.lock")), locked(read("requirements-dev.lock"))
    assert {package: dev.get(package) for package in run} == run


@pytest.mark.parametrize("lock", PAIRS.values())
def test_a_lock_file_names_no_host_and_no_folder(lock: str) -> None:
    assert re.findall(r"://|index|find.links|@ |file:|\.whl|\.tar", read(lock)) == []


def test_a_lock_without_hashes_would_be_seen() -> None:
    hashed = f"numpy==2.4.6 \\\n    --hash=sha256:{'0' * 64}\n"
    assert locked(hashed) == {"numpy": ("2.4.6", 1)}
    with pytest.raises(AssertionError):
        locked(hashed + "pandas==3.1.1\n")


def test_make_and_the_pages_for_windows_install_from_the_locks_with_hashes() -> None:
    makefile = read("Makefile")
    assert re.search(r"^INSTALL = .*uv pip install .*--require-hashes", makefile, re.MULTILINE)
    for stamp, lock in (("run", "requirements.lock"), ("dev", "requirements-dev.lock")):
        rule = re.search(rf"^\$\(VENV\)/{stamp}\.stamp: (.*)\n((?:\t.*\n)+)", makefile, re.MULTILINE)
        assert rule and lock in rule[1].split() and "$(INSTALL)" in rule[2] and f"-r {lock}" in rule[2]
    for page in ("README.md", "docs/operations.md"):
        installs = re.findall(r"pip install .*", read(page))
        assert installs and all("--require-hashes" in line and ".lock" in line for line in installs), page
