"""The text on reconsideration that goes with an adverse determination."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Review
from reviewer_app.domain.wording import Reconsideration, ReconsiderationText
from reviewer_app.policies.wording_file import (
    RECONSIDERATION_FILE,
    WORDING_FOLDER,
    load_reconsideration_texts,
)
from reviewer_app.resources_folder import resources_folder
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.rules.reconsideration import any_adverse, fitting_text


def reconsideration_of(data_folder: Path, request: Request, review: Review) -> Reconsideration:
    """The text for the request's plan where a line is decided against the requester, else none.

    The user's own texts are in ``wording/reconsideration.yaml`` in the data folder; what is wrong with that
    file is the answer's ``problem``, which blocks signing an adverse determination.
    """
    if not any_adverse(counted(review)):
        return Reconsideration()
    own = data_folder / WORDING_FOLDER / RECONSIDERATION_FILE
    try:
        state = own.stat()
        stamp = (state.st_mtime_ns, state.st_size)
    except OSError:
        stamp = (0, 0)
    try:
        return Reconsideration(fitting_text(_texts(data_folder, stamp), request.plan))
    except InputError as error:
        return Reconsideration(problem=error.sentence)


@lru_cache(maxsize=4)
def _texts(data_folder: Path, _stamp: tuple[int, int]) -> tuple[ReconsiderationText, ...]:
    """The texts, read again only when the user's file has changed."""
    return load_reconsideration_texts(resources_folder(), data_folder)
