"""Gives back what readers who left had: their expired sessions, and memory that nobody uses, to the system."""

import asyncio
import logging
from typing import Any

from streamlit import runtime

from ui.shell.memory import give_back

EVERY = 15.0  # seconds
OPERATOR = logging.getLogger("osservatorio")


async def keep_house() -> None:
    """Look again and again, until cancelled."""
    before = 0
    while True:
        await asyncio.sleep(EVERY)
        try:
            now = expire_sessions()
            runtime.get_instance().media_file_mgr.remove_orphaned_files()  # of those who left too, after their while
            if now < before:
                await asyncio.to_thread(give_back)
            before = now
        except Exception:
            OPERATOR.exception("Sessions of readers who left could not be cleared.")
            return


def expire_sessions() -> int:
    """Drop the sessions whose time is over; returns how many are left, kept ones and open ones.

    Streamlit drops them only when a further reader leaves, and has no call for it.
    """
    manager: Any = runtime.get_instance()._session_mgr
    kept = manager._session_storage._cache
    kept.expire()
    return len(kept) + int(manager.num_active_sessions())
