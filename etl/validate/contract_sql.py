"""A feed's contract as SQL over whole columns: what each field's text becomes, and the rules it can break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue import load
from catalogue.model import Feed, Field
from etl.normalise.personal_data import PERSON_TAX_CODE, looks_personal
from texts.message import Message, in_languages
from texts.messages.row_messages import LISTS
from texts.translator import LANGUAGES

SQL_TYPES = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
SQL_TYPES["list"] = "VARCHAR"  # codes joined by '|'
NBSP = "chr(160)"
# Of Table Schema; a constraint that is not among them would be read and never applied.
CONSTRAINTS = {"required", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum"}


@dataclass(frozen=True)
class Rule:
    """One way in which a row can break its contract; ``bit`` is its place in the row's error mask."""

    bit: int
    field: Field
    rule: str
    condition: str  # SQL over the checked row, TRUE when broken
    expected_it: str
    expected_en: str

    @property
    def words(self) -> str:
        """The key of texts.messages.row_messages.ROWS for this rule."""
        return "required_boolean" if self.rule == "required" and self.field.type == "boolean" else self.rule


def is_mapped(field: Field) -> bool:
    """Whether the field's few distinct spellings are read once each and joined, instead of row by row."""
    return bool(field.code_list or field.check or field.type in {"date", "boolean"} or "enum" in field.constraints)


def is_verbatim(field: Field) -> bool:
    """Whether the field's text is stored as it was written, so that it could hold a person's data."""
    return field.type in {"string", "list"} and not is_mapped(field)


def cleaned(feed: Feed, fields: Sequence[Field], rows: str) -> str:
    """SQL: ``rows`` (a table or a query in brackets) with the fields' texts as the contract reads them.

    Without outer blanks, NULL where the contract says missing. The apostrophe by which spreadsheets keep a number, a
    date or a code as text is no part of it. One step each, so that no expression holds another twice.
    """
    missing = ", ".join(literal(text) for text in {"": None} | dict.fromkeys(feed.missing_values))
    steps = [
        {field.name: f"trim(replace({{0}}, {NBSP}, ' '))" for field in fields},
        {
            field.name: "CASE WHEN starts_with({0}, chr(39)) THEN trim(substr({0}, 2)) ELSE {0} END"
            for field in fields
            if field.check or field.type not in {"string", "list"}
        },
        {field.name: f"CASE WHEN {{0}} NOT IN ({missing}) THEN {{0}} END" for field in fields},
    ]
    for step in filter(None, steps):
        texts = ", ".join(text.format(f'"{name}"') + f' AS "{name}"' for name, text in step.items())
        rows = f"(SELECT * REPLACE ({texts}) FROM {rows})"
    return rows


def literal(text: object) -> str:
    """A catalogue text as an SQL literal. Only for the catalogue's own texts: what files hold is never spliced."""
    return "'" + str(text).replace("'", "''") + "'"


def expected_style(field: Field) -> str:
    """The decimal sign a file is taken to write where its own numbers do not tell: never the grouping sign."""
    return "," if field.group_char == "." else field.decimal_char


def number(field: Field, text: str, style: str) -> str:
    """SQL: the number that ``text`` writes in the file's decimal style (',' or '.'), NULL when it is none.

    A whole number keeps every digit: beyond 2^53 a DOUBLE would not. What no column can hold is no number.
    """
    grouped = r"'^[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?$'"
    plain = r"'^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$'"
    comma = f"CASE WHEN regexp_matches({text}, {grouped}) THEN replace(replace({text}, '.', ''), ',', '.') END"
    point = f"CASE WHEN regexp_matches({text}, {plain}) THEN {text} END"
    written = f"CASE WHEN {style} = ',' THEN {comma} ELSE {point} END"
    value = f"TRY_CAST({written} AS {SQL_TYPES['number']})"
    if field.type == "integer":
        return f"CASE WHEN {value} = trunc({value}) THEN TRY_CAST({written} AS {SQL_TYPES['integer']}) END"
    return f"CASE WHEN isfinite({value}) THEN {value} END"


def rules(feed: Feed) -> list[Rule]:
    """Every rule of the contract, in the order in which it is told. At most 63 fit a row's error mask.

    Raises ValueError for a contract with more of them, or with a constraint that would not be applied.
    """
    found: list[tuple[Field, str, str, str | dict[str, str]]] = []
    for field in (field for field in feed.fields if not field.personal):
        text, value = f'"{field.name}__text"', f'"{field.name}"'
        limits = field.constraints
        if not CONSTRAINTS.issuperset(limits):
            raise ValueError(f"{feed.name}.{field.name}: no rule for {sorted(set(limits) - CONSTRAINTS)}")
        if field.required:
            found.append((field, "required", f"{text} IS NULL", field.example))
        unread = f"{text} IS NOT NULL AND {value} IS NULL"
        if field.code_list:
            found.append((field, "code", unread, _entries(field.code_list)))
        elif field.check:
            person = f"regexp_full_match(replace(upper({text}), ' ', ''), {literal(PERSON_TAX_CODE)})"
            found.append((field, field.check, f"{unread} AND NOT {person}", field.example))
            found.append((field, "person_tax_code", f"{unread} AND {person}", field.example))
        elif "enum" in limits:
            found.append((field, "enum", unread, ", ".join(str(v) for v in _list(limits["enum"]))))
        elif field.type in {"date", "number", "integer", "boolean"}:
            found.append((field, f"type_{field.type}", unread, field.example))
        if "pattern" in limits:
            pattern = f"NOT regexp_full_match({text}, {literal(limits['pattern'])})"
            found.append((field, "pattern", pattern, field.example))
        if is_verbatim(field):
            found.append((field, "personal", looks_personal(text, code=field.identifier), field.example))
        found += [(field, *limit) for limit in _limits(field)]
    if len(found) > 63:
        raise ValueError(f"feed {feed.name} has {len(found)} rules; an error mask holds 63")
    return [
        Rule(bit, *entry[:3], *((told["it"], told["en"]) if isinstance(told := entry[3], dict) else (told, told)))
        for bit, entry in enumerate(found)
    ]


def _limits(field: Field) -> Iterator[tuple[str, str, str]]:
    """Rule, condition and what is expected, of each bound on a text's length or on a value."""
    for name, rule, sign in (("minLength", "min_length", "<"), ("maxLength", "max_length", ">")):
        if name in field.constraints:
            characters = int(str(field.constraints[name]))
            yield rule, f'length("{field.name}__text") {sign} {characters}', str(characters)
    for name, sign in (("minimum", "<"), ("maximum", ">")):
        if name in field.constraints:
            told = str(field.constraints[name])
            bound = f"DATE {literal(told)}" if field.type == "date" else str(float(told))
            yield name, f'"{field.name}" {sign} {bound}', told


def _entries(code_list: str) -> dict[str, str]:
    """A short list spelled out, a long one by its name; in Italian and English."""
    if code_list in LISTS:
        return in_languages(Message(LISTS[code_list]))
    entries = load().code_lists[code_list]
    places = {language: entries.columns.index(f"name_{language}") for language in LANGUAGES}
    return {language: ", ".join(row[place] for row in entries.rows) for language, place in places.items()}


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
