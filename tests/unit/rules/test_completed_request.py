"""What was sent stays; what it left empty is taken from what was typed."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from reviewer_app.domain.request import Diagnosis, Member, Plan, Provider, Request, ServiceLine
from reviewer_app.rules.completed_request import completed

AS_SENT = {"urgency", "submitter_note", "attachments", "unknown"}
"""Fields that have a value anyway, or are the submitter's own."""


def full(word: str, day: int) -> Request:
    """A request with every field filled, recognisable by its word and day."""
    when = date(2025, 9, day)
    return Request(
        request_id=word,
        received=datetime(2025, 9, day, tzinfo=UTC),
        urgency=word,
        member=Member(word, word, word, when, word),
        plan=Plan(word, word, word, word, word, word),
        services=(ServiceLine(1, "64483", "CPT", (word,), day, word, word, word, word, when),),
        diagnoses=(Diagnosis(word),),
        body_region=word,
        laterality=word,
        level=word,
        requested_dos=when,
        place_of_service=word,
        onset_date=when,
        change_date=when,
        ordering_provider=Provider(word, word, word),
        servicing_provider=Provider(word, word, word),
        clinical_trial_number=word,
        submitter_note=word,
        attachments=(word,),
        unknown={word: word},
    )


SENT, TYPED = full("sent", 1), full("typed", 2)


def test_every_empty_field_is_filled_but_those_that_are_the_submitters_own() -> None:
    found = completed(Request(), TYPED)
    for field in fields(Request):
        expected = Request() if field.name in AS_SENT else TYPED
        assert getattr(found, field.name) == getattr(expected, field.name), field.name


def test_nothing_that_was_sent_is_replaced() -> None:
    assert completed(SENT, TYPED) == SENT
    assert completed(SENT, Request()) == SENT


def test_a_line_is_completed_by_the_same_line_of_the_same_service() -> None:
    bare = ServiceLine(1, "64483", units=3)
    (line,) = completed(replace(SENT, services=(bare,)), TYPED).services
    (typed,) = TYPED.services
    assert line == replace(typed, units=3, modifiers=())
    (nameless,) = completed(replace(SENT, services=(replace(bare, code=""),)), TYPED).services
    assert nameless.code == "64483"


def test_a_line_of_another_service_takes_only_what_holds_for_all_lines() -> None:
    other = ServiceLine(1, "72148")
    typed = replace(TYPED, services=(replace(TYPED.services[0], level="only this line"),))
    (line,) = completed(replace(SENT, services=(other,)), typed).services
    assert line == replace(
        other, body_region="typed", laterality="typed", level="typed", requested_dos=date(2025, 9, 2)
    )


def test_lines_that_were_not_sent_are_not_added() -> None:
    more = replace(TYPED, services=(*TYPED.services, ServiceLine(2, "64484")))
    assert len(completed(SENT, more).services) == 1
