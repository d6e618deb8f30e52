"""The first middleware: refuses foreign hosts and origins before Streamlit sees them, and asks nobody to do so.

Streamlit itself would look up this machine's address on an outside host, on the event loop, for each foreign origin.
"""

from functools import cache

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from reads.releases import is_internal
from texts.translator import LANGUAGES, N_, Words
from ui.shell.guard.addresses import VARIABLE, Allowed, Host, is_loopback
from ui.shell.guard.refusal import refuse

HOST = "osservatorio.host"  # in the scope of a request that was let through: the Host that it was asked by
LOCAL = "x-osservatorio-this-machine"  # set by the gate alone; whatever a browser sends under this name is dropped
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
HOST_REFUSED = N_("421: this server does not answer to that name. Whoever runs it lists its names in {variable}.")
ORIGIN_REFUSED = N_("403: pages of another site may not ask this server.")
METHODS = ("GET", "HEAD", "OPTIONS")  # nothing is sent to this server but over the socket: no page takes files
METHOD_REFUSED = N_("405: this server is only read.")
INTERNAL_REFUSED = N_(
    "403: with OSSERVATORIO_ROLE=internal this server answers its own machine alone; from elsewhere, an SSH tunnel."
)


class Gate:
    """Lets through what is asked of this server under one of its names, by a page of its own or by no page."""

    in_front = False  # whether one stands before the pages of this process

    def __init__(self, app: ASGIApp, allowed: Allowed) -> None:
        self.app, self.allowed = app, allowed
        Gate.in_front = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 421 for a foreign host, 403 for a foreign origin; else pass on with the verdict about it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        host = Host.read(hosts[0]) if len(hosts) == 1 else None
        server, client = scope.get("server"), scope.get("client")
        own, peer = (str(one[0]) if one else "" for one in (server, client))
        if host is None or not self.allowed.host(host, own):
            await refuse(scope, send, 421, in_both(HOST_REFUSED))
            return
        if len(origins) > 1 or not all(self.allowed.origin(origin, host) for origin in origins):
            await refuse(scope, send, 403, in_both(ORIGIN_REFUSED))
            return
        local = is_loopback(peer) and host.loopback and not any(name in headers for name in FORWARDED)
        if is_internal() and not local:
            await refuse(scope, send, 403, in_both(INTERNAL_REFUSED))
            return
        if scope["type"] == "http" and scope["method"] not in METHODS:
            await refuse(scope, send, 405, in_both(METHOD_REFUSED))
            return
        await self.app(self._judged(scope, host, local), receive, send)

    def _judged(self, scope: Scope, host: Host, local: bool) -> Scope:
        """The request with our verdict. The origin, which is allowed, is told as the host's own.

        So Streamlit need not judge it.
        """
        kept = [(name, value) for name, value in scope["headers"] if name not in (b"origin", LOCAL.encode())]
        if any(name == b"origin" for name, _ in scope["headers"]):
            kept.append((b"origin", f"http://{Headers(scope=scope)['host']}".encode("latin-1")))
        if local and all(one.loopback for one in self.allowed.listed):
            kept.append((LOCAL.encode(), b"1"))
        return {**scope, "headers": kept, HOST: host}


@cache
def in_both(msgid: str) -> str:
    """A refusal in each language, on lines of their own: who asks in vain may speak either."""
    return "".join(f"{Words(lang).t(msgid, variable=VARIABLE)}\n" for lang in LANGUAGES)


def on_this_machine() -> bool:
    """Whether the page is read in a browser of this machine, and the server serves no others under a name of its own.

    Without a gate in front (tests of single pages) nobody else can be there.
    """
    return not Gate.in_front or st.context.headers.get(LOCAL) == "1"
