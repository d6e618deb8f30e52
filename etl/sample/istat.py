"""Real ISTAT figures beside the demonstration, in the layout that I.Stat gives them."""

from pathlib import Path

import pyarrow as pa

from catalogue import load
from etl.sample import write
from etl.sample.calibration import Calibration


def write_istat(path: Path, known: Calibration) -> None:
    """Real ISTAT figures of 2019 in the layout of an I.Stat export: not demonstration data."""
    lists, ict = load().code_lists["territories"], known.ict
    code = {row[0]: row[lists.columns.index("istat_itter107")] for row in lists.rows}
    names = {row[0]: row[3] for row in lists.rows}
    n = len(ict)
    survey = [str(int(end[:4]) + 1) for end in ict["period_end"]]  # that of a year asks about the year before
    columns = {
        "ITTER107": [code[one] for one in ict["territory"]],
        "Territory": [names[one] for one in ict["territory"]],
        "VARICT": ict["series"].tolist(),
        "Data type": ict["indicator"].tolist(),
        "ATECO_2007": ["0035"] * n,
        "NACE 2007": ["total economic activities"] * n,
        "CLLVT": ["W_GE10"] * n,
        "Size classes of persons employed": ["10 and over"] * n,
        "TIME": survey,
        "Select time": survey,
        "Value": ict["value"].tolist(),
        "Flag Codes": [""] * n,
        "Flags": [""] * n,
    }
    write.csv(path, pa.table(columns))
