"""A request turned away: a text on HTTP; a socket that was to be opened is refused, which a server tells as 403."""

from starlette.types import Scope, Send

RETRY = 10  # seconds after which a browser or a probe may ask again
CONTENT = b"text/plain; charset=utf-8"


async def refuse(scope: Scope, send: Send, status: int, text: str, *, content_type: bytes = CONTENT) -> None:
    """Answer with the status and the text, and close the connection; nothing of the request is read."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    body = text.encode()
    headers = [
        (b"content-type", content_type),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    if status == 503:
        headers.append((b"retry-after", str(RETRY).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
