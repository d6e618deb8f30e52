"""Why a row is rejected, by the rule it breaks; the place (file, sheet, row) is printed beside the sentence."""

from texts.messages.advice import Advice
from texts.translator import N_

# Placeholders: {column} {value} {expected} {suggestion}; of a conflict {other} too.
ROWS = {
    "required": Advice(
        N_("Column “{column}” is empty."),
        N_("Fill in the cell; for example: {expected}."),
    ),
    "required_boolean": Advice(
        N_("Column “{column}” is empty."),
        N_("Write sì or no."),
    ),
    "type_date": Advice(
        N_("“{value}” in “{column}” is not a date."),
        N_("Write the date as 31/12/2019 or 2019-12-31."),
    ),
    "type_number": Advice(
        N_("“{value}” in “{column}” is not a number."),
        N_("Use digits only; for example: {expected}."),
    ),
    "type_integer": Advice(
        N_("“{value}” in “{column}” is not a whole number."),
        N_("Write a number without decimals; for example: {expected}."),
    ),
    "type_boolean": Advice(
        N_("“{value}” in “{column}” is neither yes nor no."),
        N_("Write sì or no."),
    ),
    "decimal_sign": Advice(
        N_(
            "“{value}” in “{column}” may mean decimals or thousands: the column writes its other numbers with another "
            "sign, or with both."
        ),
        N_("Write decimals with one sign in the whole column and thousands without any; for example: {expected}."),
    ),
    "percentage": Advice(
        N_("“{value}” in “{column}” is a percentage (or its cell is formatted as one), and that is not the unit here."),
        N_("Write the number in the column's own unit, in a cell formatted as a number; for example: {expected}."),
    ),
    "cell_error": Advice(
        N_("“{value}” in “{column}” is no value: it stands for a formula that failed or was never calculated."),
        N_("Open the file in a spreadsheet, mend the formula or write the value, save and send it again."),
    ),
    "enum": Advice(
        N_("“{value}” in “{column}” is not one of the allowed values."),
        N_("Allowed values: {expected}."),
    ),
    "pattern": Advice(
        N_("“{value}” in “{column}” does not have the expected form."),
        N_("Write for example: {expected}."),
    ),
    "minimum": Advice(
        N_("“{value}” in “{column}” is below the allowed minimum."),
        N_("The minimum is {expected}."),
    ),
    "maximum": Advice(
        N_("“{value}” in “{column}” is above the allowed maximum."),
        N_("The maximum is {expected}."),
    ),
    "min_length": Advice(
        N_("The text in “{column}” is too short."),
        N_("At least {expected} characters."),
    ),
    "max_length": Advice(
        N_("The text in “{column}” is too long."),
        N_("At most {expected} characters."),
    ),
    "code": Advice(
        N_("“{value}” in “{column}” is not in the list."),
        N_("Choose from the list: {expected}.{suggestion}"),
    ),
    "organisation_tax_code": Advice(
        N_("The tax code in “{column}” is not an organisation's, or its check digit is wrong."),
        N_("Write the 11 digits of the cooperative's tax code, leading zeros included."),
    ),
    "person_tax_code": Advice(
        N_("The value in “{column}” is the tax code of a person: it must not be sent."),
        N_("Write the 11 digits of the cooperative's tax code, or leave it empty if it is not a cooperative."),
    ),
    "personal": Advice(
        N_(
            "The text in “{column}” holds an e-mail address, a telephone number or a person's tax code: it must "
            "not be sent."
        ),
        N_("Take the personal data out of the text and send the row again."),
    ),
    "key_conflict": Advice(
        N_("Code “{value}” appears already with other data in {other}."),
        N_("Keep one of the two rows, or give the second a new code."),
    ),
    "observation_conflict": Advice(
        N_("Two different values stand for one observation ({value}); the other one is in {other}. Neither counts."),
        N_(
            "The export lacks a dimension that tells them apart, or is another edition of the same data set: export"
            " it again with all its dimensions, or keep one edition alone."
        ),
    ),
    "demonstration": Advice(
        N_("Demonstration row, left out of this build."),
        N_("Remove the demonstration files from the folder, or build from demonstration data alone."),
    ),
}
# What a value that is in no list may have meant; stands in for {suggestion}.
SUGGESTION = N_(" Perhaps “{0}” was meant.")
SEVERAL = N_(" It may mean: {0}. Write which.")
# A long code list is named, a short one spelled out.
LISTS = {
    "chambers": N_("chambers of commerce"),
    "provinces": N_("code or name of a province"),
    "territories": N_("codes of the territories"),
    "technologies": N_("technologies of Elenco 1 and 2"),
    "ateco_sections": N_("ATECO 2007 sections (A to S) or ATECO codes"),
    "kpis": N_("measures of the catalogue"),
}
