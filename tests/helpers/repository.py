"""The files of the repository, for tests that read them all."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {".py", ".md", ".sql", ".yaml", ".yml", ".toml", ".txt", ".csv", ".po", ".json", ".geojson", ".cfg", ".css"}
TEXTS |= {".html", ".lock", ""}


@cache
def listed() -> tuple[Path, ...]:
    """Files under version control or about to be; without git, every file outside hidden folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        names = [name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        names = [str(path) for path in found if not any(part.startswith(".") for part in path.parts)]
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


def tracked() -> list[Path]:
    """Those of them that hold text."""
    return [path for path in listed() if path.suffix in TEXTS]
