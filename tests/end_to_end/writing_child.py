"""A reviewer that never stops marking, to be killed: each receipt is printed when its mark is acknowledged.

``writing_child.py FOLDER [BYTES]``: marks elements of the one review in the folder's database. With ``BYTES``
no file may grow beyond that size, as on a disk that is nearly full; the sentence that then refuses a mark is
printed and the program ends. Lines: ``opening``, ``saved SEQUENCE HASH ELEMENT NOTE``, ``refused SENTENCE``.
"""

from __future__ import annotations

import os
import resource
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.errors import StoreError
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.review import Finding, FindingState, Review, Reviewer, ReviewStatus
from reviewer_app.storage.store import Store
from tests.databases import open_store

CASE = ("PA-1", "M-1")
REVIEW = "review-1"
ELEMENTS = 20
NURSE = Reviewer("Ines Marlow")


def say(line: str) -> None:
    """One line in one write, so that it is out as a whole or not at all."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def started_review(store: Store) -> Review:
    """The review, made at the first start; a kill may have come between the case and its review."""
    case_id = store.cases.find_case(*CASE, ()) or store.cases.create_case(*CASE, NURSE, datetime.now(UTC))
    known = store.reviews.newest(case_id)
    if known is not None:
        return known
    new = Review(REVIEW, case_id, 1, ReviewStatus.OPEN, datetime.now(UTC), NURSE)
    store.reviews.create(new, NURSE, datetime.now(UTC))
    return new


def element_of(number: int) -> str:
    """The element that the mark of that number is on."""
    return f"element-{number % ELEMENTS}"


def next_mark(review: Review, number: int) -> Change:
    """The next note on one of the elements; what was noted before is replaced."""
    element_id = element_of(number)
    now = datetime.now(UTC)
    anchor = Anchor("ab" * 32, 1, (Rect(72, 100, 300, 112),), "six weeks of therapy")
    evidence = (Evidence(f"evidence {number}", anchor, "01_request.pdf", now, NURSE.name),)
    after = Finding(element_id, FindingState.PRESENT, "", str(number), evidence, (), now, NURSE.name)
    return Change(f"Present: {element_id}", review.findings.get(element_id), after)


def main() -> None:
    if len(sys.argv) > 2:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    say("opening")
    store = open_store(Path(sys.argv[1]))
    review = started_review(store)
    first = 1 + max((int(finding.note) for finding in review.findings.values()), default=0)
    for number in count(first):
        change = next_mark(review, number)
        try:
            receipt = store.reviews.apply(review.id, change, NURSE, datetime.now(UTC))
        except StoreError as error:
            say(f"refused {error.sentence}")
            return
        review = apply(review, change)
        say(f"saved {receipt.sequence} {receipt.hash} {element_of(number)} {number}")


if __name__ == "__main__":
    main()
