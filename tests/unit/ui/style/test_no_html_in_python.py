"""No module of the screen writes HTML: it stands in templates, and the little that Plotly reads in one module."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
TAG = re.compile(r"<[a-z][a-z0-9]*[\s>/]|</|<!")
LINE_BREAK = re.compile(r"<br>")
# Where a tag may stand, and which: Plotly's own little HTML is made in one module that escapes every text.
ALLOWED = {
    "ui/figures/base/rich_text.py": {"<b>", "</b>", "<span ", "</span>", "<extra>", "</extra>"},
    "ui/shell/middleware.py": {"<head>", "</head>"},  # searched for in the page that Streamlit serves
}


def docstrings(tree: ast.AST) -> set[int]:
    """The identities of the nodes that are docstrings."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, kinds)]
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def markup(source: str, place: str) -> list[tuple[int, str]]:
    """Lines and texts of a module that hold a tag: plain strings, bytes, and the parts of f-strings."""
    tree, found = ast.parse(source), []
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in skipped or not isinstance(node.value, str | bytes):
            continue
        text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
        if place.startswith("ui/figures/"):
            text = LINE_BREAK.sub("", text)
        for tag in ALLOWED.get(place, ()):
            text = text.replace(tag, "")
        if TAG.search(text):
            found.append((node.lineno, text))
    return found


def modules() -> list[Path]:
    """Every module of the screen and of the briefing."""
    return [path for folder in ("ui", "pages", "briefing") for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_module_writes_html() -> None:
    found = {}
    for path in modules():
        place = path.relative_to(ROOT).as_posix()
        if lines := markup(path.read_text(encoding="utf-8"), place):
            found[place] = lines
    assert len(modules()) > 100 and found == {}


@pytest.mark.parametrize(
    "line",
    [
        'body = f"<p>{name}</p>"',
        'body = "<p>" + name + "</p>"',
        'body = "<p>{}</p>".format(name)',
        'body = "<p>%s</p>" % name',
        'body = "</p>".join(names)',
        "body = f'<a href=\"{address}\">'",
        'body = b"<svg width=1>"',
        'body = f"<br>{name}"',
    ],
)
def test_the_scan_sees_html_however_it_is_put_together(line: str) -> None:
    assert markup(f'"""Of a <p>."""\n{line}', "ui/views/kpi/planted.py")
    assert not markup('"""Of a <p>."""\nnear = a < b and "a < b, a <b" in text', "ui/views/kpi/planted.py")


def test_plotly_reads_line_breaks_and_what_one_module_makes() -> None:
    assert not markup('label = f"{first}<br>{second}"', "ui/figures/bars/bars.py")
    assert markup('label = f"<b>{first}</b>"', "ui/figures/bars/bars.py")
    assert not markup('label = f"<b>{first}</b>"', "ui/figures/base/rich_text.py")
