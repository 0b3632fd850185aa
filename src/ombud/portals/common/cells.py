"""Cells of a file for a spreadsheet: whatever somebody wrote stays text, and never becomes a formula."""

FORMULA = tuple("=+-@\t\r\n\x00＝＋－＠")
"""A cell that begins with one of these is read as a formula by one spreadsheet or another."""


def plain(cell: str) -> str:
    """The cell as text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
