"""The vouchers that wait for a decision, as the workbook in which it is taken and sent back; and its command."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from catalogue import load
from engine.release import Release, ReleaseError, read_only, release_of
from etl.cli.commands import DONE, WRONG_USAGE, disk_reason, is_read
from etl.cli.releases import say_why
from etl.console import Voice
from etl.messages import messages

FEED = "voucher_decision"
# Told beside the columns of the feed, which ignores them when the workbook comes back.
SHOWN = {
    "beneficiary_name": "Beneficiario nell'aiuto", "candidate_name": "Cooperativa nel registro", "score": "Punteggio",
    "reason": "Motivo", "beneficiary_code": "Codice fiscale nell'aiuto", "beneficiary_region": "Regione nell'aiuto",
    "candidate_province": "Provincia nel registro", "candidate_region": "Regione nel registro",
    "grantor": "Soggetto concedente", "granted_on": "Data di concessione", "amount": "Importo (euro)",
}  # fmt: skip
WIDTH = 24
MOST = 100_000  # rows of the workbook


def run_review(options: argparse.Namespace) -> int:
    """Write the review list of the release in service; 2 when there is no release or the file cannot be written."""
    voice = Voice(options.lang)
    if is_read(options.out.parent):
        voice.say("L'elenco da decidere non va nella cartella d'arrivo né in quella delle release: vi torna deciso.",
                  "The list goes neither into the inbox nor into the releases folder: it comes back when decided.",
                  to=sys.stderr)  # fmt: skip
        return WRONG_USAGE
    try:
        rows = review_rows(release_of(options.releases, None))
    except ReleaseError as error:
        say_why(voice, error)
        return WRONG_USAGE
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        write_review(rows, options.out)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        reason = error.args[0] if isinstance(error, xlsxwriter.exceptions.FileCreateError) else error
        italian, english = disk_reason(reason)
        voice.say(f"Impossibile scrivere l'elenco: {italian}.", f"The list could not be written: {english}.",
                  to=sys.stderr)  # fmt: skip
        return WRONG_USAGE
    awards = len({row["cor"] for row in rows})
    voice.say(f"{options.out}: aiuti da decidere {awards}, righe {len(rows)}",
              f"{options.out}: awards to decide {awards}, rows {len(rows)}")  # fmt: skip
    return DONE


def review_rows(release: Release) -> list[dict[str, object]]:
    """The rows of ``voucher_review``, those of one award together, the surest first.

    Raises OtherVersionError and DamagedReleaseError.
    """
    names = ["cor", "cooperative", *SHOWN]
    with read_only(release) as connection:
        found = connection.execute(
            f"SELECT {', '.join(names)} FROM voucher_review ORDER BY max(score) OVER (PARTITION BY cor) DESC, cor, "
            f"score DESC, cooperative LIMIT {MOST}"
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def write_review(rows: Sequence[dict[str, object]], path: Path) -> None:
    """Write the workbook: the feed's columns to fill in, then what helps to decide. Every cell is text, none a formula.

    Raises xlsxwriter.exceptions.FileCreateError where the folder takes no file.
    """
    feed = load().feeds[FEED]
    titles = [field.title for field in feed.fields] + list(SHOWN.values())
    columns = [field.name for field in feed.fields] + list(SHOWN)
    said = messages()["review"]
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        page, head, text = book.add_worksheet(feed.sheet), book.add_format({"bold": True}), book.add_format()
        text.set_num_format("@")
        for place, title in enumerate(titles):
            page.write_string(0, place, title, head)
        for line, row in enumerate(rows, start=1):
            told = row | {"reason": said[str(row["reason"])]["it"]}
            for place, name in enumerate(columns):
                page.write_string(line, place, "" if told.get(name) is None else str(told[name]), text)
        page.set_column(0, len(titles) - 1, WIDTH, text)
        page.freeze_panes(1, 0)
        choices = {"belongs": ["sì", "no"], "decided_by": feed.field("decided_by").constraints["enum"]}
        for name, allowed in choices.items():
            place = columns.index(name)
            page.data_validation(1, place, max(len(rows), 1), place, {"validate": "list", "source": allowed})
