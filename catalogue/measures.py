"""Reads the measures: the aims of aims.yaml and one YAML file a measure, in the folder of its aim."""

from collections.abc import Mapping
from pathlib import Path

from catalogue.model import Aim, CodeList, Kpi
from catalogue.read import CATALOGUE_DIR, read_yaml
from catalogue.rules import SOURCES, UNITS, Events, Reader, RuleError

FOLDER = CATALOGUE_DIR / "kpis"
FIRST_REPORT = "first_report"


def aims_and_kpis(
    events: Mapping[str, Events], lists: Mapping[str, CodeList]
) -> tuple[tuple[Aim, ...], dict[str, Kpi]]:
    """The aims, and the measures by id in the order of their aims and of ``order`` within each.

    Raises TypeError where a file lacks a part or has an unknown one, RuleError where a rule uses an unknown name.
    """
    rows = {name: {row[0]: dict(zip(each.columns, row, strict=True)) for row in each.rows}
            for name, each in lists.items()}  # fmt: skip
    aims: list[Aim] = []
    kpis: dict[str, Kpi] = {}
    for aim in read_yaml(FOLDER / "aims.yaml"):
        aims.append(Aim(aim["aim"], aim["name_it"], aim["name_en"]))
        own = [_kpi(path, aim["aim"], events, rows) for path in sorted((FOLDER / aim["folder"]).glob("*.yaml"))]
        kpis |= {kpi.id: kpi for kpi in sorted(own, key=lambda kpi: (kpi.order, kpi.id))}
    return tuple(aims), kpis


def _kpi(
    path: Path, aim: str, events: Mapping[str, Events], rows: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> Kpi:
    raw = read_yaml(path)
    reader = Reader(str(raw.get("id")), str(raw.get("window")), events, rows)
    sources = dict(raw.pop("breakdowns"))
    raw["feeds"], raw["pages"] = tuple(raw["feeds"]), tuple(raw.get("pages", ()))
    raw["rules"] = tuple(map(reader.rule, raw.pop("counts")))
    raw["opens"] = reader.opening(raw.get("opens"))
    kpi = Kpi(aim=aim, breakdowns=tuple(sources), sources=sources, **raw)
    parts = {rule.breakdown for rule in kpi.rules} - {""}
    for holds, wrong in (
        (kpi.id == path.stem, f"the file is called {path.stem}"),
        (kpi.units in UNITS, f"no units {kpi.units!r}"),
        (kpi.since in ("", FIRST_REPORT), f"no such beginning as {kpi.since!r}"),
        (set(sources.values()) <= set(SOURCES), f"breakdowns by {sorted(set(sources.values()) - set(SOURCES))}"),
        (parts == {name for name, source in sources.items() if source == "own"}, f"rules for the parts {parts}"),
        (bool(kpi.units == "once") == any(rule.once for rule in kpi.rules), "`units: once` goes with `once`"),
    ):
        if not holds:
            raise RuleError(f"measure {kpi.id}: {wrong}")
    return kpi
