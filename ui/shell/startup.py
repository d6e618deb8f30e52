"""What a server checks and sets before it answers anybody: its role, its names, its limits, its log."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

from starlette.middleware import Middleware
from streamlit import config

from reads.releases import INTERNAL, is_internal
from texts.message import Message
from texts.translator import LANGUAGES, Words
from ui.shell.fonts import Fonts
from ui.shell.guard.addresses import VARIABLE, Allowed, Host, WrongHostsError, allowed
from ui.shell.guard.connections import Connections
from ui.shell.guard.crowd import Crowd
from ui.shell.guard.gate import Gate
from ui.shell.guard.limits import limits
from ui.shell.guard.server_log import bound_log
from ui.shell.housekeeping import keep_house
from ui.shell.kept_files import keep_files
from ui.shell.middleware import PageMiddleware


def server_middleware() -> list[Middleware]:
    """The middleware of the dashboard, the first to see a request first. Ends the process where it must not start."""
    bound_log()
    names, most = checked(), limits()
    return [
        Middleware(Connections, limits=most),
        Middleware(Gate, allowed=names),
        Middleware(Crowd, limits=most),
        Middleware(PageMiddleware),
        Middleware(Fonts),
    ]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Bound the log again once Streamlit has set its own up; keep files a while, and house while the server runs."""
    bound_log()
    keep_files()
    house = asyncio.create_task(keep_house())
    yield
    house.cancel()


def checked() -> Allowed:
    """The names that are answered to. Ends the process, in a sentence, for a role or a name that may not be."""
    address = str(config.get_option("server.address") or "")
    role = os.environ.get("OSSERVATORIO_ROLE", "")
    if role not in ("", INTERNAL, "public"):
        _end(Message("OSSERVATORIO_ROLE is “{role}”: it is internal, or not set.", role=role))
    own = Host.read(address) or Host.read(f"[{address}]")
    if is_internal() and not (own and own.loopback):
        _end(
            Message(
                "OSSERVATORIO_ROLE=internal shows figures before disclosure control and there is no sign-in: it runs "
                "on this machine alone (--server.address localhost), not on “{address}”. From another machine: an SSH "
                "tunnel, as docs/operations.md says.",
                address=address or "0.0.0.0",  # noqa: S104 - what an empty address means
            )
        )
    shown = str(config.get_option("browser.serverAddress") or "")
    try:
        return allowed([address, *([shown] if config.is_manually_set("browser.serverAddress") else [])])
    except WrongHostsError as wrong:
        _end(
            Message(
                "{variable} holds “{entry}”, which is no name and no address. Example: dati.example.it, 10.0.0.5:8501.",
                variable=VARIABLE,
                entry=wrong,
            )
        )


def _end(message: Message) -> NoReturn:
    for lang in LANGUAGES:
        print(message(Words(lang)), file=sys.stderr, flush=True)
    sys.exit(2)
