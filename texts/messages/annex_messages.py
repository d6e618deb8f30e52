"""Why a statistical annex of Excelsior is refused."""

from texts.messages.advice import Advice
from texts.translator import N_

ANNEXES = {
    "excelsior_no_total": Advice(
        N_("{sheet} is a table of an Excelsior annex, but its first 15 rows have no row TOTALE with figures."),
        N_("Use the annex as it is published, with the row TOTALE right below the header."),
    ),
    "excelsior_no_header": Advice(
        N_("Excelsior annex: the column of cell {cell} has no header above the row TOTALE."),
        N_("Restore the column's header (for example “Entrate previste (v.a.)”) and send the file again."),
    ),
    "excelsior_year": Advice(
        N_("Excelsior annex: neither the titles of the tables nor the cover tell one year, or one month and year."),
        N_("Write the year on the cover, for example “Anno 2019”, and send the file again."),
    ),
    "excelsior_territory": Advice(
        N_(
            "Excelsior annex: neither cover nor titles tell one territory; the national file and the territorial "
            "ones are read differently."
        ),
        N_(
            "Write “Italia”, “Regione Lazio” or “Provincia di Rieti” in a cell of its own on the cover, and send "
            "the file again."
        ),
    ),
    "excelsior_percent": Advice(
        N_(
            "Excelsior annex: in the row TOTALE column “{header}” (cell {cell}) should be a percentage between 1 "
            "and 100, but is {value}."
        ),
        N_(
            "Check the territory on the cover (territorial files hold percentages, the national one counts) and "
            "the unit in the header."
        ),
    ),
    "excelsior_counts": Advice(
        N_(
            "Excelsior annex: the national file should hold counts, but column “{header}” (cell {cell}) is "
            "{value} and looks like a percentage."
        ),
        N_(
            "If it is a percentage say so in the header (“%”); if the file is a territorial one name the "
            "territory on the cover."
        ),
    ),
    "excelsior_part": Advice(
        N_(
            "Excelsior annex: in the row TOTALE column “{header}” (cell {cell}) is {value}, more than the total "
            "it is a part of."
        ),
        N_("Check headers and units of the table and send the file again."),
    ),
}
