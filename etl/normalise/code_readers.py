"""Reads each distinct text of a column once: codes, dates, booleans, checked numbers become a small map."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

import pyarrow as pa

from catalogue import load
from catalogue.model import Field
from etl.normalise.ateco import read_ateco
from etl.normalise.lenient_reading import Reading
from etl.normalise.provinces import read_province
from etl.normalise.tax_codes import CHECKS
from etl.normalise.text_key import chamber_key, text_key

# What reads a text that is no spelling of its list. Some spellings of provinces are damaged, or of former times, and
# need a notice too: their reader sees every text.
LENIENT: dict[str, Callable[[str], Reading | None]] = {"ateco_sections": read_ateco}
WHOLE: dict[str, Callable[[str], Reading | None]] = {"provinces": read_province}
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
HOURS, MINUTES = 24, 60
# A time after the day, with its seconds and their fraction or without; the day alone counts.
TIME = re.compile(r"(?<=\d)(?:T| +)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?")


def map_texts(field: Field, texts: list[str]) -> pa.Table:
    """Return text, value, notice, taken, candidates for each distinct non-missing text (see lenient_reading).

    ``value`` is NULL where the text cannot be read.
    """
    read = reader(field)
    found = [made if isinstance(made := read(text), Reading) else Reading(made) for text in texts]
    kind = pa.date32() if field.type == "date" else pa.bool_() if field.type == "boolean" else pa.string()
    notices = {name: pa.array([getattr(one, name) for one in found], pa.string())
            for name in ("notice", "taken", "candidates")}  # fmt: skip
    return pa.table({"text": pa.array(texts, pa.string()), "value": pa.array([x.value for x in found], kind)} | notices)


def reader(field: Field) -> Callable[[str], object]:
    """The function that turns one text of this field into its value or a Reading, or None."""
    if field.code_list:
        return _list_reader(field) if field.type == "list" else _code_reader(field)
    if field.check:
        return CHECKS[field.check]
    if field.type == "date":
        return _date
    if field.type == "boolean":
        meanings = [(field.true_values, True), (field.false_values, False)]
        booleans = {text_key(spelling): value for written, value in meanings for spelling in written}
        return lambda text: booleans.get(text_key(text))
    allowed = field.constraints["enum"]
    assert isinstance(allowed, list)
    values = {text_key(str(value)): str(value) for value in allowed}
    return lambda text: values.get(text_key(text))


@cache
def spellings(code_list: str) -> dict[str, str]:
    """The text key of every spelling of a code list, and the code it means; the first of a list wins."""
    key = chamber_key if code_list == "chambers" else text_key
    found: dict[str, str] = {}
    for text, code in load().code_lists[code_list].spellings:
        found.setdefault(key(text), code)
    return found


def chamber_of(text: str) -> str | None:
    """The code of the chamber that a text names, None where it names none that is known."""
    return spellings("chambers").get(chamber_key(text))


def _key(field: Field, text: str) -> str:
    return chamber_key(text) if field.code_list == "chambers" else text_key(text)


def _code_reader(field: Field) -> Callable[[str], object]:
    """Codes, names and aliases; beyond them what the list's own reader can make of a text."""
    known, lenient = spellings(field.code_list), LENIENT.get(field.code_list)
    if field.code_list in WHOLE:
        return WHOLE[field.code_list]
    if lenient is None:
        return lambda text: known.get(_key(field, text))
    return lambda text: known.get(_key(field, text)) or lenient(text)


def _list_reader(field: Field) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        known = spellings(field.code_list)
        codes = [known.get(text_key(part)) for part in text.split(field.delimiter) if part.strip()]
        return None if None in codes else field.delimiter.join(sorted({code for code in codes if code}))

    return read


def _date(text: str) -> date | None:
    text = _without_time(text)
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _without_time(text: str) -> str:
    """The text without a time that a clock can show; one with 25:61 stays as it is, and is no date."""
    time = TIME.search(text)
    if not time or time.end() < len(text):
        return text
    hour, minute, second = (int(part) for part in (*re.findall(r"\d+", time[0])[:3], "0")[:3])
    return text[: time.start()] if hour < HOURS and minute < MINUTES and second < MINUTES else text
