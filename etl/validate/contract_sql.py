"""A feed's contract as SQL over whole columns: what each field's text becomes, and the rules it can break."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalogue import load
from catalogue.model import Feed, Field
from engine.sql_text import Sql, fill, identifier, joined, literal, numeral, queries
from etl.normalise.personal_data import PERSON_TAX_CODE, looks_personal, seen
from etl.normalise.plain_signs import UNWRITTEN
from texts.message import Message, in_languages
from texts.messages.row_messages import LISTS
from texts.translator import LANGUAGES

SQL = queries(__file__)
SQL_TYPES = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
SQL_TYPES["list"] = "VARCHAR"  # codes joined by '|'
# Of Table Schema; a contract with any other constraint is refused, for it would never be applied.
CONSTRAINTS = {"required", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum"}
BARE_NUMBER = SQL["bare_number"]
# The decimal signs that a column shows: a comma, a point, or both.
STYLES = (",", ".", ",.")
# One comma, or one point, with three digits behind it: decimals, or thousands.
LONE = tuple(rf"^[+-]?[1-9][0-9]{{0,2}}{sign}[0-9]{{3}}$" for sign in (",", r"\."))
# What spreadsheets show in place of a value, in English and in Italian; ### where a column was too narrow.
ERRORS = (
    r"#(N/[AD]|(REF|RIF|VALUE|VALORE|NUM|NULL|NULLO|DIV/0|SPILL|ESPANSIONE|CALC|CALCOLO|FIELD|CAMPO|BLOCKED|BLOCCATO"
    r"|CONNECT|CONNETTI|UNKNOWN|SCONOSCIUTO|ERR|ERROR|ERRORE)!|(NAME|NOME|CALC)[?]|GETTING_DATA|#+)|Err:[0-9]{3}"
)
PERCENT_UNITS = ("percent", "per100")


@dataclass(frozen=True)
class Rule:
    """One way in which a row can break its contract; ``bit`` is its place in the row's error mask."""

    bit: int
    field: Field
    rule: str
    condition: Sql  # over the checked row, TRUE when broken
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


def cleaned(feed: Feed, fields: Sequence[Field], rows: Sql) -> Sql:
    """SQL: ``rows`` (a table or a query in brackets) with the fields' texts as the contract reads them.

    Without outer blanks and signs that nobody sees, letters in one Unicode form, so that keys that look alike are one;
    NULL where the contract says missing. The apostrophe by which spreadsheets keep a number, a
    date or a code as text is no part of it. One step each, so that no expression holds another twice.
    """
    typed = [field for field in fields if field.check or field.type not in {"string", "list"}]
    missing = joined(map(literal, {"": None} | dict.fromkeys(feed.missing_values)), ", ")
    steps: list[tuple[str, Sequence[Field], dict[str, Sql]]] = [
        ("trimmed", fields, {"unwritten": literal(UNWRITTEN)}),
        ("without_apostrophe", typed, {}),
        ("without_missing", fields, {"missing": missing}),
    ]
    for step, changed, slots in steps:
        texts = [Sql(f"{fill(SQL[step], text=field.name, **slots)} AS {identifier(field.name)}") for field in changed]
        if texts:
            rows = fill(SQL["replaced"], texts=joined(texts, ", "), rows=rows)
    return rows


def expected_style(field: Field) -> str:
    """The decimal sign that a file is assumed to use where its own numbers do not show it: never the grouping sign."""
    return "," if field.group_char == "." else field.decimal_char


def number(field: Field, text: Sql, style: str) -> Sql:
    """SQL: the number that ``text`` writes in a column of this decimal style (of ``STYLES``), NULL when it is none.

    A number that the column's type cannot hold is none. 31,6% is 31.6.
    """
    lone_comma, lone_point = map(literal, LONE)
    grouped = Sql("true" if field.group_char else "false")
    slots = {"lone_comma": lone_comma, "lone_point": lone_point, "grouped": grouped}
    written = fill(SQL["written_number"], style=literal(style), text=fill(SQL["bare_number"], text=text), **slots)
    return fill(SQL["whole" if field.type == "integer" else "real"], written=written)


def error_mask(found: Iterable[Rule]) -> Sql:
    """SQL: the sum of the bits of the rules that a row breaks."""
    bits = [fill(SQL["error_bit"], condition=rule.condition, bit=numeral(1 << rule.bit)) for rule in found]
    return Sql(f"({joined(bits, ' + ') if bits else 0})::UBIGINT")


def rules(feed: Feed) -> list[Rule]:
    """Every rule of the contract, in the order in which messages come. At most 63 fit a row's error mask.

    Raises ValueError for a contract with more of them, or with a constraint that would not be applied.
    """
    found: list[tuple[Field, str, Sql, str | dict[str, str]]] = []
    for field in (field for field in feed.fields if not field.personal):
        text, limits = identifier(f"{field.name}__text"), field.constraints
        if not CONSTRAINTS.issuperset(limits):
            raise ValueError(f"{feed.name}.{field.name}: no rule for {sorted(set(limits) - CONSTRAINTS)}")
        if field.required:
            found.append((field, "required", fill(SQL["missing"], text=text), field.example))
        wrong = fill(SQL["cell_error"], text=text, pattern=literal(ERRORS))
        found.append((field, "cell_error", wrong, field.example))
        unread = Sql(f"{fill(SQL['unread'], text=text, value=field.name)} AND NOT ({wrong})")
        if field.code_list:
            found.append((field, "code", unread, _entries(field.code_list)))
        elif field.check:
            person = fill(SQL["person_tax_code"], text=seen(text), pattern=literal(PERSON_TAX_CODE))
            found.append((field, field.check, Sql(f"{unread} AND NOT {person}"), field.example))
            found.append((field, "person_tax_code", Sql(f"{unread} AND {person}"), field.example))
        elif "enum" in limits:
            found.append((field, "enum", unread, ", ".join(str(v) for v in _list(limits["enum"]))))
        elif field.type in {"number", "integer"}:
            lone = fill(SQL["may_be_thousands"], text=text, lone=literal("|".join(LONE)))
            found.append((field, f"type_{field.type}", Sql(f"{unread} AND NOT {lone}"), field.example))
            found.append((field, "decimal_sign", Sql(f"{unread} AND {lone}"), field.example))
            found.append((field, "percentage", fill(SQL["percentage"], text=text, value=field.name), field.example))
        elif field.type in {"date", "boolean"}:
            found.append((field, f"type_{field.type}", unread, field.example))
        if "pattern" in limits:
            condition = fill(SQL["not_matching"], text=text, pattern=literal(limits["pattern"]))
            found.append((field, "pattern", condition, field.example))
        if is_verbatim(field):
            found.append((field, "personal", looks_personal(text, code=field.identifier), field.example))
        found += [(field, *limit) for limit in _limits(field)]
    if len(found) > 63:
        raise ValueError(f"feed {feed.name} has {len(found)} rules; an error mask holds 63")
    return [
        Rule(bit, field, rule, condition, *((expected["it"], expected["en"]) if isinstance(expected, dict)
                                            else (expected, expected)))
        for bit, (field, rule, condition, expected) in enumerate(found)
    ]  # fmt: skip


def _limits(field: Field) -> Iterator[tuple[str, Sql, str]]:
    """Rule, condition and what is expected, of each bound on a text's length or on a value."""
    text = identifier(f"{field.name}__text")
    for name, rule, condition in (("minLength", "min_length", "shorter"), ("maxLength", "max_length", "longer")):
        if name in field.constraints:
            characters = int(str(field.constraints[name]))
            yield rule, fill(SQL[condition], text=text, limit=numeral(characters)), str(characters)
    for name, condition in (("minimum", "less"), ("maximum", "more")):
        if name in field.constraints:
            bound = str(field.constraints[name])
            limit = Sql(f"DATE {literal(bound)}") if field.type == "date" else numeral(float(bound))
            yield name, fill(SQL[condition], value=field.name, limit=limit), bound


def _entries(code_list: str) -> dict[str, str]:
    """A short list spelled out, a long one by its name; in Italian and English."""
    if code_list in LISTS:
        return in_languages(Message(LISTS[code_list]))
    entries = load().code_lists[code_list]
    places = {language: entries.columns.index(f"name_{language}") for language in LANGUAGES}
    return {language: ", ".join(row[place] for row in entries.rows) for language, place in places.items()}


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
