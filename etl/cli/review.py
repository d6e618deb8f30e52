"""The command review: the vouchers that wait for a decision, as the workbook in which it is filled in."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from catalogue import load
from engine.release import Release, read_only, release_of
from engine.sql_text import columns, fill, numeral
from etl.cli.commands import disk_reason, is_read
from etl.console import Console
from etl.messages import WrongUsageError
from etl.workbooks.template import SENDER, choices
from output.exit_codes import ExitCode
from output.xlsx import TEXT, Workbook
from texts.message import Message
from texts.messages.load_messages import REVIEW
from texts.translator import N_

FEED = "voucher_decision"
# Columns beside those of the feed, which ignores them when the workbook comes back.
SHOWN = {
    "beneficiary_name": N_("Beneficiary in the award"), "candidate_name": N_("Cooperative in the register"),
    "score": N_("Score"), "reason": N_("Reason"), "beneficiary_code": N_("Tax code in the award"),
    "beneficiary_region": N_("Region in the award"), "candidate_province": N_("Province in the register"),
    "candidate_region": N_("Region in the register"), "grantor": N_("Granting body"),
    "granted_on": N_("Date of the award"), "amount": N_("Amount (euro)"),
}  # fmt: skip
WIDTH = 24
MOST = 100_000  # rows of the workbook


def run_review(options: argparse.Namespace) -> ExitCode:
    """Write the review list of the release in service.

    Raises WrongUsageError where the file cannot be written, and ReleaseError.
    """
    if is_read(options.out.parent):
        raise WrongUsageError(
            Message("The list goes neither into the inbox nor into the releases folder: it comes back when decided.")
        )
    rows = review_rows(release_of(options.releases, None))
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        write_review(rows, options.out)
    except OSError as error:
        message = Message("The list could not be written: {reason}.", reason=disk_reason(error))
        raise WrongUsageError(message) from error
    counts = {"awards": len({row["cor"] for row in rows}), "rows": len(rows)}
    Console(options.lang).print(Message("{file}: awards to decide {awards}, rows {rows}", file=options.out, **counts))
    return ExitCode.DONE


def review_rows(release: Release) -> list[dict[str, object]]:
    """The rows of ``voucher_review``, those of one award together, the surest first.

    Raises OtherVersionError and DamagedReleaseError.
    """
    names = ["cor", "cooperative", *SHOWN]
    with read_only(release) as connection:
        found = connection.execute(
            fill(
                "SELECT $names FROM voucher_review ORDER BY max(score) OVER (PARTITION BY cor) DESC, cor, "
                "score DESC, cooperative LIMIT $most",
                names=columns(names),
                most=numeral(MOST),
            )
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def write_review(rows: Sequence[dict[str, object]], path: Path) -> None:
    """Write the workbook: the feed's columns to fill in, then what helps to decide. Every cell is text, none a formula.

    Raises OSError where the folder takes no file.
    """
    feed = load().feeds[FEED]
    titles = [field.title for field in feed.fields] + [SENDER.t(title) for title in SHOWN.values()]
    columns = [field.name for field in feed.fields] + list(SHOWN)
    with Workbook(path) as book:
        page, text = book.sheet(feed.sheet), book.style(TEXT)
        page.header(titles, book.style({"bold": True}))
        for line, row in enumerate(rows, start=1):
            cells = row | {"reason": SENDER.t(REVIEW[str(row["reason"])])}
            for place, name in enumerate(columns):
                page.text(line, place, "" if cells.get(name) is None else str(cells[name]), text)
        page.width(0, WIDTH, text, last=len(titles) - 1)
        for name in ("belongs", "decided_by"):
            page.choices(columns.index(name), max(len(rows), 1), choices(feed.field(name)))
