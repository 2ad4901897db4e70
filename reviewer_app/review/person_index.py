"""How persons of the history are found, for whoever writes or asks it. It stands alone because signing needs
nothing else of the history."""

from __future__ import annotations

from reviewer_app.history.blocking import blocking_keys, counted_names
from reviewer_app.storage.history_rows import PersonIndex

PERSON_INDEX = PersonIndex(blocking_keys, counted_names)
