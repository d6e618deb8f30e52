"""A dashboard server in a process of its own that records what it looks up, and raw requests to it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Runs Streamlit as its command does; every look-up of a name, and every connection to elsewhere, is written down.
WATCHED = """
import socket, sys
out, port = open(sys.argv[1], "a", buffering=1), sys.argv[2]
def watch(name):
    real = getattr(socket, name)
    def call(*args, **kwargs):
        if str(args[0]) not in ("localhost", "127.0.0.1", "::1", "None"):
            out.write(f"{name} {args[0]}\\n")
        return real(*args, **kwargs)
    setattr(socket, name, call)
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    watch(name)
connect = socket.socket.connect
def outside(self, address):
    if self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1", "localhost")):
        out.write(f"connect {address}\\n")
    return connect(self, address)
class Watched(socket.socket):
    connect = outside
socket.socket = Watched
sys.argv = ["streamlit", "run", "dashboard.py", "--server.port", port, *sys.argv[3:]]
from streamlit.web.cli import main
main()
"""


@dataclass
class Server:
    """A running server: its port, its process, and the files of its log and of what it looked up outside."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path
    outside: Path

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def looked_up(self) -> list[str]:
        return self.outside.read_text(encoding="utf-8").splitlines()

    def ask(self, request: str, timeout: float = 10.0) -> str:
        """Send a request as it is written and return the whole answer; lines end with a line feed in ``request``."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as line:
            line.sendall(request.replace("\n", "\r\n").encode("latin-1"))
            answer = b""
            while part := line.recv(65536):
                answer += part
            return answer.decode("latin-1")

    def get(self, path: str = "/_stcore/health", **headers: str) -> str:
        """Ask for a path. ``headers`` with _ for -; host is the server's own unless given, none where it is empty."""
        named = {"host": f"127.0.0.1:{self.port}", "connection": "close"} | headers
        lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in named.items() if value)
        return self.ask(f"GET {path} HTTP/1.1\n{lines}\n")

    def socket_opened(self, **headers: str) -> str:
        """The first line of the answer to a socket that is to be opened."""
        named = {
            "host": f"127.0.0.1:{self.port}", "connection": "Upgrade", "upgrade": "websocket",
            "sec_websocket_version": "13", "sec_websocket_key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "sec_websocket_protocol": "streamlit",
        } | headers  # fmt: skip
        with socket.create_connection(("127.0.0.1", self.port), 10) as line:
            lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items() if value)
            line.sendall(f"GET /_stcore/stream HTTP/1.1\r\n{lines}\r\n".encode("latin-1"))
            return line.recv(4096).decode("latin-1").split("\r\n")[0]

    def health_seconds(self) -> float:
        """How long the health check takes; it has to be answered."""
        start = time.perf_counter()
        assert self.get().startswith("HTTP/1.1 200"), "no health"
        return time.perf_counter() - start

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024

    @property
    def files(self) -> int:
        """Open descriptors."""
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())


@contextmanager
def server(folder: Path, releases: Path, *options: str, **environment: str) -> Iterator[Server]:
    """Run a server on a free port, its files in ``folder``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    folder.mkdir(parents=True, exist_ok=True)
    outside, log = folder / "outside", folder / "log"
    outside.touch()
    with log.open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-c", WATCHED, str(outside), str(port), *options],
            cwd=ROOT, env=os.environ | {"OSSERVATORIO_RELEASES": str(releases)} | environment, stdout=err, stderr=err,
        )  # fmt: skip
    running = Server(port, process, log, outside)
    try:
        for _ in range(240):
            try:
                running.get()
                break
            except OSError:
                if process.poll() is not None:
                    break
                time.sleep(0.25)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=20)
