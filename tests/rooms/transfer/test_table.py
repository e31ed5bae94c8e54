"""Tables as CSV."""

import csv
import io

import pytest

from ostiary.transfer.table import MARK, lines


def test_what_is_written_is_read_again() -> None:
    rows = [["Door", 'He said "no"'], ["North, ground floor", "a\nb"], ["", "été"]]
    assert list(csv.reader(io.StringIO(lines(rows), newline=""))) == rows
    assert MARK == "\ufeff"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "-1+2", "+١"])
def test_a_formula_is_text(cell: str) -> None:
    ((read,),) = csv.reader(io.StringIO(lines([[cell]]), newline=""))
    assert read == f"'{cell}"


@pytest.mark.parametrize("cell", ["-1", "+4.5", "12", "Ada = Ada"])
def test_a_number_stays_one(cell: str) -> None:
    assert lines([[cell]]).strip() == cell
