"""``demo``: the sample cases in a data folder that is thrown away, in a window or headless."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reviewer_app.domain.errors import InputError
from reviewer_app.review.read_pages import CasePages
from reviewer_app.review.sample_cases import COMPLETE_CASE, planned_marks, samples_folder
from reviewer_app.window_call import WindowCall


def run_demo(headless: Path | None) -> int:
    """Open the samples in a window; headless, lead the window through a review and write what comes of it."""
    with tempfile.TemporaryDirectory(prefix="reviewer-app-demo-") as folder:
        if headless is None:
            return _window(Path(folder))
        return _headless(Path(folder), headless)


def _window(folder: Path) -> int:
    from reviewer_app.gui.start import start_window

    output = Path(tempfile.gettempdir()) / "reviewer-app-demo"
    call = WindowCall(
        root=samples_folder(),
        data_dir=folder,
        headless_instead=("demo", "--headless", str(output)),
        throw_away=True,
    )
    return start_window(call, CasePages())


def _headless(folder: Path, target: Path) -> int:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{target} cannot be made ({error.strerror}); choose another folder.") from error
    from reviewer_app.gui.demonstration import run_demonstration
    from reviewer_app.gui.display import draw_into_memory

    draw_into_memory()
    run_demonstration(folder, planned_marks(COMPLETE_CASE), target)
    print(f"The demo reviewed the sample {COMPLETE_CASE} without a window. Look at:")
    for file in sorted(target.iterdir()):
        print(f"  {file}")
    return 0
