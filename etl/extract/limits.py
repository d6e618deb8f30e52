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
REPEATED_MB = 128  # of the text that an ODS says it repeats: people repeat blank rows, and few others
MARKS = 5_000_000  # cells of a sheet that hold an error or a percentage
PROBE_MB, PROBE_SECONDS = 4_096, 120  # of the process that opens an XLS, XLSB or ODS first
