"""No console is too poor for a report: what its encoding has not is written otherwise, and the command goes on."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from output import console_letters
from output.console_letters import HANDLER, SIGNS, tolerate
from output.exit_codes import ExitCode
from tests.helpers.inboxes import activities, write

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "cp850", "latin-1", "mac_roman", "utf-8"])
def test_every_sign_can_be_written_in_every_encoding(encoding: str) -> None:
    tolerate()
    text = "".join(map(chr, range(32, 0x3000))) + "\U0001f600\udc80\uff02\uff3c" + "".join(SIGNS)
    written = text.encode(encoding, HANDLER).decode(encoding)
    assert written[:95] == text[:95]
    told = json.dumps({"a": text[95:]}, ensure_ascii=False)
    assert json.loads(told.encode(encoding, HANDLER).decode(encoding)), "what stands for a sign breaks no JSON"


def test_accents_and_marks_stay_readable_in_ascii() -> None:
    tolerate()
    assert "✗ «Forlì»: è così… “sì” 3 €".encode("ascii", HANDLER).decode() == "x <<Forli>>: e cosi... 'si' 3 EUR"


def test_a_stream_that_is_no_file_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console_letters.sys, "stdout", io.StringIO())
    tolerate()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_check_and_build_report_on_a_console_that_is_not_utf_8(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "inbox").mkdir()
    path = write(tmp_path / "inbox" / "attività.csv", activities({"day": "ieri"}, {}))
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    asked = {
        ExitCode.ERRORS_FOUND: ["check", str(path)],
        ExitCode.DONE: [
            "build",
            "--inbox",
            str(tmp_path / "inbox"),
            "--releases",
            str(tmp_path / "releases"),
            "--no-demo",
        ],
    }
    for code, command in asked.items():
        done = subprocess.run(
            [sys.executable, "-m", "etl", *command], cwd=ROOT, env=environment, capture_output=True, check=False
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode(encoding, "replace")
        assert done.stdout.decode(encoding).count("\n") > 3
