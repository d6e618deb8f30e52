"""The functions that are timed: reading and checking by the product, DuckDB, pandera, calamine, openpyxl, lxml."""

import tempfile
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pandera.pandas as pa
import pyarrow
from lxml import etree
from python_calamine import CalamineWorkbook

from catalogue import load
from catalogue.model import Feed, Field
from engine import connect
from etl.check import check
from etl.ingest.archives import unpack
from etl.ingest.file_states import Read, Refused, Sent, Validated
from etl.ingest.read_rows import read_pieces, recognise_file
from etl.ingest.stage import stage
from etl.load.feeds import load_feeds
from etl.normalise.code_readers import reader
from etl.storage.layout import Store, sha256
from etl.validate.contract_sql import is_mapped


def product_csv(path: Path) -> None:
    """The product on a CSV: hash, recognise, read, check every rule, store original and rows, find duplicates, load."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        store, catalogue = Store(Path(folder)), load()
        store.prepare()
        probed = unpack([Sent(path.name, path, sha256(path))], store.work / "unpacked")
        (file,) = stage(probed, store, catalogue, lambda *_: None)
        if not isinstance(file, Validated):
            raise ValueError(f"{path.name} was not read: {file}")
        load_feeds(connect(spill=store.work).connection, [file], store, catalogue, demo=True)


def bare_csv(path: Path) -> None:
    """DuckDB alone: a typed table of the file, without rules, row numbers or duplicates."""
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(
            "CREATE TABLE bare AS SELECT * FROM "
            "read_csv(?, delim = ';', dateformat = '%d/%m/%Y', decimal_separator = ',')",
            [str(path)],
        )


def pandera_csv(path: Path) -> None:
    """pandas and pandera with the contract's rules; each distinct code, date and tax code is read once, as here."""
    feed = load().feeds["pid_activity"]
    frame = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    frame = frame.rename(columns={field.title: field.name for field in feed.fields}).drop(columns="promoter")
    fields = [field for field in feed.fields if not field.personal]
    read = {field.name: _read(frame[field.name].str.strip(), field, feed) for field in fields}
    schema = pa.DataFrameSchema({field.name: _column(field) for field in fields}, unique=list(feed.primary_key))
    try:
        schema.validate(pd.DataFrame(read), lazy=True)
    except pa.errors.SchemaErrors as errors:
        if errors.failure_cases.empty:
            raise


def _read(texts: pd.Series, field: Field, feed: Feed) -> pd.Series:
    texts = texts.where(~texts.isin(list(feed.missing_values)))
    if is_mapped(field):
        make = reader(field)
        made = {text: make(text) for text in texts.dropna().unique()}
        return texts.map({text: getattr(value, "value", value) for text, value in made.items()})
    if field.type in {"number", "integer"}:
        plain = texts.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
        return pd.to_numeric(plain, errors="coerce")
    return texts


def _column(field: Field) -> pa.Column:
    limits, checks = field.constraints, []
    if "maxLength" in limits:
        checks.append(pa.Check.str_length(max_value=int(str(limits["maxLength"]))))
    for name, check_of in (("minimum", pa.Check.ge), ("maximum", pa.Check.le)):
        if name in limits:
            bound = pd.Timestamp(str(limits[name])).date() if field.type == "date" else float(str(limits[name]))
            checks.append(check_of(bound))
    return pa.Column(None, checks, nullable=not field.required)


def product_workbook(path: Path) -> None:
    """The product on a workbook: `etl check`, with every rule and duplicate."""
    check([path])


def calamine_workbook(path: Path) -> None:
    """python-calamine alone: every cell of every sheet."""
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def openpyxl_workbook(path: Path) -> None:
    """openpyxl alone, read only."""
    book = openpyxl.load_workbook(path, read_only=True)
    for page in book.worksheets:
        for _ in page.iter_rows(values_only=True):
            pass


def product_xml(path: Path) -> None:
    """The product on a State-aid file: recognise it and read every row, piece by piece as a build does."""
    (file,) = unpack([Sent(path.name, path, "")], path.parent / "unpacked")
    recognised = file if isinstance(file, Refused) else recognise_file(file, load())
    pieces = iter([recognised]) if isinstance(recognised, Refused) else read_pieces(recognised)
    rows, end = 0, None
    for piece in pieces:
        rows, end = (rows + piece.num_rows, None) if isinstance(piece, pyarrow.Table) else (rows, piece)
    if not isinstance(end, Read) or end.rows != rows:
        raise ValueError(f"{path.name} was not read: {end}")


def bare_xml(path: Path) -> None:
    """lxml alone: iterparse that counts records and frees them."""
    count = 0
    for _, element in etree.iterparse(str(path), tag="{*}AIUTO"):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    if not count:
        raise ValueError(f"{path.name} holds no record")
