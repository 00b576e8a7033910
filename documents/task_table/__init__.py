"""A table of tasks, pasted from Word or Excel or brought as .xlsx, read into rows to look over."""

from __future__ import annotations

from documents.task_table import pasted, rows, sheet
from documents.task_table.table import MOST_ROWS, RowFault, TaskRow, TaskTable

__all__ = ["MOST_ROWS", "RowFault", "TaskRow", "TaskTable", "read_pasted", "read_workbook"]


def read_pasted(text: str) -> TaskTable:
    """The tasks of a pasted table.

    Raises documents.refusal.RefusedError: nothing in it, more than 20 MB or 1,000 rows.
    """
    return rows.read(pasted.lines_of(text))


def read_workbook(content: bytes) -> TaskTable:
    """The tasks of the first filled sheet of an .xlsx.

    Raises documents.refusal.RefusedError: no .xlsx, locked, damaged, unsafe to unpack, empty, more
    than 20 MB or 1,000 rows.
    """
    return rows.read(sheet.lines_of(content))
