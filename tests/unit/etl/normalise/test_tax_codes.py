"""Tax codes: an organisation's is taken and completed, a person's never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.normalise.tax_codes import organisation_tax_code
from etl.sample.register import tax_codes


@given(st.integers(min_value=1, max_value=9_999_999))
def test_generated_codes_pass_with_and_without_their_leading_zeros(number: int) -> None:
    import numpy as np

    code = str(tax_codes(np.array([number]))[0])
    assert len(code) == 11
    assert organisation_tax_code(code) == organisation_tax_code(code.lstrip("0")) == code
    assert organisation_tax_code(f" IT{code} ") == code


@given(st.integers(min_value=1, max_value=9_999_999), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: int, place: int, by: int) -> None:
    import numpy as np

    code = str(tax_codes(np.array([number]))[0])
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    assert organisation_tax_code(wrong) is None


@pytest.mark.parametrize(
    "text", ["RSSMRA80A01H501U", "rssmra80a01h501u", "abc", "", "123456789012", "0012345037A", "²³"]
)
def test_what_is_no_organisations_code_is_refused(text: str) -> None:
    assert organisation_tax_code(text) is None
