"""Where a build's files come from: the product's own figures, the inbox, and the demonstration beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue import CATALOGUE_DIR
from catalogue.correct import CORRECTIONS
from etl.ingest.file_states import Refused, Sent
from etl.ingest.inbox import DEMONSTRATION, list_files
from etl.storage.layout import sha256

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Shipped:
    """What the product itself brings to a release: files by the name that they have there, and corrections of sources.

    ``corrections``: the folder of the corrections' YAML files.
    """

    files: Mapping[str, Path]
    corrections: Path = CORRECTIONS


# Real figures that others published, and the proposed targets: they are in every release.
SHIPPED = Shipped(
    {
        "data/reference/published_figures.csv": ROOT / "data" / "reference" / "published_figures.csv",
        "catalogue/targets.csv": CATALOGUE_DIR / "targets.csv",
    }
)


@dataclass(frozen=True)
class Sources:
    """The folders of a build. Without a demonstration folder the release is built from real data alone.

    ``inbox``: None where nothing is sent at all. ``demo_asked``: the demonstration was asked for by name, and may
    take the place of a release of real data.
    """

    inbox: Path | None
    demo: Path | None
    shipped: Shipped = SHIPPED
    demo_asked: bool = False

    @property
    def demonstration(self) -> bool:
        """Whether demonstration rows are wanted at all."""
        return self.demo is not None

    def own_files(self) -> list[Sent | Refused]:
        """The shipped files and those of the inbox, in the order in which they are loaded.

        Raises UnlistedFolderError where the inbox cannot be listed.
        """
        shipped = [Sent(name, path, sha256(path)) for name, path in self.shipped.files.items()]
        return [*shipped, *(list_files(self.inbox) if self.inbox else [])]

    def is_shipped(self, file: Sent) -> bool:
        """Whether a file is the product's own, not a sent one."""
        return file.place in self.shipped.files.values()

    def demonstration_files(self) -> list[Sent]:
        """The generated files; they are used only while the inbox holds no programme data of its own."""
        found = list_files(self.demo) if self.demo else []
        return [Sent(f"{DEMONSTRATION}{file.name}", file.path, file.sha) for file in found if isinstance(file, Sent)]
