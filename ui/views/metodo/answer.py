"""The answer of the method page: how many indicators, from how much, and what the targets are."""

from collections.abc import Sequence

from reads.measures import Measure
from reads.method import Foundations
from texts.translator import Words


def rests_on(measures: Sequence[Measure], found: Foundations, words: Words) -> str:
    """The answer of the page: how many indicators, from how much, and what the targets are."""
    groups = words.n("{count} group", "{count} groups", len({row["aim"] for row in measures}))
    said = words.n("{count} indicator in {groups}", "{count} indicators in {groups}", len(measures), groups=groups)
    feeds = words.n("from {count} data feed", "from {count} data feeds", found["feed_count"])
    parts = [f"{said}, {feeds}"] if found["feed_count"] else [said, words.t("no data have come in yet")]
    if found["figures"]:
        publishers = words.n("{count} publisher", "{count} publishers", found["publishers"])
        figures = words.n(
            "{count} published figure of {publishers}", "{count} published figures of {publishers}", found["figures"],
            publishers=publishers,
        )  # fmt: skip
        parts[0] = words.t("{first} and {second}", first=parts[0], second=figures)
    if not found["plans"]:
        parts.append(words.t("no target was published with the agreement, and this release proposes none"))
    elif found["plans"] == found["proposed"]:
        parts.append(words.t("no target was published with the agreement: all are proposed"))
    else:
        agreed = found["plans"] - found["proposed"]
        text = words.n("{count} plan is not a proposal", "{count} plans are not proposals", agreed)
        parts.append(words.t("no target was published with the agreement; {text}", text=text))
    return "; ".join(parts) + "."
