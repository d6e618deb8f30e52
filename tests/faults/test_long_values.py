"""A value of any length is told in a sentence of bounded length, with how long it is."""

from pathlib import Path

import pytest

from etl.check import check
from tests.helpers.inboxes import activities, write

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("length", [201, 130_000])
def test_a_long_value_is_cut_and_its_length_told(tmp_path: Path, length: int) -> None:
    path = write(tmp_path / "a.csv", activities({"province": "Q" * length}, {"province": "QQ"}))
    long, short = check([path])[0].rejects
    for text in (long["message_it"], long["message_en"]):
        assert f"[{length}]" in str(text) and len(str(text)) < 500
    assert "QQ" in str(short["message_it"]) and "[" not in str(short["message_it"])
