"""What is wrong with the picture of a page, in words, from what was measured on it."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.page_reading import PageMeasures

CUT = 0.3
"""Share of the text's extent that runs off an edge, from which on that is told; less where much of the text
is off the page."""

MUCH_OFF = 0.15

HALF_DARK, ALL_DARK = 0.2, 0.75
"""Shares of the page that lie in the dark."""

FAINT_CONTRAST = 0.3
"""Below this difference between ink and paper the ink is faint."""

BROKEN_RUN = 0.78
"""Points: unbroken ink of letters is longer on average; where it is not, they fall to dust."""

DRAWN_OUT = 1.7
"""How much longer ink is along one direction than along the other where it was smeared."""

THICK_RUN = 3.2
"""Points: unbroken ink of letters is shorter on average."""

SPECKED = 0.3
"""Share of the ink that are single specks."""

UNSHARP = 0.3
"""Below this sharpness most of the ink is a slope between black and white."""

LEAST_ROWS = 0.00003
"""Share of the page that is ink in rows below which nothing is printed or written on it, only specks and
streaks. Measured: 0 on blank faxes and scans however worn, 0.00014 and more on the faintest pages."""

MUCH_INK, GRAIN = 0.005, 0.15
"""Share of the page that is ink from which on it shows something, as a picture does, if the ink differs from
the paper by more than the grain of a scan."""

PEN_RUN = (0.78, 3.2)
"""Points: how long the strokes of a pen are, across."""

UNREAD_BY_HAND = 0.45
"""Share of the writing that no reading accounts for, from which on it may be by hand."""


def picture_faults(measures: PageMeasures) -> Iterator[str]:
    """The faults by which a page cannot be read, the weightiest first."""
    yield from _cut_off(measures)
    if measures.dark_area >= HALF_DARK:
        yield "nearly all dark" if measures.dark_area >= ALL_DARK else "half dark"
        return
    shorter = max(1e-6, min(measures.run_across, measures.run_down))
    longer = max(measures.run_across, measures.run_down)
    if measures.contrast < FAINT_CONTRAST or (shorter < BROKEN_RUN and measures.specks < SPECKED):
        yield "faint"
    elif measures.specks >= SPECKED:
        yield "full of specks"
    elif longer / shorter >= DRAWN_OUT or longer >= THICK_RUN:
        yield "smeared"
    elif measures.sharpness < UNSHARP:
        yield "blurred"


def _cut_off(measures: PageMeasures) -> Iterator[str]:
    sides = {
        "on the left": measures.cut_left,
        "on the right": measures.cut_right,
        "at the top": measures.cut_top,
        "at the bottom": measures.cut_bottom,
    }
    least = CUT / 4 if measures.off_page >= MUCH_OFF else CUT
    cut = [side for side, share in sides.items() if share >= least]
    if cut:
        yield f"cut off {' and '.join(cut)}"


def empty(measures: PageMeasures) -> bool:
    """Whether nothing is on the picture but paper, its grain, specks, streaks, and what stands along its
    edges, as the line of a fax machine does."""
    pictured = measures.dark_area >= HALF_DARK or (measures.ink >= MUCH_INK and measures.contrast >= GRAIN)
    return not pictured and measures.rows < LEAST_ROWS


def clean_strokes(measures: PageMeasures) -> bool:
    """Whether much of the ink was not read although nothing is wrong with the picture: clean strokes of the
    width of a pen that are no letters to the machine."""
    least, most = PEN_RUN
    strokes = all(least <= run <= most for run in (measures.run_across, measures.run_down))
    return strokes and measures.unread_ink >= UNREAD_BY_HAND and not tuple(picture_faults(measures))
