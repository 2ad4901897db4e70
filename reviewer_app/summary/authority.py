"""Which rules govern each service line, and what belongs to that: trials, investigational services, scope."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.authority import (
    AuthorityEntry,
    InvestigationalFlag,
    LineAuthority,
    RungFinding,
    RungStanding,
    Speaks,
    TrialRecord,
)
from reviewer_app.domain.case import OpenCase
from reviewer_app.rules.authority_ladders import LADDER_WORDS, RUNG_WORDS
from reviewer_app.summary.citations import Citations
from reviewer_app.summary.criteria import element_title
from reviewer_app.summary.details import given, period_words, recorded
from reviewer_app.summary.values import DetailValue, SummaryLadder, SummaryRecord
from reviewer_app.summary.wording import date_words

SPEAKS_WORDS = {
    Speaks.NOT_CHECKED: "Not checked",
    Speaks.SILENT: "Silent",
    Speaks.REQUIRES: "Requires coverage",
    Speaks.EXCLUDES: "Excludes the service",
}
BY_PACKS = "Speaks by its elements"
CHECKED_BY = "Checked by"

APPROVED_WORDS = {True: "yes", False: "no", None: "not looked up"}


def authority(case: OpenCase, citations: Citations) -> tuple[SummaryLadder, ...]:
    """The ladder of each service line."""
    return tuple(_ladder(case, one, citations) for one in case.authority)


def coverage_records(case: OpenCase, citations: Citations) -> tuple[SummaryRecord, ...]:
    """The clinical trial (S24), investigational lines (S23) and lines reviewed out of a policy's scope
    (S20)."""
    return tuple(_coverage_records(case, citations))


def _ladder(case: OpenCase, one: LineAuthority, citations: Citations) -> SummaryLadder:
    governing = one.governing
    return SummaryLadder(
        line=one.line,
        ladder=one.ladder.value if one.ladder is not None else "",
        ladder_words=LADDER_WORDS[one.ladder] if one.ladder is not None else "",
        rungs=tuple(_rung(case, rung, citations) for rung in one.rungs),
        governing=governing.rung.value if governing is not None else "",
        governing_words=_governing_words(governing) if governing is not None else "",
        overridden=tuple(sorted(element_title(case, item) for item in one.overridden)),
        problem=one.missing or " ".join(rung.problem for rung in one.left if rung.problem),
    )


def _governing_words(rung: RungStanding) -> str:
    source = f" ({rung.finding.source})" if rung.finding.source else ""
    return f"{RUNG_WORDS[rung.rung].title}{source}"


def _rung(case: OpenCase, rung: RungStanding, citations: Citations) -> SummaryRecord:
    finding, words = rung.finding, RUNG_WORDS[rung.rung]
    return SummaryRecord(
        kind=rung.rung.value,
        title=words.title,
        row=words.row,
        facts=_rung_facts(case, finding),
        passages=citations.passages("", finding.cited, words.title),
        state=rung.speaks.value if rung.speaks is not None else "",
        standing=f"{SPEAKS_WORDS[rung.speaks] if rung.speaks is not None else BY_PACKS}. {rung.why}",
        lines=(finding.line,),
    )


def _rung_facts(case: OpenCase, finding: RungFinding) -> tuple[DetailValue, ...]:
    return given(
        ("Source", finding.source),
        ("It says", finding.entry.says if finding.entry is not None else ""),
        ("Jurisdiction", finding.entry.jurisdiction if finding.entry is not None else ""),
        ("In effect", period_words(*finding.period)),
        ("Library", _library_words(finding.entry) if finding.entry is not None else ""),
        ("Overrides", "\n".join(element_title(case, item) for item in finding.overrides)),
        ("Instruction to the provider", finding.instruction),
        ("Note", finding.note),
        (CHECKED_BY, recorded(finding.checked_by, finding.checked_at)),
    )


def _library_words(entry: AuthorityEntry) -> str:
    imported = f"imported {date_words(entry.imported)}" if entry.imported is not None else ""
    return ", ".join(part for part in (entry.library, imported) if part)


def _coverage_records(case: OpenCase, citations: Citations) -> Iterator[SummaryRecord]:
    review = case.review
    if review.trial is not None:
        yield _trial(review.trial, case.request.clinical_trial_number, citations)
    for flag in review.investigational:
        yield _investigational(flag, citations)
    for override in review.scope_overrides:
        yield SummaryRecord(
            kind="scope-override",
            title="Reviewed although the policy does not list the condition",
            row="S20",
            facts=given(
                ("Reason", override.reason),
                ("Decided by", recorded(override.decided_by, override.decided_at)),
            ),
            lines=(override.line,),
        )


def _trial(trial: TrialRecord, requested: str, citations: Citations) -> SummaryRecord:
    listed = ", ".join(part for part in (trial.list_version, date_words(trial.list_date)) if part)
    title = f"Clinical trial {trial.number or requested}".rstrip()
    return SummaryRecord(
        kind="trial",
        title=title,
        row="S24",
        facts=given(
            ("Approved by CMS for coverage with evidence development", APPROVED_WORDS[trial.approved]),
            ("Looked up in the list", listed),
            ("Note", trial.note),
            ("Recorded by", recorded(trial.recorded_by, trial.recorded_at)),
        ),
        passages=citations.passages("", trial.cited, title),
    )


def _investigational(flag: InvestigationalFlag, citations: Citations) -> SummaryRecord:
    title = "Held to be experimental, investigational or unproven"
    licence = f"licence {flag.cleared_licence}" if flag.cleared_licence else ""
    return SummaryRecord(
        kind="investigational",
        title=title,
        row="S23",
        facts=given(
            ("Grounds", flag.grounds),
            ("Flagged by", recorded(flag.flagged_by, flag.flagged_at)),
            ("Cleared because", flag.cleared_because),
            (
                "Cleared by",
                recorded(", ".join(part for part in (flag.cleared_by, licence) if part), flag.cleared_at),
            ),
        ),
        passages=citations.passages("", flag.cited, title),
        state="cleared" if flag.cleared else "open",
        lines=(flag.line,),
    )
