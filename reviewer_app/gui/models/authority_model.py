"""The tab Authority as rows: the ladder of each service line, and what else is asked about it. No Qt but for
the model."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from reviewer_app.domain.authority import LineAuthority, RungKind, RungStanding, Speaks
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.request import ServiceLine
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.rules.authority_ladders import LADDER_WORDS, RUNG_WORDS
from reviewer_app.rules.authority_words import override_titles
from reviewer_app.rules.scope import out_of_scope
from reviewer_app.rules.trial import trial_lacks, trial_number

SPEAKS_WORDS = {
    Speaks.SILENT: "silent",
    Speaks.REQUIRES: "requires",
    Speaks.EXCLUDES: "excludes",
    Speaks.NOT_CHECKED: "not checked",
}
"""What a rung says, in the order of the number keys."""


class RowKind(StrEnum):
    HEADING = "heading"
    LADDER = "ladder"
    RUNG = "rung"
    TRIAL = "trial"
    INVESTIGATIONAL = "investigational"
    SCOPE = "scope"


class Sign(StrEnum):
    """How a row stands, as its mark shows."""

    OPEN = "open"
    PROBLEM = "problem"
    SILENT = "silent"
    YES = "yes"
    NO = "no"
    PACKS = "packs"


class AuthorityRow(NamedTuple):
    """A heading, a rung of a line, or another question about it. ``word`` stands at the right, ``below`` in
    the second line. ``line`` is 0 for what concerns the whole case."""

    kind: RowKind
    line: int
    text: str
    rung: RungKind | None = None
    word: str = ""
    below: str = ""
    sign: Sign = Sign.OPEN
    governs: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind.value} {self.line} {self.rung.value if self.rung is not None else ''}".strip()

    @property
    def selectable(self) -> bool:
        return self.kind is not RowKind.HEADING

    @property
    def spoken(self) -> str:
        governs = ", governs" if self.governs else ""
        return ": ".join(part for part in (self.text, f"{self.word}{governs}", self.below) if part)


class AuthorityModel(RowsModel[AuthorityRow]):
    """The rows of the tab."""

    def selectable_keys(self) -> tuple[str, ...]:
        """The keys of all rows that can be the current one, in reading order."""
        return tuple(row.key for row in self.rows if row.selectable)


def rung_key(line: int, rung: str) -> str:
    """The key of a rung's row; without a rung that of the ladder that has to be chosen."""
    return f"{RowKind.RUNG.value} {line} {rung}" if rung else RowKind.LADDER.value + " 0"


def authority_rows(case: OpenCase) -> tuple[AuthorityRow, ...]:
    """All rows of the tab: what is not known of the ladder, each line with its rungs, and the trial."""
    rows: list[AuthorityRow] = []
    if any(one.ladder is None for one in case.authority) or case.review.ladder is not None:
        rows.append(_ladder_row(case))
    for service, ladder in zip(case.request.services, case.authority, strict=True):
        rows.append(AuthorityRow(RowKind.HEADING, service.line, f"LINE {service.line} · {service.label}"))
        rows.extend(_rung_row(case, ladder, standing) for standing in ladder.rungs)
        rows.extend(_question_rows(case, service, ladder))
    rows.append(AuthorityRow(RowKind.HEADING, 0, "THE WHOLE REQUEST"))
    rows.append(_trial_row(case))
    return tuple(rows)


def tab_title(case: OpenCase) -> str:
    """The tab's name with how many rungs are left to settle."""
    left = sum(len(one.left) or one.ladder is None for one in case.authority)
    return f"Authority {left}" if left else "Authority"


def ladder_words(case: OpenCase) -> str:
    """Whose rules order the sources, in a sentence; empty while that is not known."""
    ladder = next((one.ladder for one in case.authority if one.ladder is not None), None)
    return f"{LADDER_WORDS[ladder]}. The first that speaks governs." if ladder is not None else ""


def open_keys(case: OpenCase) -> tuple[str, ...]:
    """The keys of the rows that have to be settled before a source governs."""
    return tuple(rung_key(one.line, rung.rung.value) for one in case.authority for rung in one.left)


def proposal_words(case: OpenCase, line: int, rung: RungKind) -> str:
    """What the library proposes for a rung that nobody has checked; else empty."""
    if case.review.rung(line, rung).speaks is not Speaks.NOT_CHECKED or case.review.read_only:
        return ""
    found = next((one for one in case.proposals if (one.line, one.rung) == (line, rung)), None)
    return f"Proposed: {SPEAKS_WORDS[found.speaks]}. {found.why}" if found is not None else ""


def _ladder_row(case: OpenCase) -> AuthorityRow:
    choice = case.review.ladder
    if choice is None:
        missing = next((one.missing for one in case.authority if one.missing), "")
        return AuthorityRow(RowKind.LADDER, 0, "Whose rules come first?", None, "not known", missing)
    words = LADDER_WORDS[choice.ladder]
    return AuthorityRow(RowKind.LADDER, 0, "Whose rules come first?", None, "chosen", words, Sign.YES)


def _rung_row(case: OpenCase, ladder: LineAuthority, standing: RungStanding) -> AuthorityRow:
    governs = ladder.governing is not None and ladder.governing.rung is standing.rung
    below = proposal_words(case, ladder.line, standing.rung) or standing.why
    titles = override_titles(ladder, case.checklist) if governs else ()
    if titles:
        below = f"{below} Overrides {', '.join(f'“{title}”' for title in titles)}."
    return AuthorityRow(
        RowKind.RUNG,
        ladder.line,
        RUNG_WORDS[standing.rung].title,
        standing.rung,
        _word(standing),
        below,
        _sign(standing),
        governs,
    )


def _word(standing: RungStanding) -> str:
    if standing.speaks is None:
        return "by its elements"
    if standing.open and standing.speaks is not Speaks.NOT_CHECKED:
        return f"{SPEAKS_WORDS[standing.speaks]}, not cited"
    return SPEAKS_WORDS[standing.speaks]


def _sign(standing: RungStanding) -> Sign:
    if standing.speaks is None:
        return Sign.PACKS
    if standing.open:
        return Sign.OPEN if standing.speaks is Speaks.NOT_CHECKED else Sign.PROBLEM
    signs = {Speaks.REQUIRES: Sign.YES, Speaks.EXCLUDES: Sign.NO}
    return signs.get(standing.speaks, Sign.SILENT)


def _question_rows(case: OpenCase, service: ServiceLine, ladder: LineAuthority) -> Iterator[AuthorityRow]:
    """Whether the line is held to be investigational, and whether it is out of the policy's scope."""
    outside = out_of_scope(case.checklist.packs, service, case.request.diagnoses)
    override = case.review.scope_override(service.line)
    title = "Condition that the policy reviews"
    if override is not None:
        words = f"Reviewed here because: {override.reason}"
        yield AuthorityRow(RowKind.SCOPE, service.line, title, None, "reviewed here", words, Sign.YES)
    elif outside is not None:
        yield AuthorityRow(
            RowKind.SCOPE, service.line, title, None, "out of scope", outside.why, Sign.PROBLEM
        )
    flag = case.review.investigational_flag(service.line)
    title = "Experimental, investigational, unproven"
    governing = ladder.governing
    if flag is None:
        yield AuthorityRow(
            RowKind.INVESTIGATIONAL,
            service.line,
            title,
            None,
            "not held so",
            "Enter the grounds where the service is held to be that.",
            Sign.SILENT,
        )
    elif flag.cleared:
        words = f"Cleared by {flag.cleared_by}: {flag.cleared_because}"
        yield AuthorityRow(RowKind.INVESTIGATIONAL, service.line, title, None, "cleared", words, Sign.YES)
    elif governing is not None and governing.speaks is Speaks.REQUIRES:
        words = f"{RUNG_WORDS[governing.rung].title} requires coverage all the same. {flag.grounds}"
        yield AuthorityRow(RowKind.INVESTIGATIONAL, service.line, title, None, "covered", words, Sign.YES)
    else:
        yield AuthorityRow(
            RowKind.INVESTIGATIONAL, service.line, title, None, "held so", flag.grounds, Sign.NO
        )


def _trial_row(case: OpenCase) -> AuthorityRow:
    review, requested = case.review, case.request.clinical_trial_number
    number = trial_number(review, requested)
    if not number:
        return AuthorityRow(
            RowKind.TRIAL,
            0,
            "Clinical trial",
            None,
            "none named",
            "Enter its number where the request belongs to one.",
            Sign.SILENT,
        )
    ladder = next((one.ladder for one in case.authority), None)
    lacks = trial_lacks(review, requested, ladder)
    word = "not documented" if lacks else "documented"
    sign = Sign.PROBLEM if lacks else Sign.YES
    return AuthorityRow(RowKind.TRIAL, 0, f"Clinical trial {number}", None, word, " ".join(lacks), sign)
