"""Count the keys of each story: a whole case from the open folder to the signature, told by keys alone.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.keystrokes

The stories are those of the end-to-end tests. The first row is the complete sample from the worklist to the
exported summary, told by somebody who knows the page of everything; the second the same with the evidence
taken from what the program proposes, as far as it proposes the right page. A key is a command or a move; the
characters of texts are counted apart.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.gui.qt_application import new_qt_application
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end import authority_stories, decision_stories, discrepancy_stories
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import told, whole_case
from tests.end_to_end.suggestion_stories import whole_case_as_proposed

STORIES = (*decision_stories.STORIES, *discrepancy_stories.STORIES, *authority_stories.STORIES)
ROW = "{:<46} {:>8} {:>5} {:>5} {:>10} {:>6}"


def show(title: str, keyboard: Keyboard) -> None:
    """Print what a story took."""
    elements = len(keyboard.case.checklist.elements)
    pages = sum(document.page_count for document in keyboard.case.documents)
    each = f"{keyboard.presses / elements:.1f}"
    print(ROW.format(title, elements, pages, keyboard.presses, each, keyboard.typed), flush=True)


def from_worklist_to_file(qt: QApplication, folder: Path) -> None:
    with window(qt, folder / "data", root=samples_folder(), finds=True) as keyboard:
        whole_case(keyboard, folder / "summary.pdf")
        show(f"{COMPLETE_CASE}, worklist to file", keyboard)


def from_worklist_to_file_as_proposed(qt: QApplication, folder: Path) -> None:
    with window(qt, folder / "data", root=samples_folder(), finds=True) as keyboard:
        taken = whole_case_as_proposed(keyboard, folder / "summary.pdf")
        show(f"the same, {taken} elements as proposed", keyboard)


def main() -> None:
    # The key needs no keychain then.
    os.environ["REVIEWER_APP_PASSPHRASE_FILE"] = str(Path(__file__).with_name("passphrase.txt"))
    qt = new_qt_application()
    print(ROW.format("story", "elements", "pages", "keys", "an element", "typed"))
    with tempfile.TemporaryDirectory() as folder:
        from_worklist_to_file(qt, Path(folder, "whole"))
        from_worklist_to_file_as_proposed(qt, Path(folder, "proposed"))
        for number, story in enumerate(STORIES):
            with told(story, qt, Path(folder, str(number))) as keyboard:
                show(story.title, keyboard)


if __name__ == "__main__":
    main()
