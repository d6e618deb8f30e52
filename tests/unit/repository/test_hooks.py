"""The hooks of pre-commit run the commands of `make check`, in the same order, on the whole tree."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile, with its variables filled in."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    variables = dict(re.findall(r"^([A-Z]+) \??:?= (.*)$", makefile, re.MULTILINE))
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert found, target
    text = re.sub(r"\\\n", " ", found[1])
    for _ in variables:
        text = re.sub(r"\$\(([A-Z]+)\)", lambda name: variables[name[1]], text)
    return [" ".join(part.split()) for line in text.splitlines() for part in line.strip("\t@").split("&&")]


def hooks() -> list[dict[str, object]]:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    return [hook for repository in config["repos"] for hook in repository["hooks"]]


def test_the_hooks_run_what_make_check_runs() -> None:
    commands = [hook["entry"] for hook in hooks()]
    assert len(commands) >= 4
    assert commands == recipe("check")


def test_each_hook_runs_the_tool_of_the_virtual_environment_on_the_whole_tree() -> None:
    for hook in hooks():
        assert hook["language"] == "system"
        assert hook["pass_filenames"] is False and hook["always_run"] is True
        assert str(hook["entry"]).startswith(".venv/bin/")
