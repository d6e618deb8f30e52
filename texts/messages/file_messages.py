"""Why a whole file is refused, by the kind of etl.messages.FileProblem."""

from texts.messages.advice import Advice
from texts.messages.annex_messages import ANNEXES
from texts.messages.archive_messages import ARCHIVES
from texts.messages.foreign_messages import FOREIGN
from texts.messages.statistics_messages import STATISTICS
from texts.translator import N_

FILES = {
    **ARCHIVES,
    **ANNEXES,
    **FOREIGN,
    **STATISTICS,
    "wrong_format": Advice(
        N_("Format not allowed: the file is {format}."),
        N_(
            "Allowed formats: XLSX, XLS, XLSB, ODS and CSV (and the State-aid register's XML), also in ZIP or GZ."
            " Export the data as one of these and send the file again."
        ),
    ),
    "workbook_entities": Advice(
        N_("The workbook declares XML entities, which no office program writes: for safety it is not read."),
        N_("Open it, save it again as XLSX and send it again."),
    ),
    "too_many_cells": Advice(
        N_(
            "The workbook spans more than {limit} cells, perhaps for one cell far from the others, or cannot be "
            "opened within the limits of memory and time."
        ),
        N_("Copy the filled rows alone into a new sheet, or split the file, and send it again."),
    ),
    "too_much_text": Advice(
        N_(
            "Once read, the texts of the file would take more than {limit} MB together, or one of them more than "
            "{cell} MB: few bytes repeat a text very often."
        ),
        N_("Delete the repeated or very long texts, or split the file, and send it again."),
    ),
    "too_large_once_read": Advice(
        N_(
            "The file is too large once read: it needs more than {limit} MB of memory, perhaps for one cell far from "
            "the others, or for a text that it repeats very often."
        ),
        N_("Copy the filled rows alone into a new file, or split the file, and send it again."),
    ),
    "took_too_long": Advice(
        N_("Reading the file took too long: more than {limit} seconds."),
        N_("Copy the filled rows alone into a new file, or split the file, and send it again."),
    ),
    "reader_stopped": Advice(
        N_("The file made the program that reads it stop: it is damaged, or made to do harm."),
        N_("Open it, save it again as XLSX or CSV and send it again."),
    ),
    "long_line": Advice(
        N_("Row {row} exceeds {limit} MB: the file is no table."),
        N_("Check the export: every row must end with a line break."),
    ),
    "nul_bytes": Advice(
        N_("Row {row} holds null bytes: the file is spoilt, or is UTF-16 without its mark at the start."),
        N_("Export it again as UTF-8 CSV or as XLSX and send it again."),
    ),
    "unknown_encoding": Advice(
        N_(
            "In which encoding the text was saved cannot be known (row {row} is the first with letters beyond English "
            "ones): names would be damaged."
        ),
        N_("Export it again as “CSV UTF-8”, or as XLSX, and send it again."),
    ),
    "mixed_encodings": Advice(
        N_(
            "Part of the text is UTF-8 and part is not (row {row}): files were joined, or a text was cut within a "
            "letter."
        ),
        N_("Export the whole again as “CSV UTF-8”, or as XLSX, and send it again."),
    ),
    "unreadable": Advice(
        N_("The file cannot be opened: permissions are missing, or it was removed meanwhile."),
        N_("Check that the file is there and can be read, then repeat."),
    ),
    "changing": Advice(
        N_("The file was being written while it was copied: what it says is not settled yet."),
        N_("Wait until the program that writes it has finished, then repeat."),
    ),
    "special_file": Advice(
        N_("It is a pipe, a socket or a device, and no file with a content."),
        N_("Save the data as a file and send that."),
    ),
    "linked_folder": Advice(
        N_("It is a link to a folder: links to folders are not followed, since they may lead in a circle."),
        N_("Put the folder itself or its files into the inbox."),
    ),
    "long_path": Advice(
        N_("The path is longer than the system can open."),
        N_("Use shorter names, or fewer folders inside each other."),
    ),
    "unforeseen": Advice(
        N_("Reading the file met a fault that nobody foresaw (reference {reference}): nothing of it counts."),
        N_(
            "Tell whoever runs the Osservatorio the reference: it stands in the file errors.log of the releases folder."
        ),
    ),
    "no_known_column": Advice(
        N_("No column recognised. The expected data are: {feeds}."),
        N_("Use the feed's template, or give the columns the expected titles in the first row."),
    ),
    "several_sheets": Advice(
        N_("Several sheets of the file hold data of a feed: {sheets}. Only one of them would be read."),
        N_("Bring the rows together in one sheet, or send one file for each sheet."),
    ),
    "duplicated_column": Advice(
        N_("{sheet} has several columns with the same title: {columns}."),
        N_("Keep one column for each title, or rename the others, and send the file again."),
    ),
    "unrecognised": Advice(
        N_("No known layout fits this file. The closest is {feed}; missing columns: {missing}."),
        N_("Use the feed's template, or give the columns the expected titles in the first row."),
    ),
    "missing_columns": Advice(
        N_("{sheet} looks like {feed}, but these required columns are missing: {missing}."),
        N_("Add the columns under these titles in the header row and send the file again."),
    ),
    "absent": Advice(
        N_("The file does not exist."),
        N_("Check name and folder."),
    ),
    "empty": Advice(
        N_("The file is empty."),
        N_("Check the export and send the file again."),
    ),
    "no_rows": Advice(
        N_("The file has the header of {feed} but no data row."),
        N_("Check the export and send the file again."),
    ),
    "password": Advice(
        N_("The workbook is protected by a password and cannot be opened."),
        N_("Remove the password (File, Info, Protect workbook) and send the file again."),
    ),
    "damaged": Advice(
        N_("The file cannot be read: it is damaged, or no table."),
        N_("Open it, save it again as XLSX or CSV and send it again."),
    ),
    "unknown_error": Advice(
        N_("{sheet}, cell {cell}: the error “{value}” is none that programs agree on, and the file cannot be read."),
        N_("Mend the formula or write the value, save the file as XLSX and send it again."),
    ),
    "damaged_xml": Advice(
        N_("The XML of the State-aid register cannot be read: no complete award before the error."),
        N_("Download the monthly file again and send it."),
    ),
    "entities": Advice(
        N_("The XML declares a document type (DOCTYPE), which may hold entities: for safety it is not read."),
        N_("Download the monthly file from the State-aid register: it holds none."),
    ),
    "too_large": Advice(
        N_("The file exceeds the limit of {limit} MB."),
        N_("Split it, for example one file a year."),
    ),
    "malformed_csv": Advice(
        N_("{place} does not have as many columns as the header, or has an unclosed quote."),
        N_("Quote the texts that contain the separator, and send the file again."),
    ),
}
# Formats that are recognised and not accepted; stands in for {format}.
FORMATS = {
    "pdf": N_("a PDF document"),
    "png": N_("a PNG image"),
    "jpeg": N_("a JPEG image"),
    "gif": N_("a GIF image"),
    "docx": N_("a Word document"),
    "pptx": N_("a PowerPoint presentation"),
    "odt": N_("a text document"),
    "tar": N_("a TAR archive"),
    "7z": N_("a 7-Zip archive"),
    "rar": N_("a RAR archive"),
    "bz2": N_("a BZIP2 archive"),
    "xz": N_("an XZ archive"),
}
# How a sentence names the place or the feed it is about.
PLACES = {
    "sheet": N_("Sheet “{name}”"),
    "file": N_("The file"),
    "row": N_("Row {row}"),
    "some_row": N_("A row"),
    "row_of_file": N_("{file}, row {row}"),
    "feed": N_("“{name}” ({code})"),
}
