"""Earlier requests: import and export a file of them, and find those that concern a new request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reviewer_app.domain.code_family import CodeFamilies
from reviewer_app.domain.errors import InputError, UsageError
from reviewer_app.domain.prior_request import BadRow, ImportCounts, MemberScore, PriorMatch, PriorRequest
from reviewer_app.domain.request import Member, Request
from reviewer_app.exchange.prior_request_file import PriorRequestFile, csv_pieces, json_pieces
from reviewer_app.exchange.request_file import read_request
from reviewer_app.history.blocking import blocking_keys, counted_names
from reviewer_app.history.model import MatchModel, load_model, member_rarity, member_values
from reviewer_app.policies.code_families import CODE_FAMILIES_FILE, load_code_families
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.person_index import PERSON_INDEX
from reviewer_app.rules.prior_requests import relation_to
from reviewer_app.storage.history_store import KnownPerson
from reviewer_app.storage.store import Store
from reviewer_app.summary.write_file import whole_file

ROWS_AT_ONCE = 5_000
"""Rows of one transaction of an import."""

ROWS_BETWEEN_KEYS = 40 * ROWS_AT_ONCE
"""Rows of an import after which the keys of new persons are written, sorted: the larger, the fewer pages of
the table of keys are touched several times; the smaller, the less is left to do when an import is cut off."""

MOST_CANDIDATES, CANDIDATES_AT_ONCE = 48, 16
"""Persons that are compared at most, and before it is asked whether others are needed; those whose common
keys say most come first."""

PIECES = {".json": json_pieces, ".csv": csv_pieces}


@dataclass(frozen=True, slots=True)
class Matcher:
    """What it takes to compare: the weights for persons, the families of codes."""

    model: MatchModel
    families: CodeFamilies

    @classmethod
    def load(cls, data_folder: Path | None) -> Matcher:
        """From the program's data and the user's families beside their policy packs, where there are some.

        :raises InputError: the user's file cannot be used.
        """
        resources = resources_folder()
        users = data_folder / "policies" / CODE_FAMILIES_FILE if data_folder is not None else None
        families = load_code_families(resources / "policies", users)
        return cls(_program_model(), families)


@lru_cache(maxsize=1)
def _program_model() -> MatchModel:
    """The program's weights, which never change while it runs."""
    return load_model(resources_folder())


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: what was done, and the share of the file that was read, from 0 to 1."""

    counts: ImportCounts
    share: float


def import_history(
    store: Store,
    file: Path,
    hear_bad: Callable[[BadRow], None],
    progress: Callable[[ImportProgress], bool] = lambda _progress: True,
) -> ImportCounts:
    """Take the rows of a prior-request file into the history; the bad ones are heard and left out, the good
    ones kept, also when the file breaks off. ``progress`` hears after each transaction how far it is, and
    says whether to go on; what was taken until then is kept.

    :raises InputError: the file is none, or can't be read on.
    """
    rows = PriorRequestFile(file)
    counts = ImportCounts()
    batch: list[PriorRequest] = []
    unkeyed = 0
    try:
        for row in rows:
            if isinstance(row, BadRow):
                hear_bad(row)
                counts += ImportCounts(bad=1)
                continue
            batch.append(row)
            if len(batch) == ROWS_AT_ONCE:
                counts += store.history.put(batch, PERSON_INDEX)
                unkeyed += len(batch)
                batch.clear()
                if not progress(ImportProgress(counts, rows.share)):
                    break
            if unkeyed >= ROWS_BETWEEN_KEYS:
                store.history.complete(PERSON_INDEX)
                unkeyed = 0
    finally:
        if batch:
            counts += store.history.put(batch, PERSON_INDEX)
        store.history.complete(PERSON_INDEX)
    return counts


def export_history(store: Store, file: Path) -> int:
    """Write the history to a JSON or CSV file, by the ending of its name; returns the number of rows.

    :raises UsageError: the name has another ending.
    :raises ExportError: the file can't be written; it is then as it was before.
    """
    pieces = PIECES.get(file.suffix.lower())
    if pieces is None:
        raise UsageError(f"{file.name} has to end in .json or .csv, which says what to write.")
    with whole_file(file) as stream:
        stream.writelines(piece.encode("utf-8") for piece in pieces(store.history.all()))
    return store.history.count()


def read_new_request(path: Path) -> Request:
    """The request of a request.json, or of the case folder that holds one.

    :raises InputError: there is none, or nothing of it can be used.
    """
    file = path / "request.json" if path.is_dir() else path
    read = read_request(file)
    if read.request is None:
        raise InputError(f"{file}: {' '.join(problem.message for problem in read.problems)}")
    return read.request


def find_prior_requests(
    store: Store, request: Request, matcher: Matcher, own_cases: Collection[str] = ()
) -> tuple[PriorMatch, ...]:
    """The earlier requests of the same member that concern the request: matches first, the surest first,
    then what is related and no match. What came from ``own_cases`` is this request itself."""
    compared = compared_members(store, request.member, matcher.model)
    known = {person.id: score for person, score in compared if score.same}
    related = _related(store, request, matcher, known)
    found = tuple(one for one in related if one.prior.case not in own_cases)
    return tuple(
        sorted(
            found, key=lambda one: (one.relation.line, one.relation.kind is None, -one.score, one.prior.id)
        )
    )


def compared_members(
    store: Store, member: Member, model: MatchModel
) -> tuple[tuple[KnownPerson, MemberScore], ...]:
    """Persons of the history who may be the member, each with how sure that is, the surest first.

    The likeliest are compared first; where they settle it the others are left alone, since each costs a page
    of the database.
    """
    history = store.history
    history.complete(PERSON_INDEX)
    asked = member_values(member)
    candidates = history.candidates(blocking_keys(member))[:MOST_CANDIDATES]
    rarity = member_rarity(model, history.name_counts(counted_names(member)))
    compared: list[tuple[KnownPerson, MemberScore]] = []
    for place in range(0, len(candidates), CANDIDATES_AT_ONCE):
        persons = history.persons(candidates[place : place + CANDIDATES_AT_ONCE])
        scored = [(one, model.score(asked, member_values(one.member), rarity)) for one in persons]
        compared += scored
        taken = sum(score.same for _, score in scored)
        if any(score.same for _, score in compared) and taken < CANDIDATES_AT_ONCE // 2:
            break
    return tuple(sorted(compared, key=lambda one: -one[1].weight))


def _related(
    store: Store, request: Request, matcher: Matcher, known: dict[int, MemberScore]
) -> Iterator[PriorMatch]:
    for person, prior in store.history.requests_of(known):
        for line in request.services:
            relation = relation_to(request, line, prior, matcher.families)
            if relation is not None:
                yield PriorMatch(prior, relation, known[person])
