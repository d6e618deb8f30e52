"""Duplicates over all files of a feed: a row that repeats one of the same key is set aside, another is rejected."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa

from catalogue.model import Feed
from engine.sql_text import Sql, columns, fill, identifier, joined, literal, queries
from etl.load.supersede import supersede
from etl.messages import rule_texts
from etl.validate.contract_sql import SQL_TYPES
from etl.validate.reject_messages import TEXTS
from texts.message import Message, in_languages
from texts.messages.file_messages import PLACES

SQL = queries(__file__)
KEY_NUMBER = "hash($key)"  # of a key: equal keys have one number, and few others share it


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create load_reject, load_duplicate, load_notice and load_correction, empty."""
    connection.execute(SQL["create_tables"])


def empty_incoming(connection: duckdb.DuckDBPyConnection, feed: Feed) -> list[str]:
    """Create ``incoming_<feed>``, empty, for the feed's accepted rows; returns the names of its stored fields."""
    stored = [field for field in feed.fields if not field.personal]
    typed = joined((Sql(f"{identifier(field.name)} {SQL_TYPES[field.type]}") for field in stored), ", ")
    connection.execute(fill(SQL["empty_incoming"], incoming=f"incoming_{feed.name}", columns=typed))
    return [field.name for field in stored]


def separate(connection: duckdb.DuckDBPyConnection, feed: Feed, files: Sequence[str], demo: bool) -> None:
    """Separate the first row of each key from its duplicates and from rows that contradict it.

    Rows that a corrected file among ``files`` replaces are set aside first, as duplicates whose reason is
    ``superseded``. Creates ``loaded_<feed>`` from ``incoming_<feed>``, and adds to load_duplicate and load_reject.
    ``demo``: whether rows marked as demonstration are wanted.
    """
    names = [field.name for field in feed.fields if not field.personal]
    loaded = f"loaded_{feed.name}"
    placed = fill(SQL["placed"], fields=columns(name for name in names if name != "origin"))
    if not files:
        connection.execute(
            fill(SQL["load_without_files"], loaded=loaded, placed=placed, incoming=f"incoming_{feed.name}")
        )
        return
    marked = Sql(SQL["marked"]) if "origin" in names else Sql("false")
    supersede(connection, feed, files, marked if demo else Sql(f"nullif({marked}, true)"))
    connection.execute(fill(SQL["wanted"], marked=marked, unwanted=Sql("false") if demo else marked))
    if _rank(connection, feed, names):
        _load_first(connection, feed, placed)
    else:
        connection.execute(fill(SQL["load_unrepeated"], loaded=loaded, placed=placed))
    _reject(connection, feed, "demonstration", Sql(SQL["unwanted_rows"]), Sql("''"))


def _load_first(connection: duckdb.DuckDBPyConnection, feed: Feed, placed: Sql) -> None:
    """``loaded_<feed>``: the rows whose key comes once, and the first of the others; the rest is set aside."""
    text = SQL["load_first_of_each_key"]
    connection.execute(fill(text, loaded=f"loaded_{feed.name}", placed=placed, same_key=_same_key(feed)))
    connection.execute(fill(SQL["duplicates"], feed=literal(feed.name)))
    _reject(connection, feed, "key_conflict", Sql(SQL["conflicting_rows"]), identifier(feed.primary_key[0]))


def _rank(connection: duckdb.DuckDBPyConnection, feed: Feed, names: Sequence[str]) -> bool:
    """Whether any key may come again: then ``repeated`` holds such keys, ``ranked`` their rows beside the first.

    Keys are compared by a number made of each, and the few that share one by themselves.
    """
    key = columns(feed.primary_key)
    number = fill(KEY_NUMBER, key=Sql(f"{key}, unwanted"))
    numbers = np.sort(connection.sql(fill(SQL["key_numbers"], number=number)).fetchnumpy()["number"])
    shared = np.unique(numbers[1:][numbers[1:] == numbers[:-1]])
    if not len(shared):
        return False
    connection.register("shared", pa.table({"number": shared}))
    connection.execute(fill(SQL["repeated"], key=key, number=number))
    connection.unregister("shared")
    connection.execute(fill(SQL["ranked"], fields=columns(names, "w"), key=key, same_key=_same_key(feed)))
    return True


def _same_key(feed: Feed) -> Sql:
    return joined((fill(SQL["same_value"], field=name) for name in (*feed.primary_key, "unwanted")), " AND ")


def _reject(connection: duckdb.DuckDBPyConnection, feed: Feed, rule: str, rows: Sql, value: Sql) -> None:
    """Add rows to load_reject, with the place of the row that they contradict in the message."""
    places = in_languages(Message(PLACES["row_of_file"]))
    texts = {
        name: fill(SQL["message"], text=literal(rule_texts(rule)[name]), place=literal(places[name[-2:]]), value=value)
        for name in TEXTS
    }
    it, en, fix_it, fix_en = (texts[name] for name in TEXTS)
    connection.execute(
        fill(SQL["reject"], feed=literal(feed.name), rule=literal(rule), rows=rows, message_it=it, message_en=en,
             fix_it=fix_it, fix_en=fix_en)
    )  # fmt: skip
