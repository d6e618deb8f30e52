"""The middleware that bounds how many readers have a session at once; the others are told so in their language."""

import asyncio
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from texts.translator import LANGUAGES, Words
from ui.shell.guard.limits import Limits
from ui.shell.guard.refusal import RETRY, refuse
from ui.style.html import render

# Streamlit starts a thread for what a reader asks and waits on the event loop until it runs. With a pause between two
# of them, everything else is answered in between: a hundred at once held up the health check for three seconds.
PAUSE = 0.002
HTML = b"text/html; charset=utf-8"


class Crowd:
    """Counts sessions. While no further one may be opened, pages are answered by a notice that asks again by itself."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits
        self.sessions = 0
        self.pace = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 503. What is no page and no session (health, scripts) is always answered."""
        session = scope["type"] == "websocket"
        page = scope["type"] == "http" and b"text/html" in dict(scope["headers"]).get(b"accept", b"")
        if (session or page) and self.sessions >= self.limits.readers:
            await refuse(scope, send, 503, _full_page(scope), content_type=HTML)
            return
        if not session:
            await self.app(scope, receive, send)
            return

        async def paced() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                async with self.pace:
                    await asyncio.sleep(PAUSE)
            return message

        self.sessions += 1
        try:
            await self.app(scope, paced, send)
        finally:
            self.sessions -= 1


def _full_page(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["it"])[0]
    words = Words(asked if asked in LANGUAGES else "it")
    text = words.t("Too many readers at this moment. This page opens by itself as soon as there is room.")
    return str(render("full_page.html", lang=words.lang, text=text, seconds=RETRY))
