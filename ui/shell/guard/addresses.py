"""The names and origins that the server answers to: loopback, the address it listens on, and OSSERVATORIO_HOSTS."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

VARIABLE = "OSSERVATORIO_HOSTS"  # names or addresses with or without a port, with commas between them
NAME = re.compile(
    r"(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9._-]{0,252}[a-z0-9])?)\.?)(?::(\d{1,5}))?"  # in brackets, name, port
)
SCHEMES = {"http": 80, "https": 443}


class WrongHostsError(ValueError):
    """An entry of OSSERVATORIO_HOSTS that is no name and no address."""


@dataclass(frozen=True)
class Host:
    """A name or address, in lower case and without a final dot, and the port, None where none is written."""

    name: str
    port: int | None = None

    @classmethod
    def read(cls, text: str) -> "Host | None":
        """The host of a Host header or of an entry; None where the text is none."""
        found = NAME.fullmatch(text.strip().lower())
        port = int(found[3]) if found and found[3] else None
        if not found or (port is not None and not 0 < port < 65536):
            return None
        return cls(found[1] or found[2], port)

    @property
    def loopback(self) -> bool:
        """Whether it is this machine by a name that no name server is asked for."""
        return self.name == "localhost" or is_loopback(self.name)

    def __str__(self) -> str:
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port is None else f"{name}:{self.port}"


@dataclass(frozen=True)
class Allowed:
    """What is answered. ``listed``: of OSSERVATORIO_HOSTS and of the server's own address."""

    listed: tuple[Host, ...] = ()

    def host(self, host: Host, own_address: str) -> bool:
        """Whether a request for this host is ours. ``own_address``: of the socket that it came in by.

        The address itself is always ours, and safe: another site's page can make a browser ask for our address under
        the other site's name (DNS rebinding), never under the address.
        """
        if host.loopback or host.name == own_address.lower().removeprefix("::ffff:"):
            return True
        return any(host.name == one.name and one.port in (None, host.port) for one in self.listed)

    def origin(self, origin: str, host: Host) -> bool:
        """Whether a page of this origin may ask: one of the host that it asks, or of one that is listed.

        The latter is for a proxy that asks us under another name than its readers ask it.
        """
        scheme, _, rest = origin.partition("://")
        found = Host.read(rest)
        if scheme not in SCHEMES or found is None:
            return False
        usual = SCHEMES[scheme]
        if (found.name, found.port or usual) == (host.name, host.port or usual):
            return True
        return any(found.name == one.name and (found.port or usual) == (one.port or usual) for one in self.listed)


def allowed(listen: Iterable[str], entries: str | None = None) -> Allowed:
    """The allowed hosts. ``listen``: addresses that the server is configured with. Raises WrongHostsError."""
    text = os.environ.get(VARIABLE, "") if entries is None else entries
    listed = []
    for entry in filter(None, (part.strip() for part in text.split(","))):
        plain = re.sub(r"^https?://", "", entry.lower()).rstrip("/")
        host = Host.read(plain) or Host.read(f"[{plain}]")
        if host is None:
            raise WrongHostsError(entry)
        listed.append(host)
    own = [host for text in listen if (host := Host.read(text) or Host.read(f"[{text}]")) and not is_every(host.name)]
    return Allowed(tuple(dict.fromkeys([*listed, *own])))


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own to itself alone; a name other than localhost may be anything."""
    try:
        return ip_address(address.removeprefix("::ffff:")).is_loopback
    except ValueError:
        return False


def is_every(address: str) -> bool:
    """Whether an address to listen on means all of the machine's."""
    return address in ("", "0.0.0.0", "::", "*")  # noqa: S104 - it is looked for, not listened on
