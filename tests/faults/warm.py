"""What a process of the kill test knows before its build begins: the kills are to hit the build, not its start."""

from catalogue import load
from etl.messages import messages
from etl.storage.code_digest import figures_digest, reading_digest
from tests.faults import test_killed

BUILD = test_killed.in_child
for known in (load, messages, figures_digest, reading_digest):
    known()
