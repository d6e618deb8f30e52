"""The answer of the method page in one sentence."""

from collections.abc import Sequence

from reads.measures import Measure
from reads.method import Foundations
from texts.translator import Words


def answer(measures: Sequence[Measure], counts: Foundations, words: Words) -> str:
    """One sentence: the indicators by group, the feeds and published figures they come from, the kind of targets."""
    groups = words.n("{count} group", "{count} groups", len({row["aim"] for row in measures}))
    indicators = words.n(
        "{count} indicator in {groups}", "{count} indicators in {groups}", len(measures), groups=groups
    )
    feeds = words.n("from {count} data feed", "from {count} data feeds", counts["feed_count"])
    parts = [f"{indicators}, {feeds}"] if counts["feed_count"] else [indicators, words.t("no data have come in yet")]
    if counts["figures"]:
        publishers = words.n("{count} publisher", "{count} publishers", counts["publishers"])
        figures = words.n(
            "{count} published figure of {publishers}", "{count} published figures of {publishers}", counts["figures"],
            publishers=publishers,
        )  # fmt: skip
        parts[0] = words.t("{first} and {second}", first=parts[0], second=figures)
    if not counts["plans"]:
        parts.append(words.t("no target was published with the agreement, and this release proposes none"))
    elif counts["plans"] == counts["proposed"]:
        parts.append(words.t("no target was published with the agreement: all are proposed"))
    else:
        agreed = counts["plans"] - counts["proposed"]
        text = words.n("{count} plan is not a proposal", "{count} plans are not proposals", agreed)
        parts.append(words.t("no target was published with the agreement; {text}", text=text))
    return "; ".join(parts) + "."
