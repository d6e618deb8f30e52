"""What the reading process is asked: our own records, pickled on their way to it and never back."""

from dataclasses import dataclass, field

from catalogue.load import Catalogue
from etl.ingest.apart.limited import Allowance
from etl.ingest.file_states import Probed


@dataclass(frozen=True)
class Request:
    """Find the file's feed and read its rows. ``catalogue``: None where the process knows it already."""

    file: Probed
    allowed: Allowance
    catalogue: Catalogue | None
    work: str
    for_sender: bool


@dataclass(frozen=True)
class Rows(Request):
    """Read some columns of the sheet as they were sent, by their places."""

    columns: dict[str, int] = field(default_factory=dict)
    decimals: dict[str, str] = field(default_factory=dict)
