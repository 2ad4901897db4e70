"""Documents that other cases have as well, by their content."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from reviewer_app.domain.request import Member
from reviewer_app.domain.same_page import SeenCase
from reviewer_app.storage.canonical import to_json
from reviewer_app.storage.transactions import Transactions

_ELSEWHERE = """
    SELECT sha256, file, "case".id, "case".request_id, "case".member_id, (
        SELECT folder FROM case_folder WHERE case_folder.case_id = "case".id ORDER BY seen_at DESC LIMIT 1
    )
    FROM case_document JOIN "case" ON "case".id = case_document.case_id
    WHERE sha256 IN (SELECT value FROM json_each(:hashes)) AND "case".id IS NOT :own
    ORDER BY case_document.first_seen, "case".rowid
"""


@dataclass(frozen=True, slots=True)
class DocumentElsewhere:
    """A document (its SHA-256) in another case, and the file's path there."""

    sha256: str
    file: str
    case: SeenCase


class SameDocuments:
    """Reads what is known of the documents of all cases."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def elsewhere(self, hashes: Collection[str], own: str | None) -> tuple[DocumentElsewhere, ...]:
        """Where these documents are besides the case with the id ``own``, as they came in."""
        wanted = to_json(sorted({sha256 for sha256 in hashes if sha256}))
        with self._transactions.reading() as database:
            rows = database.execute(_ELSEWHERE, {"hashes": wanted, "own": own}).fetchall()
        return tuple(_elsewhere(*row) for row in rows)


def _elsewhere(
    sha256: str, file: str, case_id: str, request_id: str, member_id: str, folder: bytes | None
) -> DocumentElsewhere:
    """The document of a row, in the order of the query's columns."""
    place = Path(os.fsdecode(folder or b""))
    return DocumentElsewhere(sha256, file, SeenCase(case_id, place, request_id, Member(member_id)))
