"""Count the keys of a whole case: worklist, every element with evidence, decision, signature, export.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.keystrokes
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from reviewer_app.gui.qt_application import new_qt_application
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end.keyboard import window
from tests.end_to_end.story import whole_case


def main() -> None:
    # The key needs no keychain then.
    os.environ["REVIEWER_APP_PASSPHRASE_FILE"] = str(Path(__file__).with_name("passphrase.txt"))
    qt = new_qt_application()
    with (
        tempfile.TemporaryDirectory() as folder,
        window(qt, Path(folder, "data"), root=samples_folder()) as keyboard,
    ):
        whole_case(keyboard, Path(folder, "summary.pdf"))
        elements = len(keyboard.case.checklist.elements)
        pages = sum(document.page_count for document in keyboard.case.documents)
    print(f"{COMPLETE_CASE}: {elements} elements, {pages} pages")
    print(
        f"keys pressed {keyboard.presses}, {keyboard.presses / elements:.1f} an element; "
        f"characters typed {keyboard.typed}"
    )


if __name__ == "__main__":
    main()
