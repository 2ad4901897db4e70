"""Documents that other cases have as well, by their content."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reviewer_app.storage.canonical import to_json
from reviewer_app.storage.transactions import Transactions

_ELSEWHERE = """
    SELECT sha256, coalesce(nullif("case".request_id, ''), "case".id), file
    FROM case_document JOIN "case" ON "case".id = case_document.case_id
    WHERE sha256 IN (SELECT value FROM json_each(:hashes)) AND "case".id IS NOT :own
    ORDER BY case_document.first_seen, "case".rowid
"""


@dataclass(frozen=True, slots=True)
class DocumentElsewhere:
    """A document (its SHA-256) in another case, under that case's request id, or where it has none under the
    id that it has in the database; and the file's path there."""

    sha256: str
    case_id: str
    file: str


class SameDocuments:
    """Reads what is known of the documents of all cases."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def elsewhere(self, hashes: Collection[str], own: str | None) -> tuple[DocumentElsewhere, ...]:
        """Where these documents are besides the case with the id ``own``, as they came in."""
        wanted = to_json(sorted({sha256 for sha256 in hashes if sha256}))
        with self._transactions.reading() as database:
            rows = database.execute(_ELSEWHERE, {"hashes": wanted, "own": own}).fetchall()
        return tuple(DocumentElsewhere(*map(str, row)) for row in rows)
