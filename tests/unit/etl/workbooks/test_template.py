"""The template of every feed asks what its contract asks, and filled in by its example it loads without a word."""

from pathlib import Path

import openpyxl
import pytest

from catalogue import load
from catalogue.model import Feed
from etl.check import check
from etl.workbooks.template import choices, write_template
from tests.helpers.workbooks import fill

FILLED_IN = [feed for feed in load().feeds.values() if feed.filled_in]


@pytest.mark.parametrize("feed", FILLED_IN, ids=lambda feed: feed.name)
def test_filled_in_it_loads_without_a_remark(feed: Feed, tmp_path: Path) -> None:
    path = tmp_path / "modello.xlsx"
    write_template(feed, path)
    fill(path, feed, 1)
    verdict = check([path])[0]
    assert verdict.problem is None
    assert verdict.file.feed is feed
    assert (verdict.read, verdict.rejected, verdict.file.remarks) == (1, 0, ())


@pytest.mark.parametrize("feed", FILLED_IN, ids=lambda feed: feed.name)
def test_empty_it_is_refused_for_having_no_rows(feed: Feed, tmp_path: Path) -> None:
    path = tmp_path / "modello.xlsx"
    write_template(feed, path)
    problem = check([path])[0].problem
    assert problem is not None
    assert problem.kind == "no_rows"


@pytest.mark.parametrize("feed", FILLED_IN, ids=lambda feed: feed.name)
def test_it_asks_what_the_contract_asks(feed: Feed, tmp_path: Path) -> None:
    path = tmp_path / "modello.xlsx"
    write_template(feed, path)
    page = openpyxl.load_workbook(path)[feed.sheet]
    fields = [field for field in feed.fields if not field.folded]
    assert [cell.value for cell in page[1]] == [field.title for field in fields]
    assert page.protection.sheet
    assert page["A1"].protection.locked
    listed = {str(rule.sqref).split(":")[0] for rule in page.data_validations.dataValidation}
    wanted = {f"{page.cell(2, i).coordinate}" for i, f in enumerate(fields, start=1) if choices(f) and f.type != "list"}
    assert listed == wanted


def test_a_layout_of_its_own_has_no_template(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="istat_stat_export"):
        write_template(load().feeds["istat_stat_export"], tmp_path / "x.xlsx")
