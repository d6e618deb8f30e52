"""Readers and strangers at once on a running server: sockets left open, readers who leave, requests that never end."""

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PAGES = ("", "kpi", "adozione", "competenze", "territori", "sinergia", "associazioni", "dati", "metodo")
PLACES = ("IT", "ITC4", "ITH5", "ITI1", "ITF3", "ITH55", "ITC4C", "ITI43", "ITF4", "ITG1", "ITF6", "ITC1")
DATES = ("2020-12-31", "2020-06-30", "2019-12-31", "2019-06-30", "2020-09-30", "2020-03-31")
HALF = (b"GET / HTTP/1.1\r\nHost: ", b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: webso", b"G", b"")


def session(base: str) -> ClientConnection:
    """A socket of a reader on the server at ``base``. Raises OSError and WebSocketException where it is refused."""
    return connect(
        base.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")], max_size=None, origin=Origin(base), open_timeout=30, close_timeout=1,
    )  # fmt: skip


def asks(socket: ClientConnection, chance: random.Random) -> None:
    """Ask for any page with any choices, and take nothing of it."""
    request = BackMsg()
    request.rerun_script.query_string = urlencode({"territory": chance.choice(PLACES), "as_of": chance.choice(DATES)})
    request.rerun_script.page_name = chance.choice(PAGES)
    socket.send(request.SerializeToString())


def leave(base: str, readers: int, seconds: float = 1.0) -> None:
    """Readers who all ask for a page at once and close it ``seconds`` later."""
    chance = random.Random(1)  # noqa: S311 - choices, no secrets
    with ExitStack() as open_sockets:
        sockets = [open_sockets.enter_context(session(base)) for _ in range(readers)]
        for one in sockets:
            asks(one, chance)
        time.sleep(seconds)
        for one in sockets:
            one.socket.shutdown(socket.SHUT_RDWR)  # as a browser does that is closed


@contextmanager
def idle(base: str, count: int) -> Iterator[int]:
    """Open sockets that ask for nothing; yields how many were let in."""
    with ExitStack() as open_sockets:
        entered = 0
        for _ in range(count):
            try:
                open_sockets.enter_context(session(base))
                entered += 1
            except (OSError, WebSocketException):
                continue
        yield entered


@contextmanager
def half_sent(base: str, count: int) -> Iterator[list[socket.socket]]:
    """Connections whose requests never end."""
    address = urlsplit(base)
    lines = [socket.create_connection((str(address.hostname), int(address.port or 80)), 10) for _ in range(count)]
    for number, line in enumerate(lines):
        line.sendall(HALF[number % len(HALF)])
    try:
        yield lines
    finally:
        for line in lines:
            line.close()


@dataclass
class Health:
    """How long the health check took, each time that it was asked."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def slowest(self) -> float:
        """The longest answer; a failure counts as a minute."""
        return max([*self.seconds, *(60.0 for _ in self.failures)], default=0.0)


@contextmanager
def watched(base: str, every: float = 0.1) -> Iterator[Health]:
    """Ask for the health of the server again and again."""
    health, done = Health(), threading.Event()

    def ask() -> None:
        while not done.wait(every):
            start = time.perf_counter()
            try:
                urlopen(f"{base}/_stcore/health", timeout=30).read()  # noqa: S310 - our own server
                health.seconds.append(time.perf_counter() - start)
            except OSError as error:
                health.failures.append(str(error))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield health
    finally:
        done.set()
        asking.join()
