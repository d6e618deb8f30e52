"""One file holds all Italian: no message without it, none unused, equal placeholders, no pair of texts in code."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from etl.storage import code_digest
from texts import translator
from texts.messages import stored
from texts.translator import TRANSLATIONS

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("texts", "engine", "etl", "kpi", "reads", "ui", "pages", "briefing", "bench")
# Where Italian is data that is read or generated, not a text for a reader.
DATA = ("etl/sample/", "etl/extract/", "etl/normalise/", "etl/reference/", "bench/awards.py", "bench/inputs.py")
ENTRIES = {"sì", "«", "»", "Deciso da", "Deciso il", "Motivo del rifiuto"}  # what cells hold, quotes, column titles
ITALIAN = re.compile(
    r"[«»]|[àèìòù]|\b(non|della|dello|delle|degli|nella|nelle|sono|questa|questo|alcun|righe|riga|ogni|dalla|alla|dal|"
    r"una|il|gli|nessun|nessuna|rifiuto)\b",
    re.IGNORECASE,
)
Key = tuple[str | None, str | tuple[str, ...]]


def product() -> Iterator[tuple[str, ast.Module]]:
    files = [ROOT / "dashboard.py", *(file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))]
    for file in files:
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def messages(tree: ast.AST) -> Iterator[tuple[ast.Call, Key]]:
    """Every literal message with its context and its forms; a call inside an f-string counts too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if name in {"t", "N_", "Message"} and texts:
                yield node, (None, texts[0])
            elif name == "p" and len(texts) >= 2:
                yield node, (texts[0], texts[1])
            elif name in {"n", "NN_"} and len(texts) >= 2:
                yield node, (None, (texts[0], texts[1]))


def fields(*texts: str) -> set[str]:
    return {field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field}


def forms(text: str | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_message_has_its_italian_and_the_file_holds_nothing_else() -> None:
    with (TRANSLATIONS / "it.po").open("rb") as file:
        found = read_po(file, locale="it")
    assert not found.obsolete and found.num_plurals == 2
    entries: dict[Key, list[str]] = {}
    for message in found:
        if message.id:
            assert not message.fuzzy, message.id
            entries[message.context, message.id] = forms(message.string)
    used = {key for _, tree in product() for _, key in messages(tree)}
    assert len(used) > 900
    assert not used - set(entries), "no Italian for these"
    assert not set(entries) - used, "translated, but no longer in the code"
    for (_, msgid), italian in entries.items():
        assert all(italian), msgid
        assert fields(*forms(msgid)) == fields(*italian), msgid


def test_a_message_is_given_the_values_that_it_names() -> None:
    wrong = []
    for file, tree in product():
        for call, (_, msgid) in messages(tree):
            name, given = getattr(call.func, "attr", getattr(call.func, "id", "")), {word.arg for word in call.keywords}
            if name in {"t", "n", "Message"} and None not in given and (given or name == "n"):
                wanted = fields(*forms(msgid)) - ({"count"} if name == "n" else set())
                if wanted != given - ({"count"} if name == "n" else set()):
                    wrong.append(f"{file}:{call.lineno}: {sorted(wanted)} is not {sorted(map(str, given))}")
    assert wrong == []


def two_languages(tree: ast.Module) -> Iterator[int]:
    """Lines with a text in Italian, or with texts kept side by side under ``it`` and ``en``."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            text = node.value
            for entry in sorted(ENTRIES, key=len, reverse=True):
                text = text.replace(entry, "")
            if ITALIAN.search(text):
                yield node.lineno
        elif isinstance(node, ast.Dict):
            texts = {key.value: is_text(value) for key, value in zip(node.keys, node.values, strict=True)
                     if isinstance(key, ast.Constant)}  # fmt: skip
            if texts.get("it") and texts.get("en"):
                yield node.lineno
        elif isinstance(node, ast.Call):
            texts = {word.arg[-3:]: is_text(word.value) for word in node.keywords if word.arg}
            if texts.get("_it") and texts.get("_en"):
                yield node.lineno


def is_text(node: ast.AST) -> bool:
    """Whether a literal is a text with letters, or a row of such."""
    if isinstance(node, ast.Tuple | ast.List):
        return any(map(is_text, node.elts))
    if isinstance(node, ast.JoinedStr):
        return any(map(is_text, node.values))
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 2


def test_no_text_stands_in_two_languages_in_code() -> None:
    # An article before a percentage is a rule of Italian grammar; each language is offered by its own name.
    meant = {"ui/views/adozione/answer.py": 1, "ui/shell/sidebar.py": 1}
    found: dict[str, list[int]] = {}
    for file, tree in product():
        lines = [] if file.startswith(DATA) else list(two_languages(tree))
        if len(lines) > meant.get(file, 0):
            found[file] = lines
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "say(f'{file}: righe {n}', f'{file}: rows {n}')",
        "HEADS = {'it': ('flusso', 'file'), 'en': ('feed', 'files')}",
        "Entry(name_it='Cooperative', name_en='Cooperatives')",
        "raise Wrong('Il file non è una tabella.')",
    ],
)
def test_a_planted_pair_is_seen(source: str) -> None:
    assert list(two_languages(ast.parse(source)))


def test_a_changed_message_of_the_release_gives_another_release_and_new_staged_rows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The screen's Italian changes neither; what is written into tables changes both, and no measure's definition."""
    digests = (code_digest.figures_digest, code_digest.reading_digest, code_digest.method_digest)

    def hashes(old: str, new: str) -> list[str]:
        text = (ROOT / "texts" / "it.po").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / "it.po").write_text(text.replace(old, new), encoding="utf-8")
        translator._translations.cache_clear()
        return [digest.__wrapped__() for digest in digests]  # type: ignore[attr-defined]

    monkeypatch.setattr(translator, "TRANSLATIONS", tmp_path)
    try:
        whole = hashes("Nessun", "Nessun")
        screen, table = hashes("tecnologie 4.0", "le tecnologie 4.0"), hashes("non è una data.", "non dice un giorno.")
    finally:
        translator._translations.cache_clear()
    assert screen == whole
    assert [a == b for a, b in zip(whole, table, strict=True)] == [False, False, True]


def test_what_a_release_stores_is_hashed_in_both_languages() -> None:
    texts = list(stored.stored_texts())
    assert "“{value}” in “{column}” is not a date." in texts and "«{value}» in «{column}» non è una data." in texts
    assert len(texts) > 250
