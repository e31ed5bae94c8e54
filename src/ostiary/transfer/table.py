"""Tables as CSV, for spreadsheets: UTF-8 with its mark, and no cell that a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Sequence
from typing import Final

MARK: Final = "\ufeff"
"""Begins a file, or spreadsheets take it for the machine's own encoding."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def lines(rows: Sequence[Sequence[str]]) -> str:
    """Rows as they stand in a file."""
    text = io.StringIO()
    csv.writer(text).writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue()


def _plain(cell: str) -> str:
    """The cell, with an apostrophe before what would be a formula; a number stays one."""
    if cell.startswith(_FORMULA) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell.isascii()
