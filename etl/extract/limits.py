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
# What reading a file may take of memory: READER_MB and READER_TIMES the size of what was sent, never more than
# READER_MOST_MB and READER_MOST_TIMES its size expanded. Beside it the program itself takes READER_ITSELF_MB.
READER_MB, READER_TIMES, READER_MOST_MB, READER_MOST_TIMES, READER_ITSELF_MB = 512, 100, 4_096, 4, 256
READER_SECONDS, READER_SECONDS_PER_MB = 30, 5  # of waiting for it
READER_FRESH_MB = 32  # a larger file is read by a new process
READER_GRACE = 5  # seconds in which a process that was told to end does so
PROBE_MB, PROBE_SECONDS = 4_096, 120  # of the process that opens an XLS, XLSB or ODS first, outside the reading process
