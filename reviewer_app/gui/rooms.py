"""Rooms: empty surfaces that keep a place until their panel is made, and the hairlines between them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from reviewer_app.gui.look import scaled


def make_room(*, width: int = 0, height: int = 0, grows: bool = False) -> QFrame:
    """A surface of the size that its panel will have, in logical pixels at 100 %, so that nothing moves when it
    comes. ``grows`` is for a panel that is sometimes higher: the hint line with a message."""
    room = QFrame()
    room.setProperty("ground", "surface")
    layout = QHBoxLayout(room)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    if width:
        room.setMinimumWidth(scaled(width * 3 // 4))
        room.resize(scaled(width), room.height())
    if height:
        room.setMinimumHeight(scaled(height))
    if height and not grows:
        room.setMaximumHeight(scaled(height))
    return room


def make_rule() -> QFrame:
    """A hairline between two rooms."""
    rule = QFrame()
    rule.setProperty("ground", "rule")
    rule.setFixedHeight(1)
    return rule
