"""Who wrote a paper, by its signature lines, and in which part: the ordering provider, a radiologist, the
patient."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reviewer_app.domain.found import AuthorRole, PaperType
from reviewer_app.domain.request import Request
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.paper_page import PaperLine, PaperPage, above, beside, said
from reviewer_app.evidence.paper_rules import PaperRules
from reviewer_app.evidence.written_names import WrittenName, name_at_start, same_person

SIGNED, SIGNED_BESIDE, WRITTEN, AT_THE_END, ELSEWHERE = 10.0, 9.0, 6.0, 7.0, 2.0
"""What a name weighs as the author's: behind "signed by", beside a signature, behind "author", as one of the
last lines of a paper, anywhere else."""

MOST_WORDS_OF_A_SIGNATURE = 14
WITHIN_THE_END = 5.0
"""What a name with its letters weighs inside one of the last lines, as text of a chart runs into it."""
LAST_LINES = 7
_WHEN = re.compile(r"^(?:on\s+)?[\d/.:,\s-]+(?:[AaPp][Mm])?[\s,-]*")
_NAME_WITHIN = re.compile(
    r"(?<![\w'-])[A-Z][a-z]?(?:\.\s?|\s)[A-Z][A-Za-z'\u2019-]{3,},? [A-Z][A-Za-z-]{1,4}\b"
)
_ADDRESSED = re.compile(r"\b(?:dr|to|cc|copy|dear|refer\w*|from|per|seen by)\b", re.IGNORECASE)
_SLASHED = re.compile(r"/s/\s*", re.IGNORECASE)

WORDS_TOO = frozenset(("PT", "OT", "DO", "PA", "OD", "NP"))
"""Letters behind names that chart notes also use for words, as PT for patient."""

ROLES = {
    PaperType.REQUEST_FORM: AuthorRole.ORDERING_PROVIDER,
    PaperType.FAX_COVER: AuthorRole.ORDERING_PROVIDER,
    PaperType.IMAGING_REPORT: AuthorRole.RADIOLOGIST,
    PaperType.ADDENDUM: AuthorRole.RADIOLOGIST,
    PaperType.PATHOLOGY: AuthorRole.PATHOLOGIST,
    PaperType.LABORATORY: AuthorRole.OTHER_PROVIDER,
    PaperType.THERAPY_NOTE: AuthorRole.THERAPIST,
    PaperType.DIARY: AuthorRole.PATIENT,
    PaperType.PLAN_DOCUMENT: AuthorRole.PLAN,
    PaperType.POLICY_EXCERPT: AuthorRole.PLAN,
}
"""Whose a paper is by what it is, where no name says otherwise."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a paper, as it stands there, and their part; the name is empty where none is told."""

    name: str = ""
    role: AuthorRole = AuthorRole.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Signer:
    name: WrittenName
    weight: float
    line: str


def paper_author(
    pages: Sequence[PaperPage], kind: PaperType, letterhead: str, request: Request, rules: PaperRules
) -> Author:
    """The author of these pages of one paper."""
    if kind in (PaperType.PLAN_DOCUMENT, PaperType.POLICY_EXCERPT):
        return Author(letterhead, AuthorRole.PLAN)
    if kind is PaperType.DIARY:
        return Author("", AuthorRole.PATIENT)
    signers = sorted(_signers(pages, request, rules), key=lambda signer: -signer.weight)
    if not signers and _signed_shortly(pages[-1], request, rules):
        return Author(request.ordering_provider.name, AuthorRole.ORDERING_PROVIDER)
    if not signers:
        return Author(letterhead if kind is PaperType.LABORATORY else "", ROLES.get(kind, AuthorRole.UNKNOWN))
    best = signers[0]
    return Author(best.name.with_credentials, _role(best, kind, request, rules))


def craft_of(author: Author, rules: PaperRules) -> PaperType | None:
    """What the letters behind the author's name say of a paper that every craft writes: a visit by a
    therapist is therapy, one by a nurse is no provider's visit; ``None`` where they say nothing."""
    words = {_plain(word.strip(",;")) for word in author.name.split()}
    if not words.isdisjoint(_prepared(rules).therapist_letters):
        return PaperType.THERAPY_NOTE
    if not words.isdisjoint(_plain(letters) for letters in rules.credentials.nurse):
        return PaperType.OTHER
    return None


def _role(signer: _Signer, kind: PaperType, request: Request, rules: PaperRules) -> AuthorRole:
    ordering = _named(request.ordering_provider.name, rules)
    servicing = _named(request.servicing_provider.name, rules)
    if ordering and (same_person(signer.name, ordering) or f" {ordering.last} " in _letters_of(signer.line)):
        return AuthorRole.ORDERING_PROVIDER
    if servicing and same_person(signer.name, servicing):
        return AuthorRole.SERVICING_PROVIDER
    if kind in (PaperType.REQUEST_FORM, PaperType.FAX_COVER):
        return AuthorRole.ORDERING_PROVIDER
    prepared = _prepared(rules)
    if any(letters.upper() in prepared.therapist_letters for letters in signer.name.credentials):
        return AuthorRole.THERAPIST
    said_line = said(signer.line)
    for words, role in (
        (rules.radiologists, AuthorRole.RADIOLOGIST),
        (rules.pathologists, AuthorRole.PATHOLOGIST),
        (rules.therapists, AuthorRole.THERAPIST),
    ):
        if any(said(word) in said_line for word in words):
            return role
    if kind is PaperType.IMAGING_REPORT and any(said(word) in said_line for word in rules.other_readers):
        return AuthorRole.OTHER_PROVIDER
    if signer.name.credentials:
        by_kind = ROLES.get(kind, AuthorRole.OTHER_PROVIDER)
        return AuthorRole.OTHER_PROVIDER if by_kind is AuthorRole.THERAPIST else by_kind
    if kind is PaperType.LETTER and any(said(word) in said_line for word in rules.patients):
        return AuthorRole.PATIENT
    return ROLES.get(kind, AuthorRole.UNKNOWN)


def _signed_shortly(page: PaperPage, request: Request, rules: PaperRules) -> bool:
    """Whether one of a paper's last lines is signed as clinicians sign their own notes: by the ordering
    provider's last name with an initial, or by the initials with a day or a typist's behind them."""
    ordering = _named(request.ordering_provider.name, rules)
    if ordering is None or not ordering.first:
        return False
    initials = "".join(part[0] for part in re.split(r"[\s-]+", ordering.text) if part)
    surname = r"[\s-]".join(map(re.escape, re.split(r"[\s-]+", ordering.text.split()[-1])))
    short = re.compile(
        rf"^\W*{re.escape(initials)}(?:/[a-z]{{2,3}}\b|\W*\d)|^\W*{re.escape(initials)}\W*$"
        rf"|^.{{0,24}}(?<![A-Za-z]){re.escape(ordering.text[0])}[.\s]*(?i:{surname})\b"
    )
    return any(
        short.search(line.text) and not _ADDRESSED.search(line.text) for line in page.lines[-LAST_LINES:]
    )


def _letters_of(line: str) -> str:
    return f" {' '.join(re.sub(r'[^a-z ]', '', word) for word in line.lower().split())} "


@dataclass(frozen=True, slots=True)
class _Prepared:
    credentials: frozenset[str]
    therapist_letters: frozenset[str]
    signed: re.Pattern[str]
    written: re.Pattern[str]
    not_author: re.Pattern[str]
    lettered: re.Pattern[str]


@cache
def _prepared(rules: PaperRules) -> _Prepared:
    therapist = frozenset(_plain(letters) for letters in rules.credentials.therapist)
    provider = frozenset(_plain(letters) for letters in rules.credentials.provider)
    return _Prepared(
        provider | therapist,
        therapist,
        re.compile(rf"(?<![a-z])(?:{_any_of(rules.signed_by)})(?![a-z])[\s:,-]*", re.IGNORECASE),
        re.compile(rf"^\W*(?:{_any_of(rules.written_by)})(?![a-z])[\s:,-]+", re.IGNORECASE),
        re.compile(rf"(?<![a-z])(?:{_any_of(rules.not_author)})\s*[:.,/-]*\s*$", re.IGNORECASE),
        re.compile(
            rf"\b(?:{_any_of({*rules.credentials.provider, *rules.credentials.therapist})})\b|\b[MD]\.[DO]\b"
        ),
    )


def _plain(letters: str) -> str:
    return letters.replace(".", "").upper()


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in ordered)


@cache
def _named(name: str, rules: PaperRules) -> WrittenName | None:
    return name_at_start(name, _prepared(rules).credentials)


def _signers(pages: Sequence[PaperPage], request: Request, rules: PaperRules) -> Iterator[_Signer]:
    member = name_at_start(f"{request.member.first_name} {request.member.last_name}", ())
    for place, page in enumerate(pages):
        for signer in _signers_of_page(page, rules, last=place == len(pages) - 1):
            if member is None or not same_person(signer.name, member) or signer.name.credentials:
                yield signer


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _signers_of_page(page: PaperPage, rules: PaperRules, *, last: bool) -> tuple[_Signer, ...]:
    """Who may have signed there; on the ``last`` page of a paper names without a label count at its end."""
    body = [line for line in page.lines if line not in page.foot] or list(page.lines)
    endings = frozenset(body[-LAST_LINES:]) if last else frozenset()
    prepared = _prepared(rules)
    return tuple(
        signer
        for line in page.lines
        for signer in _signers_of_line(page, line, prepared, at_the_end=line in endings)
    )


def _within(text: str, prepared: _Prepared) -> Iterator[_Signer]:
    for found in _NAME_WITHIN.finditer(text):
        name = name_at_start(found.group(), prepared.credentials)
        if found.start() > 0 and name and name.credentials:
            yield _Signer(name, WITHIN_THE_END, text[found.start() :])


def _a_signers(name: WrittenName, text: str, *, at_the_end: bool) -> bool:
    """Whether a line that begins with a name may be a signature. Letters such as DO and PT are words too:
    behind a single word ("Hold PT"), and in prose of capitals, they are no part of a name."""
    if name.credentials and WORDS_TOO.issuperset(name.credentials):
        rest = text.strip(" .,;").endswith(name.credentials[-1])
        if not name.first or (text.isupper() and not rest):
            return False
    if not name.credentials:
        return at_the_end and name.text == text.strip(" .,") and not text.isupper()
    return len(name.text.split()) <= 3 or not text.isupper()


def _signers_of_line(
    page: PaperPage, line: PaperLine, prepared: _Prepared, *, at_the_end: bool
) -> Iterator[_Signer]:
    text = line.text
    signed = _SLASHED.search(text) or prepared.signed.search(text)
    if signed:
        name = name_at_start(_WHEN.sub("", text[signed.end() :]), prepared.credentials)
        if name and not prepared.not_author.search(text[: signed.start()]):
            yield _Signer(name, SIGNED, text)
            return
    written = prepared.written.match(text)
    if written:
        name = name_at_start(text[written.end() :], prepared.credentials)
        if name:
            yield _Signer(name, WRITTEN if name.credentials else WRITTEN - 2, text)
            return
    if at_the_end:
        yield from _within(text, prepared)
    lettered = prepared.lettered.search(text)
    if not (lettered or at_the_end) or len(text.split()) > MOST_WORDS_OF_A_SIGNATURE:
        return
    name = name_at_start(text, prepared.credentials)
    if name is None or not _a_signers(name, text, at_the_end=at_the_end):
        return
    labels = [one.text for one in (beside(line, page.lines), above(line, page.lines)) if one]
    if any(prepared.not_author.search(label) for label in labels[:1]):
        return
    if signed or any(prepared.signed.search(label) for label in labels):
        yield _Signer(name, SIGNED_BESIDE, text)
    elif any(prepared.written.match(f"{label} ") for label in labels):
        yield _Signer(name, WRITTEN, text)
    elif name.credentials:
        yield _Signer(name, AT_THE_END if at_the_end else ELSEWHERE, text)
