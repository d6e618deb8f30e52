"""Accepted rows that somebody should look at, by the warning's code: about one row, and counted by file."""

from texts.translator import N_, NN_

# Placeholders: {value} {column} {taken}, where a cell was read leniently.
WARNINGS = {
    "after_release": N_("The date is later than the date of the release: the row is kept but does not count yet."),
    "before_window": N_(
        "The date precedes the start of the agreement: the row is kept but counts in no measure of the agreement."
    ),
    "place_damaged": N_(
        "“{value}” in “{column}” is not written as in the list (letters, accents or zeros lost): it was taken for"
        " {taken}."
    ),
    "place_former": N_(
        "“{value}” in “{column}” is a province, a name or a code of another time: it was taken for {taken}, by the"
        " division into provinces of 2016 to 2025 that is used here."
    ),
    "place_comune": N_("“{value}” in “{column}” is a comune, not a province: it was taken for {taken}, where it lies."),
    "ateco_edition": N_("“{value}” in “{column}” is not a section of ATECO 2007 as listed: it was taken for {taken}."),
    "ateco_split": N_(
        "“{value}” in “{column}” corresponds to several sections of ATECO 2007: {taken}; the first is used."
    ),
    "chamber_not_yet": N_(
        "On that date the chamber named did not exist yet: the row counts for the one of that time in the province."
    ),
    "chamber_no_more": N_(
        "On that date the chamber named no longer existed: the row counts for the one that took its place."
    ),
    "territory_changed": N_(
        "The NUTS code is of an earlier version and its territory is no longer the same: the value is given to no"
        " territory of today."
    ),
    "territory_boundary": N_("The NUTS code is of an earlier version: today the territory has slightly other borders."),
    "chamber_province": N_("The province is not one of the chamber's."),
    "referral_incomplete": N_("The referral has a direction but no counterpart or no outcome."),
    "annex_differs": N_(
        "The Excelsior annex that was loaded gives another value for the same territory and period than this "
        "published figure: the annex counts."
    ),
    "decision_award_gone": N_(
        "The award of the decision is no longer among those loaded: the decision has no effect. Check the COR, or"
        " load the register's file again."
    ),
    "decision_cooperative_gone": N_(
        "The cooperative of the decision is no longer in the register: the decision has no effect. Check the tax code."
    ),
    "decision_incomplete": N_(
        "The decision does not say who decided or when: it has no effect. Fill in “Deciso da” and “Deciso il”."
    ),
    "decision_two_cooperatives": N_(
        "One award is given to two cooperatives: neither decision has effect. Leave a single sì."
    ),
    "decision_settled_by_code": N_(
        "The award's tax code is in the register of cooperatives: the code counts, not the decision."
    ),
}
# The same, counted; {count} is the number of rows.
WARNING_COUNTS = {
    "after_release": NN_("{count} row after the date of the release", "{count} rows after the date of the release"),
    "before_window": NN_(
        "{count} row before the start of the agreement",
        "{count} rows before the start of the agreement",
    ),
    "annex_differs": NN_(
        "{count} published figure that differs from the Excelsior annex",
        "{count} published figures that differ from the Excelsior annex",
    ),
    "place_damaged": NN_(
        "{count} row with “{value}” in “{column}”, taken for {taken}",
        "{count} rows with “{value}” in “{column}”, taken for {taken}",
    ),
    "place_former": NN_(
        "{count} row with “{value}” in “{column}”, in the division used here {taken}",
        "{count} rows with “{value}” in “{column}”, in the division used here {taken}",
    ),
    "place_comune": NN_(
        "{count} row with the comune “{value}” in “{column}”, taken for {taken}",
        "{count} rows with the comune “{value}” in “{column}”, taken for {taken}",
    ),
    "ateco_edition": NN_(
        "{count} row with “{value}” in “{column}”, taken for {taken}",
        "{count} rows with “{value}” in “{column}”, taken for {taken}",
    ),
    "ateco_split": NN_(
        "{count} row with “{value}” in “{column}”, which corresponds to several sections: {taken}",
        "{count} rows with “{value}” in “{column}”, which corresponds to several sections: {taken}",
    ),
    "chamber_not_yet": NN_(
        "{count} row with a chamber that did not exist yet",
        "{count} rows with a chamber that did not exist yet",
    ),
    "chamber_no_more": NN_(
        "{count} row with a chamber that no longer existed",
        "{count} rows with a chamber that no longer existed",
    ),
    "territory_changed": NN_(
        "{count} observation of a territory that no longer exists",
        "{count} observations of territories that no longer exist",
    ),
    "territory_boundary": NN_(
        "{count} observation of a territory with other borders today",
        "{count} observations of territories with other borders today",
    ),
    "chamber_province": NN_(
        "{count} row with a province that is not the chamber's",
        "{count} rows with a province that is not the chamber's",
    ),
    "referral_incomplete": NN_(
        "{count} referral without counterpart or outcome",
        "{count} referrals without counterpart or outcome",
    ),
    "decision_award_gone": NN_(
        "{count} decision on an award that is gone",
        "{count} decisions on awards that are gone",
    ),
    "decision_cooperative_gone": NN_(
        "{count} decision on a cooperative that is gone",
        "{count} decisions on cooperatives that are gone",
    ),
    "decision_incomplete": NN_("{count} decision without who or when", "{count} decisions without who or when"),
    "decision_two_cooperatives": NN_(
        "{count} decision that gives one award to two cooperatives",
        "{count} decisions that give one award to two cooperatives",
    ),
    "decision_settled_by_code": NN_(
        "{count} decision overtaken by the tax code",
        "{count} decisions overtaken by the tax code",
    ),
}
