"""A reviewer that marks in a real window until killed: ``marking_child.py DATA CASE``.

What the window shows as saved is printed, one line each: ``ready``, then ``mark ELEMENT STATE`` and
``place ELEMENT FILE PAGE``. ``leave ELEMENT FILE PAGE`` is a place that is about to be saved.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.case import OpenCase
from tests.end_to_end.keyboard import Keyboard, window

KEYS = ("P", "A", "I", "E", "U", "J", "K", "Right", "Left", "]", "[", "L", "PgDown")
PLACES_SETTLE_AFTER = 12
"""Keys after which the reader stays at a place until it is written down."""


def say(line: str) -> None:
    """One line in one write, so that it is out as a whole or not at all."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


class Teller:
    """Prints what is new in the case that the window shows."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}
        self._place: tuple[str, str, int] | None = None

    def tell(self, case: OpenCase) -> None:
        for element, finding in case.review.findings.items():
            if self._marks.get(element) != finding.state.value:
                self._marks[element] = finding.state.value
                say(f"mark {element} {finding.state.value}")
        place = case.review.place
        file = next((one.file for one in case.documents if one.sha256 == place.sha256), "")
        if (place.element_id, file, place.page) != self._place:
            self._place = place.element_id, file, place.page
            say(f"place {place.element_id} {file} {place.page}")


def work(keyboard: Keyboard) -> None:
    """Press keys for ever, and stay somewhere now and then."""
    chance, teller = random.SystemRandom(), Teller()
    view, review = keyboard.application.review_page.pane.view, keyboard.review
    review.case_shown.connect(teller.tell)
    teller.tell(keyboard.case)
    say("ready")
    while True:
        for _ in range(PLACES_SETTLE_AFTER):
            keyboard.press(chance.choice(KEYS))
        element = review.panels.checklist.current_element()
        say(f"leave {element} {review.pages.file} {view.current_page}")
        review.settle()
        keyboard.settle()


def main() -> None:
    data, case = Path(sys.argv[1]), Path(sys.argv[2])
    application = QApplication(["child", "-platform", "offscreen"])
    with window(application, data, case=case) as keyboard:
        work(keyboard)


if __name__ == "__main__":
    main()
