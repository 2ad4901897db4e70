"""Where the program keeps its own data. Light: it is asked before the window is shown."""

from __future__ import annotations

import os
from pathlib import Path

DATA_FOLDER_VARIABLE = "REVIEWER_APP_DATA_DIR"


def data_folder(chosen: Path | None = None) -> Path:
    """Where the program keeps its data: ``chosen``, else the environment's, else the user's data folder."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    from_environment = os.environ.get(DATA_FOLDER_VARIABLE)
    if from_environment:
        return Path(from_environment).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("reviewer-app", appauthor=False)
