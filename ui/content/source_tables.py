"""Tables of sources in the reader's language: files of a release, publishers of a statistic."""

from collections.abc import Sequence

import pandas as pd

from reads.deliveries import LoadedFile
from reads.origins import Publication
from reads.releases import is_internal
from texts.labels import feed_name
from texts.translator import Words


def files_table(files: Sequence[LoadedFile], words: Words) -> pd.DataFrame:
    """The files behind a measure by their original names, with their SHA-256.

    Row counts are shown in the internal view alone: a chamber's file of one month is a small cell too.
    """
    counts = (
        {}
        if not is_internal()
        else {
            words.t("Rows read"): [row["read"] for row in files],
            words.t("Accepted"): [row["accepted"] for row in files],
            words.t("Rejected"): [row["rejected"] for row in files],
            words.t("Duplicate"): [row["duplicate"] for row in files],
        }
    )
    kind = [words.t("generated") if row["demonstration"] else words.t("real") for row in files]
    feeds = [feed_name(row["feed"], words) for row in files]
    about = {words.t("File"): [row["file"] for row in files], words.t("Feed"): feeds}
    return pd.DataFrame(
        about | counts | {words.t("Nature of the data"): kind, "SHA-256": [row["sha256"] for row in files]}
    )


def publications_table(found: Sequence[Publication], words: Words) -> pd.DataFrame:
    """Who published the figures of a series, where and when."""
    return pd.DataFrame(
        {
            words.t("Publisher"): [row["publisher"] for row in found],
            words.t("Title"): [row["title"] for row in found],
            words.t("Published on"): [row["published_on"] or "" for row in found],
            words.t("Figures"): [row["figures"] for row in found],
            words.t("Address"): [row["url"] for row in found],
        }
    )
