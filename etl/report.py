"""What the command line says: progress, a table of the files at the end, sentences for what went wrong."""

import json
import sys
from collections.abc import Mapping, Sequence

from tqdm import tqdm

from etl.problem import remark_text
from etl.stage import Inbound

STEPS = {
    "sample": ("generazione della dimostrazione", "generating the demonstration"),
    "list": ("elenco dei file", "listing the files"),
    "read": ("lettura dei file nuovi", "reading new files"),
    "load": ("unione delle righe", "bringing the rows together"),
    "models": ("calcolo degli indicatori", "computing the measures"),
    "progress": ("confronto con il piano", "comparing with the plan"),
    "publish": ("pubblicazione della release", "publishing the release"),
}
LONGEST_LIST = 20


class Progress:
    """A bar on a terminal, plain lines elsewhere, JSON lines for machines. Call it with step, done, total."""

    def __init__(self, steps: Sequence[str] = tuple(STEPS), *, as_json: bool = False) -> None:
        self.steps = list(steps)
        self.as_json = as_json
        bar = sys.stderr.isatty() and not as_json
        self.bar = tqdm(total=len(self.steps), bar_format="{l_bar}{bar}| {desc}") if bar else None
        self.last = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell where the work is; the bar moves within a step by its share."""
        italian, english = STEPS[step]
        place = self.steps.index(step) + done / max(total, 1)
        if self.as_json:
            told = {"step": step, "share": round(place / len(self.steps), 3), "it": italian, "en": english}
            print(json.dumps(told), file=sys.stderr, flush=True)
        elif self.bar is not None:
            self.bar.n = place
            self.bar.set_description_str(english)
        elif step != self.last:
            print(f"… {italian} / {english}", file=sys.stderr, flush=True)
        self.last = step

    def close(self) -> None:
        """Finish the bar."""
        if self.bar is not None:
            self.bar.n = len(self.steps)
            self.bar.refresh()
            self.bar.close()


def tell_files(files: Sequence[Inbound]) -> None:
    """Refused files with their reason, then what was noticed about the others, in Italian and English."""
    for file in files:
        if file.problem:
            print(f"✗ {file.name}: {file.problem.text('it')}\n  {file.problem.text('en')}")
    noticed: dict[str, list[str]] = {}
    for file in files:
        for remark in file.remarks if file.parsed else ():
            noticed.setdefault(remark, []).append(file.name)
    for remark, names in noticed.items():
        shown = names[0] if len(names) == 1 else f"{names[0]} (+{len(names) - 1})"
        print(f"· {shown}: {remark_text(remark, 'it')} / {remark_text(remark, 'en')}")


def tell_counts(counts: Sequence[Mapping[str, object]]) -> None:
    """Rows by feed: files, read, accepted, rejected, duplicate."""
    totals: dict[str, list[int]] = {}
    for row in counts:
        if row["feed"]:
            sums = totals.setdefault(str(row["feed"]), [0] * 5)
            sums[0] += 1
            for place, name in enumerate(("read", "accepted", "rejected", "duplicate"), start=1):
                sums[place] += int(str(row[name]))
    print(f"{'feed':<22}{'files':>8}{'read':>12}{'accepted':>12}{'rejected':>12}{'duplicate':>12}")
    for feed, sums in sorted(totals.items()):
        print(f"{feed:<22}{sums[0]:>8,}" + "".join(f"{number:>12,}" for number in sums[1:]))


def tell_rejects(file: str, rejects: Sequence[Mapping[str, object]]) -> None:
    """Each refused row: where, what, what to do; in Italian and English."""
    for row in rejects[:LONGEST_LIST]:
        sheet = f"{row['sheet']}, " if row["sheet"] else ""
        print(
            f"✗ {file}, {sheet}riga {row['row']}, colonna «{row['column_title']}»: {row['message_it']} {row['fix_it']}"
        )
        print(f"  row {row['row']}, column “{row['column_title']}”: {row['message_en']} {row['fix_en']}")
    if len(rejects) > LONGEST_LIST:
        print(f"  … altre {len(rejects) - LONGEST_LIST} / {len(rejects) - LONGEST_LIST} more")
