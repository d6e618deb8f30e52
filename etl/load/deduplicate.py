"""Duplicates over all files of a feed: a row that repeats one of the same key is set aside, another is rejected."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from catalogue.model import Feed
from engine.sql_text import Sql, columns, fill, identifier, joined, literal, queries
from etl.load import observation_keys
from etl.load.observations import is_statistics
from etl.load.supersede import supersede
from etl.messages import rule_texts
from etl.validate.contract_sql import SQL_TYPES
from etl.validate.reject_messages import TEXTS
from texts.message import Message, in_languages
from texts.messages.file_messages import PLACES

SQL = queries(__file__)
KEY_NUMBER = "hash($key)"  # of a key: equal keys have one number, and few others share it


@dataclass(frozen=True)
class Identity:
    """How the rows of a feed are compared.

    ``rows``: the view that holds them. ``key``: the columns in which they are one record; ``content``: those in which
    two of one key have to agree. ``silent``: rows that say nothing and contradict none. ``none_counts``: whether of
    rows that contradict each other none counts, and not the first. ``words``: of the message, ``told``: its value.
    """

    rows: str
    key: Sequence[str]
    content: Sequence[str]
    silent: Sql
    none_counts: bool
    words: str
    told: Sql


def identity_of(feed: Feed) -> Identity:
    """Senders mean the first row of a code; of two values that were published for one observation none is surer."""
    if is_statistics(feed):
        keys = observation_keys
        told = keys.key_in_words(feed)
        return Identity(keys.ROWS, keys.KEY, keys.CONTENT, Sql(SQL["unknown"]), True, "observation_conflict", told)
    names = [field.name for field in feed.fields if not field.personal]
    told = identifier(feed.primary_key[0])
    return Identity("latest_revision", feed.primary_key, names, Sql("false"), False, "key_conflict", told)


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
    identity = identity_of(feed)
    if is_statistics(feed):
        observation_keys.identify(connection, feed)
    unwanted = Sql("false") if demo else marked
    connection.execute(fill(SQL["wanted"], rows=identity.rows, marked=marked, unwanted=unwanted))
    if _rank(connection, identity):
        _load_first(connection, feed, identity, placed)
    else:
        connection.execute(fill(SQL["load_unrepeated"], loaded=loaded, placed=placed))
    _reject(connection, feed, ("demonstration", "demonstration"), Sql(SQL["unwanted_rows"]), Sql("''"))


def _load_first(connection: duckdb.DuckDBPyConnection, feed: Feed, identity: Identity, placed: Sql) -> None:
    """``loaded_<feed>``: the rows whose key comes once, and those of the others that count; the rest is set aside."""
    text = SQL["load_first_of_each_key"]
    connection.execute(fill(text, loaded=f"loaded_{feed.name}", placed=placed, same_key=_same_key(identity)))
    connection.execute(fill(SQL["duplicates"], feed=literal(feed.name)))
    _reject(connection, feed, ("key_conflict", identity.words), Sql(SQL["conflicting_rows"]), identity.told)


def _rank(connection: duckdb.DuckDBPyConnection, identity: Identity) -> bool:
    """Whether any key may come again: then ``repeated`` holds such keys, ``ranked`` their rows with their fate.

    Keys are compared by a number made of each, and the few that share one by themselves.
    """
    key = columns(identity.key)
    number = fill(KEY_NUMBER, key=Sql(f"{key}, unwanted"))
    numbers = np.sort(connection.sql(fill(SQL["key_numbers"], number=number)).fetchnumpy()["number"])
    shared = np.unique(numbers[1:][numbers[1:] == numbers[:-1]])
    if not len(shared):
        return False
    connection.register("shared", pa.table({"number": shared}))
    connection.execute(fill(SQL["repeated"], key=key, number=number))
    connection.unregister("shared")
    none_counts = Sql("true" if identity.none_counts else "false")
    connection.execute(
        fill(SQL["ranked"], content=columns(identity.content, "w"), silent=identity.silent, key=key,
             same_key=_same_key(identity), none_counts=none_counts)
    )  # fmt: skip
    return True


def _same_key(identity: Identity) -> Sql:
    return joined((fill(SQL["same_value"], field=name) for name in (*identity.key, "unwanted")), " AND ")


def _reject(connection: duckdb.DuckDBPyConnection, feed: Feed, told: tuple[str, str], rows: Sql, value: Sql) -> None:
    """Add rows to load_reject, with the place of the row that they contradict in the message.

    ``told``: the rule, and which of its sentences.
    """
    rule, words = told
    places = in_languages(Message(PLACES["row_of_file"]))
    texts = {
        name: fill(SQL["message"], text=literal(rule_texts(words)[name]), place=literal(places[name[-2:]]), value=value)
        for name in TEXTS
    }
    it, en, fix_it, fix_en = (texts[name] for name in TEXTS)
    connection.execute(
        fill(SQL["reject"], feed=literal(feed.name), rule=literal(rule), rows=rows, message_it=it, message_en=en,
             fix_it=fix_it, fix_en=fix_en)
    )  # fmt: skip
