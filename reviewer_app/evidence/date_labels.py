"""What a date is the date of, told by the words right before it: "Date of birth:", "Printed", "Collected"."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from types import MappingProxyType


class DateUse(StrEnum):
    """What a date is said to be the date of."""

    UNSAID = "unsaid"
    SERVICE = "service"
    """Of the visit, the examination, the study or the procedure."""
    COLLECTED = "collected"
    REPORTED = "reported"
    """Of what came after the service: received, resulted, dictated, transcribed."""
    SIGNED = "signed"
    WRITTEN = "written"
    """A bare "Date": of a letter, a form, a cover."""
    BIRTH = "birth"
    PRINTED = "printed"
    FAXED = "faxed"
    ELSEWHERE = "elsewhere"
    """Of something else than this paper's service: next visit, requested service, onset, earlier study."""
    POLICY = "policy"
    """Effective, revised, expires: of policies, plans and blank forms."""


LABELS = MappingProxyType(
    {
        DateUse.BIRTH: ("dob, birth date, birthdate, date of birth, birthday, born, bom, birth, bd, bday"),
        DateUse.PRINTED: (
            "printed, reprinted, print date, printed date, date printed, printed by, generated, date "
            "generated, run date, exported, downloaded, copied, released, date of release, release "
            "date, print time, printout, date of print, report generated, print date time"
        ),
        DateUse.FAXED: (
            "faxed, fax, fax date, date faxed, transmitted, transmission, fax received, received by "
            "fax, sent, date sent, scanned, scan date time, received time, rcvd, received stamp, date "
            "stamp, stamped"
        ),
        DateUse.ELSEWHERE: (
            "requested date of service, requested date, requested dos, planned date, planned date of "
            "service, planned for, proposed date, proposed date of service, anticipated date, "
            "anticipated date of service, expected date, tentative date, scheduled for, scheduled, "
            "scheduled date, date scheduled, start date, date requested, requested start date, "
            "requested service date, planned procedure date, date of surgery planned, next visit, next "
            "appointment, next appt, follow up, followup, follow up date, return, return visit, due, "
            "due date, due by, respond by, onset, date of onset, onset date, injury, date of injury, "
            "doi, date of accident, accident, date of loss, injured, since, last seen, last visit, last "
            "office visit, last dose, lmp, last menstrual period, prior, previous, comparison, compared "
            "to, compared with, comparison is made to, from, until, through, thru, to, date last seen, "
            "date last worked, decision, authorized, authorised, valid, valid from, valid to, referral, "
            "referral date, date of referral, ordered, order date, date ordered, prior study, prior "
            "exam, comparison study, last known well, diagnosed, date of diagnosis, diagnosis date, "
            "expires on, quit, quit date, deceased, hired, admit date prior, plan start, coverage "
            "begins, enrolled, stopped, started, received request, request received, date received "
            "request, certification period, plan of care from, mri dated, mri of, ct of, film of, films "
            "of, report of, note of, letter of, letter dated, dated report, start of care, soc date"
        ),
        DateUse.POLICY: (
            "effective, effective date, effective from, eff, eff date, revised, revision, revision "
            "date, rev, rev date, last review, last reviewed, last revised, last revision, last "
            "updated, updated, last update, review date, reviewed date, next review, next review date, "
            "expires, expiration, expiration date, version, version date, approval date, coverage "
            "period, copyright, adopted, published, publication date, form revised, original effective "
            "date, policy date, irb approval, irb approved, approved through, plan year"
        ),
        DateUse.COLLECTED: (
            "collected, collection, collection date, date collected, collected date, coll, coll date, "
            "collected date time, date time collected, collection date time, collected time, drawn, "
            "draw date, date drawn, specimen date, specimen taken, specimen collected, specimen "
            "collection date, date of collection, date taken, date obtained, specimen obtained, "
            "obtained, taken, sample date, date of specimen, biopsy date, date of biopsy, procedure "
            "date collected, date of procedure collected, collect date, coll dt, date specimen "
            "collected"
        ),
        DateUse.REPORTED: (
            "reported, report date, date of report, date reported, reported date, received, date "
            "received, received date, resulted, result date, date resulted, results, finalized, "
            "finalised, final, dictated, date dictated, dict, dictation date, date of dictation, "
            "transcribed, date transcribed, trans, d, t, dd, dt, td, tt, issued, completed, "
            "accessioned, accession date, read, date read, interpreted, verified, date verified, filed, "
            "last edited, edited, created, file date, date of interpretation, interpretation date, "
            "report issued, reported date time, received date time, date time reported, date time "
            "received, resulted date, supplement issued, addendum, addendum date, addendum signed"
        ),
        DateUse.SIGNED: (
            "signed, electronically signed, digitally signed, authenticated, attested, cosigned, "
            "esigned, signature, signature date, date signed, sign date, signed date, date of "
            "signature, attestation date, cosignature, certified, date certified, approved, approved "
            "by, signature on file, provider signature date"
        ),
        DateUse.SERVICE: (
            "date of service, dates of service, dos, doe, svc date, svc dt, service date, service, date "
            "of visit, visit date, visit, office visit, telehealth visit, video visit, date of exam, "
            "date of examination, exam date, examination date, exam, examined, examination, date of "
            "study, study date, study, date of procedure, procedure date, procedure, date of encounter, "
            "encounter date, encounter, date of consultation, consultation date, date of consult, "
            "consult date, date of evaluation, evaluation date, evaluation, date of initial evaluation, "
            "initial evaluation, date of admission, admission date, admit date, admitted, adm date, "
            "admission, date of treatment, treatment date, treatment, date of operation, operation "
            "date, operative date, surgery date, date of surgery, surgery, operation, operation "
            "performed, date of test, test date, date of session, session date, session, date of "
            "infusion, infusion date, infusion, seen, date seen, seen and examined, performed, date "
            "performed, done, appointment, appointment date, clinic date, scan date, acquisition date, "
            "date of call, call date, telephone call, phone call, telephone encounter, date of "
            "telephone call, date of telephone encounter, exam date time, study date time, date time of "
            "exam, date of contact, contact date, contact, date of scan, recording date, date of "
            "recording, sleep study date, night of, seen in clinic, date time of service, time of "
            "service, dos date, date of discharge summary, note date, date of note, progress note date, "
            "event date, date of ekg, date of injection, injection date, hospital day, ed visit, "
            "arrival date, arrival, date of arrival, study performed, imaged, date imaged, date of "
            "discharge, discharge date, discharged, date discharged, svc, clinic visit, follow up "
            "visit, progress note, visit date time, injection, study date performed"
        ),
        DateUse.WRITTEN: (
            "date, dated, date written, date completed, todays date, today's date, date time, as of, on "
            "this day, report of contact, date of letter, letter date, entry date, date of request, "
            "request date, date submitted, submitted, submission date, date of this request, form date, "
            "form completed, date form completed, date of request submission"
        ),
    }
)
"""The words for each use, separated by commas, in lower case without points and hyphens."""

MOST_WORDS = 5
_FILLERS = frozenset(("on", "at", "the", "was", "is", "were", "of", "a", "in", "this", "for", "by"))
_WEEKDAY = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?")
_SIGNED_BY = re.compile(
    r"(?:signed|authenticated|attested|verified|approved|finali[sz]ed|certified)"
    r"(?: electronically| digitally)?(?: off)? by\b[^\d]{2,80}$|/s/[^\d]{2,60}$"
)
_WORDS = re.compile(r"[a-z0-9']+")


@cache
def _uses() -> dict[tuple[str, ...], DateUse]:
    return {tuple(phrase.split()): use for use, phrases in LABELS.items() for phrase in phrases.split(",")}


def date_use(label: str) -> DateUse:
    """What a date is the date of that stands right after ``label``: the longest known phrase at its end."""
    said = label.lower().replace(".", "").replace("-", "")
    if _SIGNED_BY.search(said):
        return DateUse.SIGNED
    words = _WORDS.findall(said)
    while words:
        use = _use_of(words)
        if use is not DateUse.UNSAID or not _is_filler(words[-1]):
            return use
        words.pop()
    return DateUse.UNSAID


def uses_in(heading: str) -> tuple[DateUse, ...]:
    """The uses that a row of column headings names, in its order: "Member name  Date of birth  Form date"."""
    words = _WORDS.findall(heading.lower().replace(".", "").replace("-", ""))
    found: list[DateUse] = []
    at = 0
    while at < len(words):
        count = next(
            (count for count in range(MOST_WORDS, 0, -1) if tuple(words[at : at + count]) in _uses()), 0
        )
        if count:
            found.append(_uses()[tuple(words[at : at + count])])
        at += count or 1
    return tuple(found)


def _use_of(words: list[str]) -> DateUse:
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        use = _uses().get(tuple(words[-count:]))
        if use is not None:
            return use
    return DateUse.UNSAID


def _is_filler(word: str) -> bool:
    return word in _FILLERS or bool(_WEEKDAY.fullmatch(word))
