"""The layouts that are no plain table: how each is recognised by its content, and how it is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from etl.extract.awards import state_aid
from etl.extract.sheet import Piece, Sheet
from etl.extract.statistics import eurostat_sheet, eurostat_tsv, excelsior, istat_pairs, sdmx_csv


@dataclass(frozen=True)
class Layout:
    """``fits`` takes a sheet and the place of its header; ``needs`` names what it looks for.

    ``rows`` gives text columns named after the feed's fields, with _row, and _sheet where a row of the file holds
    several rows of the feed: sheet and row together name one row. ``pieces`` gives the same some at a time, in their
    order, where a file may hold more rows than memory should.
    """

    needs: tuple[str, ...]
    fits: Callable[[Sheet, int], bool]
    rows: Callable[[Sheet, int], Piece]
    pieces: Callable[[Sheet, int], Iterator[Piece]] | None = None


LAYOUTS = {
    "istat_pairs": Layout(istat_pairs.NEEDS, istat_pairs.fits, istat_pairs.rows),
    "sdmx_csv": Layout(sdmx_csv.NEEDS, sdmx_csv.fits, sdmx_csv.rows),
    "eurostat_tsv": Layout(eurostat_tsv.NEEDS, eurostat_tsv.fits, eurostat_tsv.rows),
    "eurostat_sheet": Layout(eurostat_sheet.NEEDS, eurostat_sheet.fits, eurostat_sheet.rows),
    "excelsior": Layout(excelsior.NEEDS, excelsior.fits, excelsior.rows),
    "state_aid": Layout(tuple(state_aid.HEAD), state_aid.fits, state_aid.rows, state_aid.pieces),
}
