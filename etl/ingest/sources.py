"""Where a build's files come from: the product's own figures, the inbox, and the demonstration beside them."""

from dataclasses import dataclass
from pathlib import Path

from catalogue import CATALOGUE_DIR
from etl.ingest.inbox import DEMONSTRATION, Inbound, inbound
from etl.storage.layout import sha256

ROOT = Path(__file__).resolve().parents[2]
# Real figures that others published, and the proposed targets: they are in every release.
SHIPPED = (ROOT / "data" / "reference" / "published_figures.csv", CATALOGUE_DIR / "targets.csv")


@dataclass(frozen=True)
class Sources:
    """The folders of a build. Without a demonstration folder the release is built from real data alone."""

    inbox: Path
    demo: Path | None

    @property
    def demonstration(self) -> bool:
        """Whether demonstration rows are wanted at all."""
        return self.demo is not None

    def own_files(self) -> list[Inbound]:
        """The shipped files and the inbox, in the order in which they are loaded."""
        shipped = [Inbound(path.relative_to(ROOT).as_posix(), path, sha256(path)) for path in SHIPPED]
        return shipped + (inbound(self.inbox) if self.inbox.is_dir() else [])

    def is_shipped(self, file: Inbound) -> bool:
        """Whether a file is the product's own, not one that somebody sent."""
        return file.path in SHIPPED

    def demonstration_files(self) -> list[Inbound]:
        """The generated files; they are used only while the inbox holds no programme data of its own."""
        found = inbound(self.demo) if self.demo else []
        return [Inbound(f"{DEMONSTRATION}{file.name}", file.path, file.sha) for file in found]
