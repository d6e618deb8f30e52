"""What a process of the kill test knows before its build begins: the kills are to hit the build, not its start."""

from catalogue import load
from etl.fingerprint import figures_digest, reading_digest
from etl.problem import messages
from tests.faults import test_killed

BUILD = test_killed.in_child
for known in (load, messages, figures_digest, reading_digest):
    known()
