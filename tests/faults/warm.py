"""What a process of the kill test knows before its build begins: the kills are to hit the build, not its start."""

from catalogue import load
from etl.storage.code_digest import figures_digest, reading_digest
from tests.helpers import killed_builds
from texts.translator import Words

BUILD = killed_builds.in_child
for cached in (load, figures_digest, reading_digest):
    cached()
Words("it").t("no data")
