"""From the raw texts of awards to the feed's columns; a person's code or name never leaves this module.

Of columns with few distinct texts each is read once a batch, and the rows point at it.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from catalogue import load
from etl.extract.awards.award_tree import FEED, Raw, raw_fields
from etl.extract.awards.tax_code_column import valid_codes
from etl.extract.sheet import CODED
from etl.normalise.organisation_names import ELIDED, is_cooperative
from etl.normalise.personal_data import PERSON_TAX_CODE
from etl.normalise.region_names import region_named
from etl.normalise.tax_codes import DIGITS, organisation_tax_code

DEMONSTRATION = "DEMO-"
DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2}|\d{2}/\d{2}/\d{4})(?:[T ][\d:.]+)?\s*(?:Z|[+-]\d{2}:?\d{2})?\s*")
# SURE: '' where an award has none. DISTINCT: another text in nearly every award, so that a dictionary would only cost.
SURE = ("beneficiary", "beneficiary_name", "beneficiary_region", "granted_on")
DISTINCT = ("cor", "component", "beneficiary_name")


def schema() -> pa.Schema:
    """``_row`` and the feed's fields: texts, or dictionaries where few are distinct."""
    names = [field.name for field in load().feeds[FEED].fields]
    return pa.schema([("_row", pa.int64()), *((name, pa.string() if name in DISTINCT else CODED) for name in names)])


def batch(raw: Sequence[Raw], first: int) -> pa.RecordBatch:
    """The raw rows as columns; ``first`` is the place of the first of them in the file, from 1."""
    names = raw_fields()
    found = zip(*raw, strict=True) if raw else ([] for _ in names)
    texts = {name: pa.array(column, pa.string()) for name, column in zip(names, found, strict=True)}
    sure = {name: pc.fill_null(texts[name], "") for name in SURE}
    codes = sure["beneficiary"].dictionary_encode()
    valid = _valid(codes.dictionary)
    kinds = list(map(_kind, codes.dictionary.to_pylist(), valid))
    demonstration = pc.fill_null(pc.starts_with(texts["cor"], DEMONSTRATION), fill_value=False)
    made = {
        "_row": pa.array(range(first, first + len(raw)), pa.int64()),
        "beneficiary": _dictionary(codes.indices, valid),
        "beneficiary_kind": _dictionary(codes.indices, kinds),
        "beneficiary_name": _names(sure["beneficiary_name"], sure["beneficiary"]),
        "granted_on": _mapped(sure["granted_on"], _day),
        "region": _mapped(sure["beneficiary_region"], region_named),
        "origin": pc.if_else(demonstration, "dimostrativo", "reale"),
    }
    form, columns = schema(), texts | made
    arrays = [
        columns[name].dictionary_encode() if kind == CODED and columns[name].type != CODED else columns[name]
        for name, kind in zip(form.names, form.types, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=form)


def _dictionary(places: pa.Array, texts: Sequence[str]) -> pa.DictionaryArray:
    """A column whose rows are places among these texts, several of which may be alike."""
    distinct = pa.array(texts, pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(distinct.indices.take(places), distinct.dictionary)


def _mapped(texts: pa.Array, make: Callable[[str], str]) -> pa.DictionaryArray:
    column = texts.dictionary_encode()
    return _dictionary(column.indices, list(map(make, column.dictionary.to_pylist())))


def _valid(codes: pa.Array) -> list[str]:
    """The organisation's code that each text is, else ''."""
    return [
        code if valid else "" if plain else _organisation(code)
        for code, (plain, valid) in zip(codes.to_pylist(), valid_codes(codes), strict=True)
    ]


def _organisation(text: str) -> str:
    code = _code(text)
    return (organisation_tax_code(code) or "") if len(code) == DIGITS and code.isdigit() else ""


def _code(text: str) -> str:
    return text.replace(" ", "").upper()


def _kind(text: str, valid: str) -> str:
    if valid:
        return "organizzazione"
    return "persona" if re.fullmatch(PERSON_TAX_CODE, _code(text)) else "altro"


def _names(names: pa.Array, codes: pa.Array) -> pa.Array:
    """The names of beneficiaries that must be cooperatives, '' for every other."""
    chosen = [""] * len(names)
    maybe = pc.indices_nonzero(pc.match_substring_regex(names, _hint()))
    near = (maybe.to_pylist(), names.take(maybe).to_pylist(), codes.take(maybe).to_pylist())
    for place, name, code in zip(*near, strict=True):
        chosen[place] = _cooperative_name(name, _code(code))
    return pa.array(chosen, pa.string())


@cache
def _hint() -> str:
    """A pattern that every cooperative's name matches: the quick test before the exact one.

    Of each legal form of cooperatives, the longest word or an abbreviation of it, its letters together or apart, an
    article perhaps between them, any accented letter for any of them. Names in other than Latin letters always match.
    """
    lists = load().code_lists
    cooperative_words = {max(row[0].split(), key=len) for row in lists["legal_forms"].rows if row[1] == "yes"}
    short = {row[0] for row in lists["name_words"].rows if any(word in row[1] for word in cooperative_words)}
    apart = f"(?:{ELIDED.pattern}|[^a-z0-9])*"
    words = (apart.join(f"[{letter}\u00c0-\u00ff]" for letter in word) for word in sorted(cooperative_words | short))
    return "(?i)[^\\x00-\\x7f\u00c0-\u00ff]|" + "|".join(words)


def _cooperative_name(text: str, code: str) -> str:
    """The name of a beneficiary that must be a cooperative, else ''; none where its code has letters, as a person's."""
    organisation = not code or code.removeprefix("IT").isdigit()
    return " ".join(text.split()) if organisation and is_cooperative(text) else ""


def _day(text: str) -> str:
    """The day alone; a text that is no day stays as it is, and the contract rejects it."""
    found = DAY.fullmatch(text)
    return found[1] if found else text
