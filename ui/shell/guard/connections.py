"""Bounds on uvicorn's connections: how many at once, and how long one may take to ask for something.

Uvicorn waits for ever for a request whose head never ends, and takes connections until there are no descriptors left.
Its protocol class is the one place that knows a connection from its first byte on; it is extended when the server
starts, which the first message of the ASGI lifespan tells.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.shell.guard.limits import Limits

OPERATOR = logging.getLogger("osservatorio")
BACKLOG = 128  # connections accepted in one turn of the event loop, before any can be refused
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class Connections:
    """The middleware that sets the bounds when the server starts; requests pass through untouched."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Extend the protocol class of the server that starts the application."""
        if scope["type"] == "lifespan":
            _extend(receive, self.limits)
        await self.app(scope, receive, send)


def _extend(receive: Callable[[], Awaitable[Any]], limits: Limits) -> None:
    """Uvicorn's ``receive`` of the lifespan belongs to an object that holds the server's configuration."""
    config = getattr(getattr(receive, "__self__", None), "config", None)
    protocol = getattr(config, "http_protocol_class", None)
    if config is None or not (isinstance(protocol, type) and issubclass(protocol, H11Protocol)):
        OPERATOR.warning("This server is not uvicorn with h11: connections and slow requests are not bounded.")
        return
    config.http_protocol_class = bounded(protocol, limits)
    config.backlog = BACKLOG


def bounded(base: type[H11Protocol], limits: Limits) -> type[H11Protocol]:
    """The protocol class with bounds."""
    # Connections that ask for nothing yet, the oldest first: they go when there are too many.
    idle: dict[H11Protocol, asyncio.TimerHandle] = {}
    paused: dict[H11Protocol, asyncio.TimerHandle] = {}  # connections whose reader takes nothing of an answer

    class Bounded(base):  # type: ignore[misc, valid-type]
        """Closes a connection that asks or takes too slowly, and the oldest idle one where there are too many."""

        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            _wait(self)
            if len(self.connections) > limits.connections:
                oldest = next(iter(idle))
                _done(oldest)
                oldest.transport.abort()

        def data_received(self, data: bytes) -> None:
            if self not in idle and not _asks(self):
                _wait(self)
            super().data_received(data)
            if _asks(self) or self not in self.connections:  # another protocol has an upgraded connection
                _done(self)

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if not _asks(self) and self in self.connections:
                _wait(self)

        def pause_writing(self) -> None:
            super().pause_writing()
            paused[self] = self.loop.call_later(limits.send_seconds, self.transport.abort)

        def resume_writing(self) -> None:
            _taken(self)
            super().resume_writing()

        def connection_lost(self, exc: Exception | None) -> None:
            _done(self)
            _taken(self)
            super().connection_lost(exc)

    def _asks(protocol: H11Protocol) -> bool:
        return protocol.cycle is not None and not protocol.cycle.response_complete

    def _wait(protocol: H11Protocol) -> None:
        _done(protocol)
        idle[protocol] = protocol.loop.call_later(limits.head_seconds, _too_slow, protocol)

    def _done(protocol: H11Protocol) -> None:
        if timer := idle.pop(protocol, None):
            timer.cancel()

    def _taken(protocol: H11Protocol) -> None:
        if timer := paused.pop(protocol, None):
            timer.cancel()

    def _too_slow(protocol: H11Protocol) -> None:
        _done(protocol)
        if not protocol.transport.is_closing():
            protocol.transport.write(TOO_SLOW)
            protocol.transport.close()

    return Bounded
