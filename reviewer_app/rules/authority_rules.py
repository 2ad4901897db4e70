"""Readiness rules about what comes before the coverage policy: the authority ladder (S21, S22, S25, S27),
scope (S20), investigational services (S23) and clinical trials (S24)."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.authority import Speaks
from reviewer_app.domain.checklist import Spot, SpotKind
from reviewer_app.domain.review import Outcome
from reviewer_app.rules.authority_ladders import RUNG_WORDS
from reviewer_app.rules.facts import LineFacts
from reviewer_app.rules.rule import Hit
from reviewer_app.rules.trial import trial_lacks

_CHECK = "Look it up and say in the tab Authority whether it requires, excludes or is silent."
_CITE = "Cite the passage (E) or a rule of the library, or say that it is silent."


def authority(case: LineFacts) -> Iterator[Hit]:
    """4.1: a rung above the one that would govern is not checked, or speaks without a citation. A line that
    is out of scope is not decided here, so that nobody has to look."""
    ladder = case.authority
    if case.out_of_scope is not None:
        return
    if ladder.ladder is None:
        yield Hit(
            f"{ladder.missing} Which sources come before the coverage policy is not known.",
            clears="Complete the request (tab Request), or choose the ladder in the tab Authority.",
            spot=Spot(SpotKind.RUNG, "", case.line.line),
            row="S26",
        )
    for standing in ladder.left:
        yield Hit(
            standing.problem,
            clears=_CHECK if standing.speaks is Speaks.NOT_CHECKED else _CITE,
            spot=Spot(SpotKind.RUNG, standing.rung.value, case.line.line),
            row=RUNG_WORDS[standing.rung].row,
        )


def excluded(case: LineFacts) -> Iterator[Hit]:
    """S27: the source that governs excludes the service, whatever the coverage policy says."""
    governing = case.authority.governing
    if governing is not None and governing.speaks is Speaks.EXCLUDES:
        words = RUNG_WORDS[governing.rung]
        yield Hit(
            f"{words.title} excludes the service and governs: {governing.finding.source}.",
            clears="Have a physician deny the line by this source, or correct what was found there.",
            spot=Spot(SpotKind.RUNG, governing.rung.value, case.line.line),
            row=words.row,
        )


def decided_against(case: LineFacts) -> Iterator[Hit]:
    """S27, a caution: the source that governs requires the service, and the line is denied all the same."""
    governing = case.authority.governing
    if governing is None or governing.speaks is not Speaks.REQUIRES:
        return
    if case.determination.outcome in (Outcome.DENY, Outcome.APPROVE_IN_PART):
        words = RUNG_WORDS[governing.rung]
        yield Hit(
            f"{words.title} requires the service and governs; what is not approved has to rest on something "
            "that it leaves open.",
            spot=Spot(SpotKind.RUNG, governing.rung.value, case.line.line),
            row=words.row,
        )


def out_of_scope(case: LineFacts) -> Iterator[Hit]:
    """S20: the request is for a condition that the policy does not review."""
    if case.out_of_scope is not None:
        yield Hit(
            case.out_of_scope.why,
            clears="Direct the line to the health plan, or say in the tab Authority why it is reviewed here.",
            spot=Spot(SpotKind.SCOPE, "", case.line.line),
        )


def investigational(case: LineFacts) -> Iterator[Hit]:
    """S23: the service is held to be investigational, no rung requires its coverage, and no physician has
    cleared it."""
    flag = case.facts.review.investigational_flag(case.line.line)
    governing = case.authority.governing
    if flag is None or flag.cleared or (governing is not None and governing.speaks is Speaks.REQUIRES):
        return
    yield Hit(
        f"The service is held to be investigational: {flag.grounds}",
        clears="Cite a source that requires its coverage, or have a physician clear it with grounds.",
        spot=Spot(SpotKind.INVESTIGATIONAL, "", case.line.line),
    )


def trial(case: LineFacts) -> Iterator[Hit]:
    """S24: the request belongs to a clinical trial that is not documented."""
    lacks = trial_lacks(case.facts.review, case.facts.trial_number, case.authority.ladder)
    if lacks:
        yield Hit(
            "The request belongs to a clinical trial, which is not documented.",
            clears=" ".join(lacks),
            spot=Spot(SpotKind.TRIAL, "", case.line.line),
        )
