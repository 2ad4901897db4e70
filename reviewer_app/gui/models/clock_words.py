"""How the clock of a case is worded: in a chip, in the worklist, and in full with the rule and its source."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reviewer_app.domain.clock import ClockAct, ClockEvent, ClockPhase, ClockStanding
from reviewer_app.gui.models.wording import day, moment, time_left

SOON_HOURS = 72
"""From this many hours before it is due, a case warns."""

NO_RULE = "No clock rule holds: the line of business, the urgency or the time of receipt is not known."
LAST = datetime.max.replace(tzinfo=UTC)

ACT_WORDS = {
    ClockAct.PENDED: "Pended for information",
    ClockAct.RESUMED: "The review went on",
    ClockAct.EXTENDED: "Extended",
    ClockAct.DECIDED: "Decided",
    ClockAct.VOIDED: "Voided: nothing is in force",
}


def clock_chip(clock: ClockStanding, now: datetime) -> tuple[str, str]:
    """How the clock stands in a few words, and their kind (good, bad, warning, plain); empty where nothing is
    known."""
    if clock.problem:
        return "clock rules unusable", "bad"
    if clock.phase is ClockPhase.STOPPED and clock.left is not None:
        return f"clock stopped, {span(clock.left)} left", "plain"
    if clock.phase is ClockPhase.DECIDED:
        if clock.late and clock.left is not None:
            return f"decided {span(-clock.left)} late", "bad"
        return ("decided in time", "good") if clock.rule is not None else ("", "plain")
    if clock.due is None:
        return "", "plain"
    hours = (clock.due - now).total_seconds() / 3600
    kind = "bad" if hours < 0 else "warning" if hours < SOON_HOURS else "plain"
    return time_left(clock.due, now), kind


def clock_sentences(clock: ClockStanding) -> tuple[str, ...]:
    """When the determination is due, by which rule and what may move it, in full."""
    if clock.problem:
        return (clock.problem, "No due time is shown until the file is mended and the program started again.")
    rule = clock.rule
    if rule is None:
        return (NO_RULE,)
    told = [_state(clock), f"Rule {rule.id}: {rule.limit_words} from receipt ({rule.source})."]
    told.append("A pend stops this clock." if rule.pend_stops else "A pend does not stop this clock.")
    if rule.extension is not None:
        noticed = ", with notice to the member before it ends" if rule.extension.notice else ""
        told.append(f"It may be extended by {rule.extension.days} days{noticed} ({rule.extension.source}).")
    else:
        told.append("It cannot be extended.")
    return (*told, rule.note) if rule.note else tuple(told)


def event_words(event: ClockEvent) -> tuple[str, str]:
    """What happened to the clock and when, and what that did to the due time, with the reason."""
    days = f" by {event.days} days" if event.act is ClockAct.EXTENDED else ""
    noticed = f", member told {day(event.noticed)}" if event.noticed is not None else ""
    head = f"{ACT_WORDS[event.act]}{days} · {moment(event.at)}"
    moved = _moved(event)
    return head, " · ".join(part for part in (f"{event.why}{noticed}", moved, event.recorded_by) if part)


def due_order(clock: ClockStanding) -> tuple[int, datetime]:
    """A key by which cases stand in order: those with a running clock by their due time, then stopped ones,
    then those without a rule, then those that are decided."""
    order = {ClockPhase.RUNNING: 0, ClockPhase.STOPPED: 1, ClockPhase.UNKNOWN: 2, ClockPhase.DECIDED: 3}
    if clock.problem:
        return 0, LAST
    return order[clock.phase], (clock.due if clock.phase is ClockPhase.RUNNING else None) or LAST


def span(length: timedelta) -> str:
    """A length of time in its two largest units: ``9 d 4 h``."""
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    return time_left(epoch + abs(length), epoch).removeprefix("due in ")


def _state(clock: ClockStanding) -> str:
    since = moment(clock.since) if clock.since is not None else ""
    if clock.phase is ClockPhase.STOPPED and clock.left is not None:
        return f"Stopped since {since}, with {span(clock.left)} left."
    due = moment(clock.due) if clock.due is not None else ""
    if clock.phase is ClockPhase.DECIDED:
        return f"Decided {since}; it was due {due}."
    return f"Due {due}."


def _moved(event: ClockEvent) -> str:
    if event.due_after == event.due_before:
        return ""
    if event.due_after is None:
        return "the clock stopped"
    return f"due {moment(event.due_after)}"
