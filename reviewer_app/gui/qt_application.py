"""The Qt application object, and what happens when the window meets a defect of ours."""

from __future__ import annotations

import os
import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication

THREAD_TURN_SECONDS = 0.001
"""How long another thread may keep the interpreter while the window's thread waits for it; Python's 5 ms, a
few times over in one repaint, can be felt."""


def new_qt_application() -> QApplication:
    """The Qt application, named, with the one widget style that the style sheet is written for."""
    sys.setswitchinterval(THREAD_TURN_SECONDS)
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("reviewer-app")
    qt.setStyle("Fusion")
    sys.excepthook = report_and_end
    return qt


def report_and_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A defect of ours in the window: say so, write a report without patient data, and end.

    Every mark is in the database already, and what the window shows can no longer be trusted.
    """
    from PySide6.QtWidgets import QMessageBox

    from reviewer_app import defect_report

    sentence = defect_report.sentence(defect_report.write_report(error.with_traceback(trace)))
    print(sentence, file=sys.stderr)
    QMessageBox.critical(None, kind.__name__, sentence)
    os._exit(defect_report.EXIT_CODE)
