"""Sizes of the window's rooms in logical pixels at 100 %; the first page is painted between them, before they
exist."""

LEFT_WIDTH = 228
RIGHT_WIDTH = 404
STRIP_HEIGHT = 44
PANE_BAR_HEIGHT = 28
TIMELINE_HEIGHT = 64
HINTS_HEIGHT = 28
RULE = 1
PAGE_GAP = 12
"""Room around a page."""
