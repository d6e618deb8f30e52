"""Why a ZIP or GZ file is refused."""

from texts.messages.advice import Advice
from texts.translator import N_

ARCHIVES = {
    "archive_damaged": Advice(
        N_("The archive is damaged or incomplete, or its directory does not tell the truth: nothing of it is read."),
        N_("Make the archive again, or send the files without one."),
    ),
    "archive_bomb": Advice(
        N_(
            "The compressed content would expand to over {limit} MB, or to more than {ratio} times its size: it "
            "is not expanded."
        ),
        N_("Send the files without an archive, in smaller parts; save a workbook again with its data alone."),
    ),
    "archive_many": Advice(
        N_("The archive holds more than {limit} files."),
        N_("Split it into several archives."),
    ),
    "archive_password": Advice(
        N_("The archive is protected by a password and cannot be opened."),
        N_("Make the archive without a password and send it again."),
    ),
    "archive_method": Advice(
        N_("The archive uses a compression that is not read here."),
        N_("Make an ordinary ZIP (“deflate” compression) and send it again."),
    ),
    "archive_names": Advice(
        N_("The archive holds a name that is not allowed (“{name}”): it leads out of its folder, or is a link."),
        N_("Make the archive again with the files alone, without paths or links."),
    ),
    "archive_twice": Advice(
        N_("The archive holds the name “{name}” twice: which of the two counts cannot be known."),
        N_("Make the archive again with another name for each file."),
    ),
    "archive_empty": Advice(
        N_("The archive holds no file."),
        N_("Check the archive and send it again."),
    ),
    "archive_nested": Advice(
        N_("The file is an archive inside an archive: one level alone is opened."),
        N_("Put the files directly into one archive."),
    ),
}
