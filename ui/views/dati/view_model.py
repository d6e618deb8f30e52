"""What the sections of the data page share: senders, files, counts by feed, warnings and rejected rows, names."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from catalogue.model import DisclosureRules
from reads.deliveries import LoadedFile, Remark, files, remarks
from reads.releases import is_internal
from reads.territories import places_by_code
from ui.content.place_names import territory_names
from ui.state.page_context import Context
from ui.views.dati.freshness import SenderState, chambers_of, senders_of
from ui.views.dati.row_counts import FeedTotal, PublishedCounts, feed_totals, published_counts


@dataclass(frozen=True)
class View:
    """One run of the page. ``senders``: of the release, as of the date chosen; ``chambers``: those of the territory.

    ``totals``: row counts by feed; ``counts``: the same feeds' counts as they may be published. ``confidential``:
    feeds whose counts are rounded, none for the role internal. ``remarks``: what was found in the rows. ``names``: of
    territories; ``regional``: whether the territory consists of several regions.
    """

    page: Context
    names: dict[str, str]
    regional: bool
    senders: list[SenderState]
    chambers: list[SenderState]
    files: tuple[LoadedFile, ...]
    totals: list[FeedTotal]
    counts: list[PublishedCounts]
    remarks: tuple[Remark, ...]
    confidential: AbstractSet[str]

    @property
    def place(self) -> str:
        """The territory's name."""
        return self.names[self.page.filters.territory]

    @property
    def disclosure(self) -> DisclosureRules:
        """The rules that counts are rounded by."""
        return self.page.rules.agreement.disclosure

    @property
    def rejected_files(self) -> list[LoadedFile]:
        """The files of which no row was loaded."""
        return [row for row in self.files if row["problem"].it]


def read_view(page: Context) -> View:
    """Read everything that the page shows of the release in use."""
    chosen, release = page.filters, page.release
    places, senders, loaded = places_by_code(release), senders_of(release, chosen.as_of), files(release)
    totals = feed_totals(loaded)
    confidential = frozenset() if is_internal() else page.rules.confidential_feeds
    rules = page.rules.agreement.disclosure
    return View(
        page=page,
        names=territory_names(release, page.words),
        regional=places[chosen.territory]["territory_level"] in {"country", "area"},
        senders=senders,
        chambers=chambers_of(senders, chosen.territory, places.values()),
        files=loaded,
        totals=totals,
        counts=[published_counts(row, rules, confidential=row["feed"] in confidential) for row in totals],
        remarks=remarks(release),
        confidential=confidential,
    )
