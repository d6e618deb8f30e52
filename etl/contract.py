"""A feed's contract as SQL over whole columns: what each field's text becomes, and the rules it can break."""

from dataclasses import dataclass

from catalogue import load
from catalogue.model import Feed, Field
from etl.problem import messages

SQL_TYPES = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
SQL_TYPES["list"] = "VARCHAR"  # codes joined by '|'
NBSP = "chr(160)"


@dataclass(frozen=True)
class Rule:
    """One way in which a row can break its contract; ``bit`` is its place in the row's error mask."""

    bit: int
    field: Field
    rule: str
    condition: str  # SQL over the checked row, TRUE when broken
    expected: str


def is_mapped(field: Field) -> bool:
    """Whether the field's few distinct spellings are read once each and joined, instead of row by row."""
    return bool(field.code_list or field.check or field.type in {"date", "boolean"} or "enum" in field.constraints)


def clean(field: Field, feed: Feed) -> str:
    """SQL: the text without outer blanks, NULL where the contract says missing."""
    text = f"trim(replace(\"{field.name}\", {NBSP}, ' '))"
    for missing in feed.missing_values:
        text = f"nullif({text}, {literal(missing)})"
    return text


def literal(text: object) -> str:
    """A catalogue text as an SQL literal. Only for the catalogue's own texts: what files hold is never spliced."""
    return "'" + str(text).replace("'", "''") + "'"


def expected_style(field: Field) -> str:
    """The decimal sign a file is taken to write where its own numbers do not tell: never the grouping sign."""
    return "," if field.group_char == "." else field.decimal_char


def number(field: Field, text: str, style: str) -> str:
    """SQL: the number that ``text`` writes in the file's decimal style (',' or '.'), NULL when it is none."""
    grouped = r"'^[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?$'"
    plain = r"'^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$'"
    comma = f"CASE WHEN regexp_matches({text}, {grouped}) THEN replace(replace({text}, '.', ''), ',', '.') END"
    point = f"CASE WHEN regexp_matches({text}, {plain}) THEN {text} END"
    return f"TRY_CAST(CASE WHEN {style} = ',' THEN {comma} ELSE {point} END AS {SQL_TYPES['number']})"


def rules(feed: Feed) -> list[Rule]:
    """Every rule of the contract, in the order in which it is told. At most 63 fit a row's error mask."""
    found: list[tuple[Field, str, str, str]] = []
    for field in feed.fields:
        text, value = f'"{field.name}__text"', f'"{field.name}"'
        limits = field.constraints
        if field.required:
            found.append((field, "required", f"{text} IS NULL", field.example))
        unread = f"{text} IS NOT NULL AND {value} IS NULL"
        if field.code_list:
            found.append((field, "code", unread, _entries(field.code_list)))
        elif field.check:
            found.append((field, field.check, unread, field.example))
        elif "enum" in limits:
            found.append((field, "enum", unread, ", ".join(str(v) for v in _list(limits["enum"]))))
        elif field.type in {"date", "number", "integer", "boolean"}:
            found.append((field, f"type_{field.type}", unread, field.example))
        if "pattern" in limits:
            pattern = f"NOT regexp_full_match({text}, {literal(limits['pattern'])})"
            found.append((field, "pattern", pattern, field.example))
        if "maxLength" in limits:
            found.append(
                (field, "max_length", f"length({text}) > {int(str(limits['maxLength']))}", str(limits["maxLength"]))
            )
        for bound, sign in (("minimum", "<"), ("maximum", ">")):
            if bound in limits:
                limit = f"DATE {literal(limits[bound])}" if field.type == "date" else str(float(str(limits[bound])))
                found.append((field, bound, f"{value} {sign} {limit}", str(limits[bound])))
    if len(found) > 63:
        raise ValueError(f"feed {feed.name} has {len(found)} rules; an error mask holds 63")
    return [Rule(bit, *entry) for bit, entry in enumerate(found)]


def _entries(code_list: str) -> str:
    """A short list spelled out, a long one by its name."""
    named = messages()["lists"].get(code_list)
    entries = load().code_lists[code_list]
    return str(named) if named else ", ".join(row[entries.columns.index("name_it")] for row in entries.rows)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
