"""A reviewer that never stops working, to be killed: what was acknowledged is printed at once.

``writing_child.py`` splits off such a reviewer for each line that it reads, the name of a folder, and says
``ended`` when that one was killed. A reviewer marks elements of the one case in the folder's database; now
and then it also imports requests, signs and amends the review, purges another case, makes a backup, and
changes the key. ``writing_child.py FOLDER BYTES`` only marks, and no file may grow beyond that size, as on a
disk that is nearly full; the sentence that then refuses a mark is printed and the program ends. Lines:
``opening PROCESS``, ``saved SEQUENCE HASH ELEMENT NOTE``, ``imported NUMBER``, ``signed REVIEW``, ``purged
CASE``, ``copied FILE``, ``rekeyed FINGERPRINT``, ``refused SENTENCE``.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.errors import StoreError
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.prior_request import PriorRequest, PriorStatus, line_id
from reviewer_app.domain.request import Member
from reviewer_app.domain.review import Finding, FindingState, Review, Reviewer, ReviewStatus, Role, Signature
from reviewer_app.review.keep_key import change_key, new_key
from reviewer_app.review.person_index import PERSON_INDEX
from reviewer_app.storage.canonical import digest
from reviewer_app.storage.history_rows import CaseLines
from reviewer_app.storage.store import Store
from tests.databases import open_store

CASE = ("PA-1", "M-1")
REVIEW = "review-1"
ELEMENTS = 20
ROWS = 30
"""Of one import."""

DECIDED = date(2025, 5, 8)
NURSE = Reviewer("Ines Marlow")
PHYSICIAN = Reviewer("Tobias Reyne", Role.PHYSICIAN, "MD 2207 WI")


def say(line: str) -> None:
    """One line in one write, so that it is out as a whole or not at all."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def started_review(store: Store) -> Review:
    """The open review, made at the first start and after each signing; a kill may have come before it was."""
    case_id = store.cases.find_case(*CASE, ()) or store.cases.create_case(*CASE, NURSE, datetime.now(UTC))
    known = store.reviews.newest(case_id)
    if known is not None and known.status is ReviewStatus.OPEN:
        return known
    if known is not None:
        return store.reviews.amend(known.id, NURSE, datetime.now(UTC), f"review-{known.version + 1}")
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


def import_requests(_folder: Path, store: Store, _review: Review, number: int) -> Store:
    """Requests of two members; all of them or none."""
    one = PriorRequest("", member(0), ("64483",), PriorStatus.APPROVED, decided=DECIDED)
    rows = [replace(one, id=imported_id(number, row), member=member(row % 2)) for row in range(ROWS)]
    store.history.put(rows, PERSON_INDEX)
    say(f"imported {number}")
    return store


def imported_id(number: int, row: int) -> str:
    """The id of a row of an import."""
    return f"H-{number}-{row}"


def member(number: int) -> Member:
    return Member(f"M-{number}", "Una", f"Quillfeather {number}")


def sign(_folder: Path, store: Store, review: Review, _number: int) -> Store:
    """Sign the review, with its line for the history; the next start of a review amends it."""
    now = datetime.now(UTC)
    signature = Signature(PHYSICIAN, now, "I reviewed it.", digest(review.id.encode()))
    line = PriorRequest(line_id(review.case_id, 1), member(0), ("64483",), PriorStatus.APPROVED, case=CASE[0])
    lines = CaseLines(review.case_id, (line,), PERSON_INDEX)
    store.reviews.sign(review.id, signature, review.id.encode(), lines)
    say(f"signed {review.id}")
    return store


def purge(_folder: Path, store: Store, _review: Review, number: int) -> Store:
    """Make another case and leave nothing of it."""
    case_id = store.cases.create_case(f"PA-{number}", "M-9", NURSE, datetime.now(UTC))
    other = Review(f"purged {number}", case_id, 1, ReviewStatus.OPEN, datetime.now(UTC), NURSE)
    store.reviews.create(other, NURSE, datetime.now(UTC))
    store.retention.purge(None, [case_id], PERSON_INDEX, NURSE, datetime.now(UTC))
    store.retention.compact()
    say(f"purged PA-{number}")
    return store


def back_up(_folder: Path, store: Store, _review: Review, number: int) -> Store:
    """The backup of a day of its own; old ones go."""
    made = store.back_up_daily(datetime.now(UTC) + timedelta(days=number))
    if made is not None:
        say(f"copied {made.name}")
    return store


def change_key_of(folder: Path, store: Store, _review: Review, _number: int) -> Store:
    """Close the database, encrypt it with another key, and open it again."""
    store.close()
    key = new_key()
    change_key(folder, key)
    say(f"rekeyed {key.fingerprint}")
    return open_store(folder)


BETWEEN = {
    1: change_key_of,
    3: import_requests,
    5: sign,
    8: purge,
    11: back_up,
    15: import_requests,
    17: sign,
    20: purge,
    23: back_up,
}
"""What comes between marks, by the mark's number in a round."""

ROUND = 24


def folder_to_work_in() -> Path:
    """Returns in each process that is split off; none of them has to read the program's code again."""
    gc.freeze()
    for line in sys.stdin:
        reviewer = os.fork()
        if reviewer == 0:
            return Path(line.removesuffix("\n"))
        os.waitpid(reviewer, 0)
        say("ended")
    sys.exit()


def main() -> None:
    only_marks = len(sys.argv) > 1
    if only_marks:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    folder = Path(sys.argv[1]) if only_marks else folder_to_work_in()
    say(f"opening {os.getpid()}")
    store = open_store(folder)
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
        between = None if only_marks else BETWEEN.get(number % ROUND)
        if between is not None:
            store = between(folder, store, review, number)
            review = started_review(store)


if __name__ == "__main__":
    main()
