"""The check of an organisation's tax code over a whole column, with the results of python-stdnum."""

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from stdnum import luhn

from etl.normalise.tax_codes import DIGITS, organisation_tax_code

NUMBER, PROVINCE = slice(0, 7), slice(7, 10)
DOUBLED = np.arange(DIGITS) % 2 == 1


def valid_codes(texts: pa.Array) -> list[tuple[bool, bool]]:
    """Whether each text is eleven digits, and whether these are then an organisation's code."""
    plain = pc.match_substring_regex(texts, f"^[0-9]{{{DIGITS}}}$").to_numpy(zero_copy_only=False)
    data = pa.concat_arrays([texts.filter(pa.array(plain))]).cast(pa.binary(DIGITS)).buffers()[1]
    digits = np.frombuffer(data, np.uint8)[: plain.sum() * DIGITS].reshape(-1, DIGITS) - ord("0")
    twice = digits * 2
    total = np.where(DOUBLED, twice - 9 * (twice > 9), digits).sum(axis=1)
    province = digits[:, PROVINCE] @ np.array([100, 10, 1])
    valid = np.zeros(len(texts), bool)
    valid[plain] = (total % 10 == 0) & digits[:, NUMBER].any(axis=1) & _provinces()[province]
    return list(zip(plain.tolist(), valid.tolist(), strict=True))


@cache
def _provinces() -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether python-stdnum accepts each number from 000 to 999 as a province, computed once."""
    codes = (f"1000000{number:03d}" for number in range(1_000))
    return np.array([organisation_tax_code(code + luhn.calc_check_digit(code)) is not None for code in codes])
