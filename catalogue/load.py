"""Reads the catalogue's YAML and CSV files into the frozen dataclasses of catalogue.model, once per process."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from catalogue.measures import aims_and_kpis
from catalogue.model import Agreement, Aim, CodeList, DisclosureRules, Feed, Field, Kpi, Linkage, VariationRules
from catalogue.read import CATALOGUE_DIR, read_yaml
from catalogue.rules import Events, events_of

# Lists that are consulted where a text is no spelling of the list that a field refers to.
ALONGSIDE = {"provinces": ("territory_aliases", "comuni", "comuni_changes"), "ateco_sections": ("ateco_codes",)}


@dataclass(frozen=True)
class Catalogue:
    """The whole catalogue. ``digest``: SHA-256 over all its files."""

    agreement: Agreement
    aims: tuple[Aim, ...]
    kpis: Mapping[str, Kpi]
    feeds: Mapping[str, Feed]
    code_lists: Mapping[str, CodeList]
    linkage: Linkage
    events: Mapping[str, Events]
    digest: str


@cache
def load() -> Catalogue:
    """Return the catalogue. Raises KeyError or ValueError where a file lacks a part or holds an unknown one."""
    lists = {path.stem: _code_list(path) for path in sorted((CATALOGUE_DIR / "codes").glob("*.csv"))}
    events = events_of(read_yaml(CATALOGUE_DIR / "events.yaml"))
    aims, kpis = aims_and_kpis(events, lists)
    lists |= _derived_lists(lists, kpis)
    texts = texts_of(lists)
    feeds = {path.stem: _feed(path, texts) for path in sorted((CATALOGUE_DIR / "feeds").glob("*.yaml"))}
    agreement = agreement_of(read_yaml(CATALOGUE_DIR / "agreement.yaml"))
    return Catalogue(agreement, aims, kpis, feeds, lists, _linkage(), events, _digest_of_files())


def texts_of(lists: Mapping[str, CodeList]) -> dict[str, bytes]:
    """The content of each list for the digests of the feeds that use it, serialised once."""
    return {name: repr(entries).encode() for name, entries in lists.items()}


def _feed(path: Path, texts: Mapping[str, bytes]) -> Feed:
    raw = read_yaml(path)
    schema = raw["schema"]
    references = {key["fields"]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}
    referenced = set(references.values())
    read = referenced.union(*(ALONGSIDE.get(name, ()) for name in referenced))
    content = path.read_bytes() + b"".join(texts[name] for name in sorted(read))
    return Feed(
        name=raw["feed"],
        name_it=raw["name_it"],
        name_en=raw["name_en"],
        sender=raw["sender"],
        programme=raw["programme"],
        formats=tuple(raw["formats"]),
        layouts=tuple(raw.get("layouts", ())),
        sheet=raw.get("sheet", ""),
        grain_en=raw["grain_en"],
        grain_it=raw["grain_it"],
        fields=tuple(_field(item, references.get(item["name"], "")) for item in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        missing_values=tuple(schema.get("missingValues", [""])),
        schema=schema,
        digest=hashlib.sha256(content).hexdigest(),
        supersedes=_supersedes(raw),
    )


def _supersedes(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields by which a corrected file supersedes rows. Raises ValueError for one that the feed does not have."""
    types = {item["name"]: item["type"] for item in raw["schema"]["fields"]}
    known = set(types) | {f"month of {name}" for name, kind in types.items() if kind == "date"}
    named = tuple(raw.get("supersedes", ()))
    if not known.issuperset(named):
        raise ValueError(f"feed {raw['feed']}: supersedes {named} names what is no field")
    return named


def _field(raw: Mapping[str, Any], code_list: str) -> Field:
    renamed = {"decimalChar": "decimal_char", "groupChar": "group_char", "trueValues": "true_values"}
    renamed |= {"falseValues": "false_values", "unitField": "unit_field"}
    values = {renamed.get(key, key): value for key, value in raw.items()}
    for key in ("aliases", "true_values", "false_values"):
        if key in values:
            values[key] = tuple(str(item) for item in values[key])
    values["example"] = str(values.get("example", ""))
    return Field(code_list=code_list, **values)


def _code_list(path: Path) -> CodeList:
    """A list's codes, names and aliases are all spellings of the code."""
    with path.open(encoding="utf-8", newline="") as file:
        columns, *rows = [tuple(row) for row in csv.reader(file)]
    spellings: list[tuple[str, str]] = []
    for row in rows:
        record = dict(zip(columns, row, strict=True))
        written = [row[0], record.get("name_it", ""), record.get("name_en", ""), record.get("name", "")]
        written += record.get("aliases", "").split("|")
        spellings += [(spelling, row[0]) for spelling in dict.fromkeys(written) if spelling]
    return CodeList(path.stem, columns, tuple(rows), tuple(spellings))


def _derived_lists(lists: Mapping[str, CodeList], kpis: Mapping[str, Kpi]) -> dict[str, CodeList]:
    """Lists derived from others or from the measures: provinces, chambers with their other names, KPIs."""
    territories = lists["territories"]
    level = territories.columns.index("level")
    provinces = tuple(row for row in territories.rows if row[level] == "province")
    codes = {row[0] for row in provinces}
    aliases = [(row[0], row[1]) for row in lists["territory_aliases"].rows] + list(territories.spellings)
    sigle = [(row[territories.columns.index("sigla")], row[0]) for row in provinces]
    spellings = dict.fromkeys((alias, code) for alias, code in [*sigle, *aliases] if code in codes)
    chambers = lists["chambers"]
    other = tuple((row[0], row[1]) for row in lists["chamber_aliases"].rows)
    measures = tuple(
        (kpi.id, kpi.unit) for kpi in kpis.values() if not kpi.supporting
    )  # a supporting one takes no target
    return {
        "provinces": CodeList("provinces", territories.columns, provinces, tuple(spellings)),
        "chambers": CodeList("chambers", chambers.columns, chambers.rows, chambers.spellings + other),
        "kpis": CodeList("kpis", ("code", "unit"), measures, tuple((m[0], m[0]) for m in measures)),
    }


def agreement_of(raw: Mapping[str, Any]) -> Agreement:
    """The agreement from what agreement.yaml holds. Raises KeyError or TypeError where a part is missing or unknown."""
    rules, projection, notable = raw["status_rules"], raw["projection"], raw["comparison"]
    return Agreement(
        title_it=raw["title_it"],
        title_en=raw["title_en"],
        announced_on=raw["announced_on"],
        parties=tuple(party["name"] for party in raw["parties"]),
        sources=tuple((source["title"], source["status"]) for source in raw["sources"]),
        targets_status=raw["targets_status"],
        window_start=raw["window_start"],
        window_end=raw["window_end"],
        on_track=rules["on_track"],
        slightly_late=rules["slightly_late"],
        minimum_points=rules["minimum_points"],
        implausible=rules["implausible"],
        interval=projection["interval"],
        recent_months=projection["recent_months"],
        outlook_likely=raw["outlook"]["likely"],
        outlook_unlikely=raw["outlook"]["unlikely"],
        variation=VariationRules(**raw["variation"]),
        small_base=raw["samples"]["small_base"],
        disclosure=DisclosureRules(**raw["disclosure"]),
        notable_journey=notable["journey"],
        notable_relative=notable["relative"],
        notable_revision=notable["revision"],
        level_bounds=raw["maturity_cutoffs"]["lower_bounds"],
        cutoffs_assumed=raw["maturity_cutoffs"]["assumed"],
    )


def _linkage() -> Linkage:
    """ValueError where the thresholds are no thresholds, or the chances of a comparison do not add up to one."""
    raw = read_yaml(CATALOGUE_DIR / "linkage.yaml")
    raw["name"]["same"]["u"] = 1 / raw["organisations"]  # each name's own frequency takes its place
    levels = {part: {key: (item["m"], item["u"]) for key, item in raw[part].items()} for part in ("name", "place")}
    found = Linkage(**(raw | levels))
    sums = [sum(chances) for part in levels.values() for chances in zip(*part.values(), strict=True)]
    if not 0 < found.review < found.accept < 1 or any(abs(total - 1) > 0.001 for total in sums):
        raise ValueError("linkage.yaml: thresholds or chances out of bounds")
    return found


def _digest_of_files() -> str:
    """One hash over every data file, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(CATALOGUE_DIR.rglob("*")):
        if path.suffix in {".yaml", ".csv"} and path.is_file():
            digest.update(path.relative_to(CATALOGUE_DIR).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
