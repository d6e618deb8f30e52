"""How large files may be; what is larger is refused with a message before it takes time or memory."""

MB = 1 << 20
FILE_MB = 2_048  # of one file
LINE_MB = 16  # of one line of a CSV
MEMBERS = 1_000  # files in one archive
EXPANDED_MB = 2_048  # of all files in one archive together
WORKBOOK_MB = 1_024  # of a workbook's parts, expanded
PARTS = 10_000  # of one workbook
DIRECTORY_MB = 4  # the list of names in a ZIP
# Tables compress to a tenth or a fiftieth. The ratio of small files is not limited: they do no harm.
RATIO, RATIO_FROM_MB = 250, 32
CELLS = 20_000_000  # of the rectangle that a sheet spans: a full sheet of 19 columns
# Of text in all cells of a workbook once each has its own, and in one: cells may name one text often, or repeat it.
TEXT_MB, CELL_MB = 256, 1
AWARD_MB = 16  # of the texts of one award, as often as its instruments repeat them
ELEMENTS = 500_000  # of the parts of a workbook that are read whole: styles and lists of sheets
MARKS = 5_000_000  # cells of a sheet that hold an error or a percentage
PROBE_MB, PROBE_SECONDS = 4_096, 120  # of the process that opens an XLS, XLSB or ODS first
