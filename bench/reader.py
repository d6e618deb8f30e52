"""A client without a browser: requests pages from a running server over the socket of Streamlit's front end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


class Reader:
    """One session on a server."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def seconds(self, page: str, **choices: str) -> float:
        """Seconds from requesting a page with choices in its address until its script has finished and all has arrived.

        ``page``: the last part of its address, '' for the first. Raises RuntimeError where the script failed.
        """
        request = BackMsg()
        request.rerun_script.query_string = urlencode(choices)
        request.rerun_script.page_name = page
        start = time.perf_counter()
        self._socket.send(request.SerializeToString())
        while True:
            message = ForwardMsg.FromString(self._socket.recv(timeout=60, decode=False))
            if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(message.delta.new_element.exception.message)
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"/{page} did not finish")
                return time.perf_counter() - start


@contextmanager
def reader(base: str) -> Iterator[Reader]:
    """A session on the server at ``base`` (http://host:port)."""
    address = base.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, origin=Origin(base)) as socket:
        yield Reader(socket)


def drawn(base: str, page: str = "", headers: dict[str, str] | None = None, **choices: str) -> str:
    """All texts of a page as its front end gets them, among the bytes of its messages: what a reader may see."""
    address = base.replace("http", "ws", 1) + "/_stcore/stream"
    request = BackMsg()
    request.rerun_script.query_string = urlencode(choices)
    request.rerun_script.page_name = page
    told = b""
    with connect(
        address, subprotocols=[Subprotocol("streamlit")], max_size=None, origin=Origin(base), additional_headers=headers
    ) as socket:
        socket.send(request.SerializeToString())
        while True:
            raw = socket.recv(timeout=60, decode=False)
            told += raw
            if ForwardMsg.FromString(raw).WhichOneof("type") == "script_finished":
                return told.decode("utf-8", errors="replace")
