"""What a build or a check reports beside rejected rows: remarks, duplicates, corrections, matching, a full disk."""

from texts.translator import N_

# What was noticed about an accepted file; {name} and {sign} are the parts of a value of two words.
REMARKS = {
    "encoding": N_("Read as {value} instead of UTF-8."),
    "separator": N_("Column separator recognised: “{value}”."),
    "marks": N_("Invisible marks (BOM) inside the text, removed: {value}."),
    "lost": N_("Letters that were lost before the file was sent (“\ufffd” stands in their place): {value}."),
    "decimals": N_("Decimal sign other than expected in column “{name}”: “{sign}”."),
    "mixed_decimals": N_(
        "Column “{value}” writes decimals with a comma and with a point: each number was read by its own sign."
    ),
    "left_out": N_("Hidden files and those of the operating system in the archive, left out: {value}."),
    "merged": N_("Merged cells: {value}. Their value counts for each row that they cover."),
    "hidden_rows": N_("Hidden or filtered rows: {value}. They are read like the others."),
    "hidden_columns": N_("Hidden columns: {value}. They are read like the others."),
    "hidden_sheets": N_("Hidden sheets: {value}. They are looked through like the others."),
    "columns": N_("Columns not foreseen, ignored: {value}."),
    "cut": N_("XML cut off or broken (line {sign}): {name} aid instruments were read, the rest was not."),
    "forbidden": N_("Characters that XML does not allow, removed: {value}."),
    "dataset": N_(
        "The file does not say which data set it holds ({value}): it is known by the name of the file, or as the data"
        " set whose values it repeats."
    ),
    "territories": N_(
        "Rows of territories without a code here (municipalities or their types, other countries), kept without a"
        " territory: {value}."
    ),
    "horizon": N_("Table “{value}” is about several months and was not read: it is not mixed with a month or a year."),
    "zeros": N_("Tax codes completed with their leading zeros: {value}."),
}
# Why rows of a file count as duplicate: {rows} of them, beside the file {other}.
REPEATS = {
    "same_file": N_("the same file as {other}, sent twice; rows repeated: {rows}."),
    "same_rows": N_("rows that {other} holds already: {rows}; they count once."),
    "inside": N_("rows repeated in the file itself: {rows}; they count once."),
    "superseded": N_("rows replaced by {other}, which corrects the same months: {rows}; they no longer count."),
}
# Why a correction of catalogue/corrections no longer fits its source; nothing is published until it does.
CORRECTIONS = {
    "repaired": N_(
        "The source has repaired itself: in {file} ({key}) “{column}” already holds “{after}”; delete "
        "catalogue/corrections/{name}."
    ),
    "other": N_(
        "In {file} ({key}) “{column}” no longer holds “{before}”; delete or renew catalogue/corrections/{name}."
    ),
    "gone": N_("In {file} the row ({key}) is no longer there; delete or renew catalogue/corrections/{name}."),
    "changed": N_(
        "The content of {file} is no longer the one that was corrected (another SHA-256); delete or renew "
        "catalogue/corrections/{name}."
    ),
    "feed": N_("{file} does not belong to the feed {feed}; delete or renew catalogue/corrections/{name}."),
}
# How the cooperatives of the chambers' digital vouchers were found, and why an award waits for a decision.
MATCHING = {
    "tax_code": N_("by tax code"),
    "name": N_("by name and place"),
    "decision": N_("by decision"),
    "review": N_("to be decided"),
    "none": N_("other firms, or no cooperative found"),
}
REVIEW = {
    "other_tax_code": N_("the name fits but the tax code is another one"),
    "several_fit": N_("the name fits several cooperatives"),
    "uncertain": N_("the match is not sure enough"),
}
# Why a disk refuses, by the system's own short name of the error.
DISK = {
    "ENOSPC": N_("the disk is full"),
    "EFBIG": N_("the disk takes no file of that size"),
    "EROFS": N_("the disk is read-only"),
    "EACCES": N_("permission to write is missing"),
    "EPERM": N_("permission to write is missing"),
    "EEXIST": N_("there is a file in place of the folder"),
    "ENOTDIR": N_("there is a file in place of the folder"),
    "other": N_("the disk does not answer as it should"),
}
# Why a folder of the inbox cannot be listed, by the same names.
UNLISTED = {
    "ENOENT": N_("there is no such folder"),
    "ENOTDIR": N_("it is a file, and no folder"),
    "EACCES": N_("permission to read it is missing"),
    "EPERM": N_("permission to read it is missing"),
    "ELOOP": N_("its links lead in a circle"),
    "ENAMETOOLONG": N_("its path is longer than the system can open"),
    "other": N_("the disk does not answer as it should"),
}
