"""The typeface of Italian public services, Titillium Web, served from its installed package: no other host is asked."""

from functools import cache
from importlib.metadata import version
from importlib.resources import files

import fontpkg_titillium_web
from markupsafe import Markup
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from ui.style.html import render

PACKAGE = "fontpkg-titillium-web"
# Style, weight, file. A browser loads the two that every page is written in at once, the others when a text needs them.
FACES = (
    ("normal", 400, "TitilliumWeb-Regular.ttf"),
    ("normal", 600, "TitilliumWeb-SemiBold.ttf"),
    ("normal", 700, "TitilliumWeb-Bold.ttf"),
    ("italic", 400, "TitilliumWeb-Italic.ttf"),
)
AT_ONCE = 2
YEAR = 365 * 24 * 3600


class Fonts:
    """The middleware that answers for the font files; everything else passes on untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.start = f"{base_path()}/{folder()}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a face's file; any other name below the folder is not found, as Streamlit says it."""
        path = scope.get("path", "")
        name = path.removeprefix(self.start)
        if scope["type"] != "http" or name == path or name not in [file for _, _, file in FACES]:
            await self.app(scope, receive, send)
            return
        # the version stands in the address: what was fetched once never changes
        headers = {"cache-control": f"public, max-age={YEAR}, immutable", "x-content-type-options": "nosniff"}
        await Response(face(name), headers=headers, media_type="font/ttf")(scope, receive, send)


def base_path() -> str:
    """The path that the server itself is set below (``--server.baseUrlPath``), with a leading slash; else empty."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


@cache
def folder() -> str:
    """The folder of the font files, below the base path; the package's version is part of its name."""
    return f"fonts/{version(PACKAGE)}"


@cache
def face(name: str) -> bytes:
    """One font file of the package."""
    return files(fontpkg_titillium_web).joinpath("files", name).read_bytes()


@cache
def font_faces() -> Markup:
    """The rules that name the font files, for the head of the page; addresses are relative to it."""
    return render("font_faces.html", folder=folder(), faces=FACES, at_once=[file for _, _, file in FACES[:AT_ONCE]])
