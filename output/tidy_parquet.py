"""A table of Arrow as Parquet, each column with its description, for R, Python and DuckDB."""

from collections.abc import Mapping
from io import BytesIO

import pyarrow as pa
from pyarrow import parquet


def parquet_bytes(table: pa.Table, descriptions: Mapping[str, str], notes: Mapping[str, str]) -> bytes:
    """The table with ``descriptions`` by column and ``notes`` on the whole in its schema, compressed (zstd)."""
    fields = [field.with_metadata({"description": descriptions.get(field.name, "")}) for field in table.schema]
    out = BytesIO()
    parquet.write_table(table.cast(pa.schema(fields, metadata=dict(notes))), out, compression="zstd")
    return out.getvalue()
