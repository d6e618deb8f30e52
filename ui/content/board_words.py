"""Words of the board: outlook, variation, and the change of a figure since the date compared with."""

from kpi.change_sentence import signed
from kpi.outlook import LIKELY, OPEN, UNLIKELY
from kpi.variation import IMPROVES, STABLE, WORSENS, Variation
from reads.board import BoardRow
from reads.latest_figures import LatestFigure
from texts.translator import N_, Words
from ui.content.kpi_sentences import chance

# Glyph and word: none of them rests on its colour alone.
OUTLOOK_WORDS = {LIKELY: ("◉", N_("likely")), OPEN: ("◎", N_("open")), UNLIKELY: ("◌", N_("unlikely"))}
VARIATION_WORDS = {
    IMPROVES: ("↗", N_("improving")),
    WORSENS: ("↘", N_("worsening")),
    STABLE: ("→", N_("stable")),
}
RULE_WORDS = {
    "outside": N_("the last month lies outside the limits"),
    "near": N_("two of the last three months lie near a limit"),
    "run": N_("the last months all lie on one side of the mean"),
    "trend": N_("the last months all rise or all fall"),
    "": N_("no month stands out of the usual variation"),
}


def outlook_text(row: LatestFigure, words: Words) -> str:
    """«◌ unlikely, 3 %»; '' where nothing is projected or the target is reached."""
    if row["outlook"] is None or row["probability"] is None or row["attainment"] is None or row["attainment"] >= 1:
        return ""
    glyph, word = OUTLOOK_WORDS[row["outlook"]]
    return words.t("{glyph} {word}, {chance}", glyph=glyph, word=words.t(word),
                   chance=chance(row["attainment"], row["probability"], words))  # fmt: skip


def variation_text(found: Variation | None, words: Words) -> str:
    """«↗ improving»; '' where a measure has no monthly flow."""
    if found is None:
        return ""
    glyph, word = VARIATION_WORDS[found.kind]
    return f"{glyph} {words.t(word)}"


def variation_reason(found: Variation | None, words: Words) -> str:
    """Which rule the last months break, on how many months; whether the limits are provisional."""
    if found is None:
        return ""
    text = words.t("{rule}; base: {months} months", rule=words.t(RULE_WORDS[found.rule]), months=found.months)
    return words.t("{text}, limits provisional", text=text) if found.provisional else text


def change_text(row: BoardRow, words: Words) -> tuple[str, str]:
    """The difference from the figure compared with: signed for the board, and in full; '' where either is missing."""
    now, before = row.now, row.before
    if before is None or now["value"] is None or before["value"] is None or now["as_of"] == before["as_of"]:
        return "", ""
    change = now["value"] - before["value"]
    decimals = 0 if abs(change) >= 100 or now["unit"] in ("number", "persons", "euro") else 1
    decimals = 2 if now["unit"] == "score" else decimals
    short = words.number(change, decimals)
    return f"+{short}" if change > 0 else short, signed(round(100 * change), now["unit"], words)
