"""Where the program keeps its own data. Light: it is asked before the window is shown."""

from __future__ import annotations

import os
from pathlib import Path

from reviewer_app.domain.errors import UsageError

DATA_FOLDER_VARIABLE = "REVIEWER_APP_DATA_DIR"


def data_folder(chosen: Path | None = None) -> Path:
    """Where the program keeps its data: ``chosen``, else the environment's, else the user's data folder.

    Raises :class:`UsageError` for the home of a user who does not exist.
    """
    from_environment = os.environ.get(DATA_FOLDER_VARIABLE)
    if chosen is None and from_environment:
        chosen = Path(from_environment)
    if chosen is not None:
        try:
            return chosen.expanduser().absolute()
        except RuntimeError as error:
            raise UsageError(f"{chosen} is no data folder: there is no such user.") from error
    from platformdirs import user_data_path

    return user_data_path("reviewer-app", appauthor=False)
