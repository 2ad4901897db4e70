"""Tab goes through what stands below each other from the top to the bottom, also where parts came later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_sections(sections: Sequence[QWidget]) -> None:
    """Let Tab go through the fields of these sections one section after the other, each in its own order.

    Qt appends a field that is made later at the end of the whole window's order, behind which the pages come:
    so this is to be called again whenever a section was made or got another field.
    """
    fields = list(_in_key_order(sections[0].window()))
    ordered = [field for section in sections for field in fields if section.isAncestorOf(field)]
    for before, after in pairwise(ordered):
        QWidget.setTabOrder(before, after)


def _in_key_order(window: QWidget) -> Iterator[QWidget]:
    """The widgets of a window that take the keyboard, in the order of Tab."""
    field = window.nextInFocusChain()
    while field is not None and field is not window:
        if field.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield field
        field = field.nextInFocusChain()
