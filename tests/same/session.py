"""Open one page in a fresh session of a checkout, with Streamlit's AppTest, and read everything that it sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .elements import Normaliser, page_tree

PAGES = ("sintesi", "kpi", "adozione", "competenze", "territori", "sinergia", "associazioni", "dati", "metodo")
TIMEOUT = 120.0


@dataclass(frozen=True)
class View:
    """One page with the parameters of its address."""

    page: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its capture: page, territory and date."""
        date = self.parameters.get("as_of", "latest")
        return "_".join((self.page, self.parameters.get("territory", "IT"), date))


def sent(checkout: Path, view: View) -> dict[str, Any]:
    """Everything that a fresh session gets when it opens ``view``."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(checkout / "ui" / "frame.py"), default_timeout=TIMEOUT)
    for name, value in view.parameters.items():
        app.query_params[name] = value
    with _recorded() as last_run:
        if view.page != PAGES[0]:
            app.switch_page(f"../pages/{view.page}.py")
        app.run()
        files = last_run["files"]

        def read_file(button: dict[str, Any]) -> tuple[str | None, bytes] | str:
            try:
                deferred = button.get("deferred_file_id")
                address = files.execute_deferred(deferred) if deferred else button["url"]
            except Exception as error:  # whatever the product raises is what a reader would get
                return str(error)
            found = files.read_file(address.rsplit("/", 1)[-1])
            return found.filename, found.content

        normaliser = Normaliser(checkout)
        tree = page_tree(last_run["messages"], read_file, normaliser)
    return {"page": view.page, "address": normaliser.value(dict(app.query_params))} | tree


@contextmanager
def _recorded() -> Iterator[dict[str, Any]]:
    """Record the messages and the file manager of the last run: AppTest drops layout, page settings and files."""
    from streamlit import runtime
    from streamlit.testing.v1.local_script_runner import LocalScriptRunner

    last_run: dict[str, Any] = {}
    original = LocalScriptRunner.forward_msgs

    def recording(runner: LocalScriptRunner) -> Any:
        messages = original(runner)
        last_run.update(messages=list(messages), files=runtime.get_instance().media_file_mgr)
        return messages

    LocalScriptRunner.forward_msgs = recording  # type: ignore[method-assign]
    try:
        yield last_run
    finally:
        LocalScriptRunner.forward_msgs = original  # type: ignore[method-assign]
