"""HTTP middleware: security headers, and Streamlit's HTML page with language, base address and own scripts."""

import re
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from markupsafe import Markup
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from texts.translator import LANGUAGES
from ui.shell.fonts import font_faces
from ui.shell.guard.addresses import Host
from ui.shell.guard.gate import HOST
from ui.shell.own_texts import own_texts
from ui.style.html import render

FRAME = Path(__file__).resolve().parents[1] / "frame.py"
SCRIPTS = [Path(__file__).resolve().with_name(name) for name in ("frame.js", "own_texts.js", "paper.js", "page.js")]

# No page may send a request to another host. Streamlit's own front end needs inline styles, eval (Vega) and blobs.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' {sockets} data: blob:; "
    "worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
)
PARTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
OWN_FONT = re.compile(rb'<link\s+rel="preload"\s+href="[^"]+"\s+as="font"[^>]*/>')  # of Streamlit's, which no page uses
TITLE = (b">Streamlit<", b">Osservatorio COOP 4.0<")  # until the page says its own
DRAWN_WITH = ("PlotlyChart", "Html", "Selectbox", "PageLink")
HEAD, HEAD_END = b"<head>", b"</head>"  # of the page that Streamlit serves
WHOLE = (b"accept-encoding", b"if-none-match", b"if-modified-since")
HEADERS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


class PageMiddleware:
    """Adds the headers to every response and rewrites the one HTML page that Streamlit serves for all addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; buffer an HTML response until it is complete, then send it rewritten."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["it"])[0]
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            # A page is rewritten, so it is requested uncompressed and complete, never as "not modified".
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] not in WHOLE]
        policy = policy_of(scope.get(HOST))
        start: Message = {}
        body = b""

        async def respond(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = policy
                for name, value in HEADERS.items():
                    headers[name] = value
                if headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers:
                    for stale in ("etag", "last-modified"):
                        if stale in headers:
                            del headers[stale]
                    start = message
                    return
            elif start and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                page = rewritten(body, "en" if language == "en" else "it")
                MutableHeaders(scope=start)["content-length"] = str(len(page))
                await send(start)
                message = {"type": "http.response.body", "body": page}
            await send(message)

        await self.app(scope, receive, respond)


@lru_cache(maxsize=64)
def policy_of(asked: Host | None) -> str:
    """The content security policy: a socket to the server itself alone, under the name that it was asked by.

    'self' means its sockets too, in browsers of the last years; older ones go by the name. ``asked`` was let through
    by the gate, so that it holds nothing but a name and a port.
    """
    return POLICY.format(sockets=f"ws://{asked} wss://{asked}" if asked else "")


def rewritten(page: bytes, lang: str) -> bytes:
    """Streamlit's page with the reader's language, its base address, own scripts and typeface."""
    page = OWN_FONT.sub(b"", page.replace(*TITLE, 1), count=1)
    page = page.replace(b'lang="en"', f'lang="{lang}"'.encode(), 1)
    start, end = (first_scripts() + font_faces()).encode(), preloads().encode()
    return page.replace(HEAD, HEAD + start, 1).replace(HEAD_END, end + HEAD_END, 1)


@cache
def first_scripts() -> Markup:
    """The scripts that run before Streamlit's own: its base address, and our own files of ui/shell, unescaped."""
    script = Markup("\n".join(one.read_text(encoding="utf-8") for one in SCRIPTS))  # noqa: S704
    return render("page_start.html", script=script, texts={"languages": LANGUAGES, "texts": own_texts()})


@cache
def preloads() -> Markup:
    """Links that load the scripts that every page is drawn with while the server still works on the page.

    Streamlit's front end requests each of these parts, Plotly's megabytes among them, when the first element that
    needs it arrives. A part that a later version names differently is not preloaded.
    """
    found = [path.name for name in DRAWN_WITH for path in sorted(PARTS.glob(f"{name}.*.js"))]
    return render("preloads.html", addresses=[f"./static/js/{name}" for name in found])
