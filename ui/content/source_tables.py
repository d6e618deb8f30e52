"""Tables of sources in the reader's language: files of a release, publishers of a statistic."""

import pandas as pd

from reads.releases import is_internal
from texts.labels import feed_names
from texts.translator import Words


def files_table(files: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The files behind a measure by their original names, with their SHA-256.

    Row counts are shown in the internal view alone: a chamber's file of one month is a small cell too.
    """
    counts = (
        {}
        if not is_internal()
        else {
            words.t("Rows read"): files["read"],
            words.t("Accepted"): files["accepted"],
            words.t("Rejected"): files["rejected"],
            words.t("Duplicate"): files["duplicate"],
        }
    )
    kind = [words.t("generated") if demo else words.t("real") for demo in files["demonstration"]]
    feeds = [feed_names(feed, words) for feed in files["feed"]]
    about = {words.t("File"): files["file"], words.t("Feed"): feeds}
    return pd.DataFrame(about | counts | {words.t("Nature of the data"): kind, "SHA-256": files["sha256"]})


def publishers_table(found: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The publishers of a series: title, date, number of figures, address."""
    return pd.DataFrame(
        {
            words.t("Publisher"): found["publisher"],
            words.t("Title"): found["title"],
            words.t("Published on"): found["published_on"].fillna(""),
            words.t("Figures"): found["figures"],
            words.t("Address"): found["url"],
        }
    )
