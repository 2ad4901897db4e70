"""What can be wrong with a document, and how MuPDF says so."""

from __future__ import annotations

import pymupdf
from pymupdf import mupdf

DOCUMENT_ERRORS = (
    mupdf.FzErrorBase,
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
)
"""What PyMuPDF raises over broken files. Anything else ends the worker, which costs that document only."""

HARMLESS_MESSAGES = ("... repeated", "garbage bytes before version marker")
"""MuPDF's complaints after which nothing of the page is missing."""


class RefusedError(Exception):
    """The request cannot be met; the argument is the cause that is answered."""


def complained() -> bool:
    """Whether MuPDF reported faults of the page since the last reset."""
    messages: str = pymupdf.TOOLS.mupdf_warnings()
    return any(line and not line.startswith(HARMLESS_MESSAGES) for line in messages.splitlines())
