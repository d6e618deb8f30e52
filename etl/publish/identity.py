"""The identity of a release, a hash of its inputs, catalogue and code; and its manifest."""

import hashlib
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

from catalogue import Catalogue
from engine.release import FORMAT
from etl.ingest.file_states import Refused, Sent
from etl.load.summary import Summary
from etl.storage.code_digest import figures_digest

ENGINE = "duckdb"


def identity_of(files: Sequence[Sent | Refused], catalogue: Catalogue, corrected: str, as_of: date | None) -> str:
    """The SHA-256 that names a release: the same inputs, catalogue, code, engine and date give the same.

    ``corrected``: the digest of the corrections, which may lie beside the catalogue.
    """
    digest = hashlib.sha256()
    listed = [file.sent if isinstance(file, Refused) else file for file in files]
    parts = [f"{file.name}={file.sha}" for file in listed]
    for part in (*parts, catalogue.digest, corrected, figures_digest(), f"{ENGINE} {version(ENGINE)}", str(as_of)):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def manifest_of(
    release: str,
    as_of: date,
    identity: str,
    catalogue: Catalogue,
    found: Summary,
    models: Sequence[str],
) -> dict[str, object]:
    """What manifest.json holds besides checksums (engine.integrity): no clock time, the same for the same inputs."""
    return {
        "release": release,
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "identity": identity,
        "catalogue": catalogue.digest,
        "code": figures_digest(),
        "engine": f"{ENGINE} {version(ENGINE)}",
        "models": list(models),
        "inputs": list(found.counts),
        "corrections": sorted({str(row["correction"]) for row in found.corrections}),
    }
