"""``handover``: a review to another computer and back, in an encrypted file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reviewer_app.cli.output import one_line, say
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.database_key import read_passphrase
from reviewer_app.review.desk import Desk
from reviewer_app.review.hand_over import HandedReview
from reviewer_app.review.keep_database import existing_database
from reviewer_app.review.workspace import open_workspace

STANDING_WORDS = {
    HandoverStanding.GOES_ON: "went on",
    HandoverStanding.BESIDE: "beside the own one, not chosen yet",
    HandoverStanding.DECLINED: "not chosen, the own one went on",
}
SHOWN_OF_ID = 12


def run_export(case: Path, target: Path, passphrase_file: Path, *, data_dir: Path | None) -> None:
    """Write the review of a case to a file that the passphrase opens."""
    passphrase = read_passphrase(passphrase_file)
    with open_workspace(existing_database(data_folder(data_dir))) as workspace:
        desk = Desk(workspace)
        desk.open_reviewed(case)
        desk.hand_over(target, passphrase)
    say(f"{target}: the review of {case.name}, without its documents; only the passphrase opens it")


def run_import(file: Path, case: Path, passphrase_file: Path, *, data_dir: Path | None) -> None:
    """Take the review in a file for the case in a folder, and say how it stands to the own one."""
    passphrase = read_passphrase(passphrase_file)
    with open_workspace(data_folder(data_dir)) as workspace:
        desk = Desk(workspace)
        desk.open(case)
        taken = desk.take_handover(file, passphrase)
    for sentence in taken.told:
        say(one_line(sentence))
    if taken.handed is not None:
        for line in _details(taken.handed):
            say(one_line(line))


def run_list(case: Path, *, as_json: bool, data_dir: Path | None) -> None:
    """Print what came from other computers for a case, the newest first, with what it changed."""
    with open_workspace(existing_database(data_folder(data_dir))) as workspace:
        desk = Desk(workspace)
        desk.open_reviewed(case)
        handed = desk.handed_reviews()
    if as_json:
        say(json.dumps([_json(one) for one in handed], ensure_ascii=False, indent=1))
        return
    if not handed:
        say("Nothing was handed over for this case.")
    for one in handed:
        who = ", ".join(part for part in (one.made_by.name, one.made_by.role.value) if part)
        standing = f"{STANDING_WORDS[one.standing]}{f' as version {one.version}' if one.version else ''}"
        say(one_line(f"{one.id[:SHOWN_OF_ID]}  {one.made_at:%Y-%m-%d %H:%M}  {who}: {standing}"))
        for line in _details(one):
            say(one_line(line))


def run_choose(case: Path, handover_id: str, *, own: bool, data_dir: Path | None) -> None:
    """Go on with a copy that is kept beside the own review, or with the own one.

    Raises :class:`InputError` when no copy, or more than one, has an id that begins so.
    """
    with open_workspace(existing_database(data_folder(data_dir))) as workspace:
        desk = Desk(workspace)
        desk.open_reviewed(case)
        found = [one for one in desk.handed_reviews() if handover_id and one.id.startswith(handover_id)]
        if len(found) != 1:
            raise InputError(f"{case.name} has no copy {handover_id}. 'handover list' names those it has.")
        opened = desk.decline_handed(found[0].id) if own else desk.choose_handed(found[0].id)
    said = "The own review goes on" if own else "The copy goes on"
    say(f"{said}: version {opened.review.version}.")


def _details(handed: HandedReview) -> Iterator[str]:
    for name, acts in (("Only here", handed.own_acts), ("Only there", handed.their_acts)):
        if acts:
            yield f"  {name}: {'; '.join(acts)}"
    for one in handed.differences:
        yield f"  {one.words}"


def _json(handed: HandedReview) -> dict[str, object]:
    return {
        "id": handed.id,
        "made_by": handed.made_by.name,
        "role": handed.made_by.role.value,
        "made_at": handed.made_at.isoformat(),
        "received_at": handed.received_at.isoformat(),
        "standing": handed.standing.value,
        "version": handed.version or None,
        "signed": handed.signed,
        "own_acts": list(handed.own_acts),
        "their_acts": list(handed.their_acts),
        "differences": [
            {
                "kind": one.kind,
                "title": one.title,
                "difference": one.difference.value,
                "fields": [
                    {"field": field.label, "own": list(field.before), "theirs": list(field.after)}
                    for field in one.fields
                ],
            }
            for one in handed.differences
        ],
    }
