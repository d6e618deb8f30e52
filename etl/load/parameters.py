"""What the models need to know besides the rows: dates, thresholds, the measures, the calendar."""

from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa

from catalogue import load
from catalogue.load import Catalogue
from catalogue.model import Agreement
from engine.sql_text import fill, joined, literal, numeral, queries
from etl.load.release_tables import agreement_row, code_names
from etl.storage.kpi_digest import definitions_of, judging_of

FAR = date(9999, 12, 31)
AS_OF_YEARS = 10  # before and after the agreement
# A month counts as reached when this share of the programme's rows, and this many, lie in it or later.
REACHED_SHARE, REACHED_ROWS = 0.005, 3
# Before the agreement the calendar is empty, and still has its columns.
CALENDAR = pa.schema([("month_end", pa.date32()), ("agreement_month", pa.int64()), ("agreement_year", pa.int64())])
FEW_ROWS = 10  # among fewer rows none can be called an outlier
SQL = queries(__file__)


def last_month_with_data(connection: duckdb.DuckDBPyConnection, fallback: date) -> date:
    """The default as-of date: the end of the last month that the programme, else a statistic, reaches.

    The programme (activities, assessments, services, practices) reaches a month when at least 0.5 % of its dated
    rows, and at least 3 of them, lie in that month or later. So one row, or two, with a mistyped year never move
    the dashboard, and in a large programme no few hundred do; fewer than 10 rows in all are taken as they are.
    Rows beyond the date stay accepted, with a warning. ``fallback`` is a day, the
    agreement's first: used where there is no data, and where all of them end before it. Months more than AS_OF_YEARS
    years after the agreement are a mistyped year however many rows say so: figures are computed for every month.
    """
    dates = joined((fill(SQL["dates_of_feed"], loaded=f"loaded_{feed}") for feed in dated_feeds()), " UNION ALL ")
    latest = literal(as_of_bounds(load().agreement)[1])
    bounds = {"few": numeral(FEW_ROWS), "least": numeral(REACHED_ROWS), "share": numeral(REACHED_SHARE)}
    programme = fill(SQL["programme_month"], dates=dates, latest=latest, **bounds)
    taken = [kpi.published_indicator for kpi in load().kpis.values() if kpi.published_indicator]
    for query, values in ((programme, []), (fill(SQL["statistic_month"], latest=latest), [taken])):
        found = connection.execute(query, values).fetchall()
        if found and found[0][0]:
            return max(month_end(found[0][0]), month_end(fallback))
    return month_end(fallback)


def as_of_bounds(agreement: Agreement) -> tuple[date, date]:
    """The first and the last day that a release may end with: ten years around the agreement's window."""
    first, last = agreement.window_start, agreement.window_end
    return date(first.year - AS_OF_YEARS, first.month, 1), month_end(date(last.year + AS_OF_YEARS, last.month, 1))


def dated_feeds() -> list[str]:
    """The feeds of the programme whose rows happen on a day."""
    feeds = load().feeds.values()
    return [feed.name for feed in feeds if feed.programme and any(field.name == "date" for field in feed.fields)]


def month_end(day: date) -> date:
    """The last day of the month that holds ``day``."""
    return (pd.Timestamp(day) + pd.offsets.MonthEnd(0)).date()


def load_parameters(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, as_of: date, cut: bool) -> None:
    """Create build_parameters, agreement, code_name, kpi, code_kpi_feed, code_level_bounds and code_calendar.

    ``cut``: whether statistics later than the as-of date are left out, as an explicit date asks.
    """
    agreement = catalogue.agreement
    window = {"window_start": agreement.window_start, "window_end": agreement.window_end}
    dates = {"as_of": as_of, "last_statistic": as_of if cut else FAR}
    thresholds: dict[str, object] = {
        "minimum_units": agreement.disclosure.minimum_units,
        "accept": catalogue.linkage.accept,
    }
    thresholds["judging_digest"] = judging_of(catalogue)
    _table(connection, "build_parameters", [{**dates, **window, **thresholds}])
    _table(connection, "agreement", [agreement_row(catalogue)])
    _table(connection, "code_name", code_names(catalogue))
    names, defined = {aim.id: aim for aim in catalogue.aims}, definitions_of(catalogue)
    _table(
        connection,
        "kpi",
        [
            {
                "kpi": kpi.id, "position": place, "aim": kpi.aim,
                "aim_it": names[kpi.aim].name_it, "aim_en": names[kpi.aim].name_en,
                "name_it": kpi.name_it, "name_en": kpi.name_en,
                "short_it": kpi.short_it,
                "short_en": kpi.short_en,
                "definition_it": kpi.definition_it, "definition_en": kpi.definition_en,
                "formula_it": kpi.formula_it,
                "formula_en": kpi.formula_en,
                "period": kpi.period, "unit": kpi.unit, "base_it": kpi.base_it, "base_en": kpi.base_en,
                "caveat_it": kpi.caveat_it, "caveat_en": kpi.caveat_en,
                "spoken_it": kpi.spoken_it, "spoken_en": kpi.spoken_en,
                "direction": kpi.direction, "kind": kpi.kind, "time_window": kpi.window, "change": kpi.change,
                "confidential": kpi.confidential, "supporting": kpi.supporting, "public_base": kpi.public_base,
                "confidential_why_it": kpi.confidential_why_it, "confidential_why_en": kpi.confidential_why_en,
                "places_why_it": kpi.places_why_it, "places_why_en": kpi.places_why_en,
                "published_indicator": kpi.published_indicator,
                "published_category": kpi.published_category,
                "feeds": "|".join(kpi.feeds),
                "breakdowns": "|".join(kpi.breakdowns),
                "pages": "|".join(kpi.pages),
                "definition_digest": defined[kpi.id],
            }
            for place, kpi in enumerate(catalogue.kpis.values())
        ],
    )  # fmt: skip
    kpis = catalogue.kpis.values()
    _table(connection, "code_kpi_feed", [{"kpi": k.id, "feed": name} for k in kpis for name in k.feeds])
    bounds = sorted(agreement.level_bounds.items(), key=lambda item: item[1])
    uppers = [low for _, low in bounds[1:]] + [float("inf")]
    levels = [
        {"level": name, "rank": rank, "lower_bound": low, "upper_bound": high}
        for rank, ((name, low), high) in enumerate(zip(bounds, uppers, strict=True))
    ]
    _table(connection, "code_level_bounds", levels)
    _table(connection, "code_calendar", calendar(agreement.window_start, as_of), CALENDAR)


def calendar(start: date, as_of: date) -> list[dict[str, object]]:
    """Month ends from the window's first month to the as-of date, with agreement month (1 to 36) and year (1 to 3)."""
    ends = pd.date_range(month_end(start), as_of, freq="ME").date
    return [
        {"month_end": end, "agreement_month": place, "agreement_year": (place - 1) // 12 + 1}
        for place, end in enumerate(ends, start=1)
    ]


def _table(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: list[dict[str, object]],
    schema: pa.Schema | None = None,
) -> None:
    connection.register("parameter_rows", pa.Table.from_pylist(rows, schema))
    connection.execute(fill("CREATE TABLE $name AS SELECT * FROM parameter_rows", name=name))
    connection.unregister("parameter_rows")
