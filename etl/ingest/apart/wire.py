"""What the reading process says, on its pipe: JSON and Arrow tables alone, so that no answer can run code here."""

import json
import struct
from typing import BinaryIO, TypeAlias

import pyarrow as pa

Answer: TypeAlias = dict[str, object] | pa.Table
LENGTH = struct.Struct(">cI")
SAID, TABLE = b"s", b"t"
MOST_BYTES = 64 << 20  # of JSON; tables come in their own form


class ReaderGoneError(Exception):
    """The reading process ended, or said what it never says."""


def send(pipe: BinaryIO, answer: Answer) -> None:
    """Write one answer; a table batch by batch, so that no copy of it is made."""
    if isinstance(answer, pa.Table):
        pipe.write(LENGTH.pack(TABLE, 0))
        with pa.ipc.new_stream(pa.PythonFile(pipe, mode="w"), answer.schema) as stream:
            stream.write_table(answer)
    else:
        text = json.dumps(answer).encode()
        pipe.write(LENGTH.pack(SAID, len(text)) + text)
    pipe.flush()


def receive(pipe: BinaryIO) -> Answer:
    """Read one answer. Raises ReaderGoneError where the pipe ends or holds anything else; tables are checked."""
    try:
        kind, length = LENGTH.unpack(pipe.read(LENGTH.size))
        if kind == TABLE:
            table = pa.ipc.open_stream(pa.PythonFile(pipe, mode="r")).read_all()
            table.validate(full=True)
            return table
        if kind != SAID or length > MOST_BYTES:
            raise ReaderGoneError
        said = json.loads(pipe.read(length))
    except (struct.error, ValueError, OSError, pa.ArrowException) as error:
        raise ReaderGoneError from error
    if not isinstance(said, dict):
        raise ReaderGoneError
    return said
