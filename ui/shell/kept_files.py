"""Downloads of a page that is redrawn meanwhile: what a reader pressed is still on the screen, so its file is given.

Streamlit registers each button anew with every run, and forgets the one before as soon as any reader's run ends: a
press that arrives later is answered with an error, and so is the fetching of a file that was just written.
"""

import time
from typing import Any

from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind

KEPT = 60.0  # seconds: longer than a page is drawn even in a queue, and short enough for memory


class PatientFiles(MediaFileManager):
    """Streamlit's files, of which those that no page refers to any more go after a while instead of at once."""

    def _remove_orphaned_deferred_callables(self) -> None:
        """Forget the buttons that no page has had for a while; called under the lock, at the end of each run."""
        shown = {one for of_session in self._files_by_session_and_coord.values() for one in of_session.values()}
        for one in [one for one in self._deferred_callables if one not in shown]:
            button: Any = self._deferred_callables[one]
            if time.monotonic() - button.setdefault("unused_since", time.monotonic()) > KEPT:
                self._drop_deferred_id(one)

    def _delete_file(self, file_id: str) -> None:
        """Delete a written file once it was unused for a while; called under the lock, at the end of each run."""
        file = self._file_metadata[file_id]  # made anew whenever the file is written again
        since = vars(file).setdefault("unused_since", time.monotonic())
        if file.kind is not MediaFileKind.DOWNLOADABLE or time.monotonic() - since > KEPT:
            super()._delete_file(file_id)


def keep_files() -> None:
    """Let the running server keep files a while. Streamlit makes its own manager and has no setting for another."""
    files: Any = runtime.get_instance().media_file_mgr
    files.__class__ = PatientFiles
