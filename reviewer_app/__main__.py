"""The entry: decides between window and command line, and starts the page worker before Qt is imported.

Nothing heavy may be imported here: what happens before the worker runs delays the first page.
"""

from __future__ import annotations

import gc
import sys

from reviewer_app.documents import early_page
from reviewer_app.memory_image import leave_no_image
from reviewer_app.review.passphrase_file import choose_passphrase_file
from reviewer_app.window_call import FIRST_PAGE_WIDTH, WindowCall, window_call

INTERRUPTED = 130
"""The exit code after Ctrl+C: 128 and the number of the signal, as shells count."""


def main() -> None:
    """Run the program with the arguments of this process; never returns."""
    leave_no_image()
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:  # the one top-level handler: a defect of ours is reported, never swallowed
        sys.exit(_failed(error))


def _failed(error: Exception) -> int:
    """Tell what ended the program on stderr. Returns the exit code."""
    from reviewer_app import defect_report
    from reviewer_app.domain.errors import ReviewerError

    if isinstance(error, ReviewerError):
        print(f"reviewer-app: {error.sentence}", file=sys.stderr)
        return error.exit_code
    print(defect_report.sentence(defect_report.write_report(error)), file=sys.stderr)
    return defect_report.EXIT_CODE


def _run(arguments: list[str]) -> int:
    call = window_call(arguments)
    if call is not None:
        return open_window(call)
    from reviewer_app.cli.app import run

    return run(arguments)


def open_window(call: WindowCall) -> int:
    """Open the window; the worker draws the first page of the case meanwhile. Returns the exit code."""
    gc.disable()
    if call.passphrase_file is not None:
        choose_passphrase_file(call.passphrase_file)
    worker = None
    if call.case is not None:
        worker = early_page.start_with_first_page(call.case, FIRST_PAGE_WIDTH)
    from reviewer_app.gui.start import start_window
    from reviewer_app.review.read_pages import CasePages

    return start_window(call, CasePages(worker))


if __name__ == "__main__":
    main()
