"""A review that travels between two databases: what comes is what left, nothing is merged, none is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError, InputError, UsageError
from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.domain.review import (
    FindingState,
    LineDetermination,
    Outcome,
    Review,
    ReviewStatus,
    Signature,
)
from reviewer_app.storage.canonical import digest
from reviewer_app.storage.handover_content import UnsoundHandoverError, handover_text, read_handover
from reviewer_app.storage.handover_file import STAGED, open_handover, sealed_handover
from reviewer_app.storage.handovers import KeptHandover, Relation
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import connect, open_store
from tests.unit.storage.values import KEYS, NURSE, PHYSICIAN, at, mark, marked, no_lines, open_review

HERONS = "seven grey herons"
SNAPSHOT = b'{"what": "was signed"}'


@dataclass
class Laptop:
    """A database with the case as it was opened there."""

    folder: Path
    store: Store
    case: str

    def mark(self, element: str, note: str = "", minutes: int = 5) -> None:
        review = self.newest()
        before = review.findings.get(element)
        self.store.reviews.apply(review.id, mark(element, note, before), NURSE, at(minutes))

    def newest(self) -> Review:
        review = self.store.reviews.newest(self.case)
        assert review is not None
        return review

    def sign(self, minutes: int = 30) -> str:
        signature = Signature(PHYSICIAN, at(minutes), "I reviewed it.", digest(SNAPSHOT))
        review = self.newest()
        self.store.reviews.sign(review.id, signature, SNAPSHOT)
        return review.id

    def gives(self) -> str:
        content = self.store.handovers.content(self.case, NURSE, at(40))
        return handover_text(content)

    def takes(self, text: str) -> KeptHandover | None:
        return self.store.handovers.take(
            self.case, read_handover(text), no_lines(self.case), PHYSICIAN, at(50)
        )

    def statuses(self) -> list[tuple[int, ReviewStatus]]:
        reviews = [self.store.reviews.load(one) for one in self.store.reviews.versions(self.case)]
        return [(review.version, review.status) for review in reviews]


def laptop(folder: Path, name: str) -> Laptop:
    store = open_store(folder / name)
    other = store.cases.create_case("PA-0", "M-0", NURSE, at(0))
    case = store.cases.create_case("PA-1", "M-1", NURSE, at(0))
    store.reviews.create(open_review(f"review-{name}", case), NURSE, at(0))
    store.reviews.create(open_review(f"other-{name}", other), NURSE, at(0))
    return Laptop(folder / name, store, case)


@pytest.fixture
def nurse(tmp_path: Path) -> Iterator[Laptop]:
    made = laptop(tmp_path, "nurse")
    yield made
    assert made.store.check() == ()
    made.store.close()


@pytest.fixture
def physician(tmp_path: Path) -> Iterator[Laptop]:
    made = laptop(tmp_path, "physician")
    yield made
    assert made.store.check() == ()
    made.store.close()


def parts(review: Review) -> tuple[object, ...]:
    return dict(review.findings), review.determinations, review.documents, review.packs


def test_it_goes_on_where_nobody_had_worked(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging", "torn")
    kept = physician.takes(nurse.gives())
    assert kept is not None
    assert kept.standing is HandoverStanding.GOES_ON
    assert parts(physician.newest()) == parts(nurse.newest())
    assert physician.statuses() == [(2, ReviewStatus.OPEN)]
    assert physician.newest().reviewer == PHYSICIAN
    assert physician.store.reviews.undo_titles(physician.newest().id) == ("", "")


def test_what_is_signed_elsewhere_comes_back_signed(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging")
    physician.takes(nurse.gives())
    decided = LineDetermination(1, Outcome.APPROVE, "all found")
    review = physician.newest()
    physician.store.reviews.apply(review.id, Change("Approve", None, decided), PHYSICIAN, at(20))
    signed = physician.sign()
    kept = nurse.takes(physician.gives())
    assert kept is not None
    assert (kept.standing, kept.own_before) == (HandoverStanding.GOES_ON, "review-nurse")
    assert nurse.statuses() == [(1, ReviewStatus.SUPERSEDED), (2, ReviewStatus.SIGNED)]
    assert nurse.newest().id == signed
    assert nurse.newest().determination(1) == decided
    assert nurse.store.reviews.snapshot(signed) == SNAPSHOT
    assert nurse.newest().signature == physician.newest().signature
    amended = nurse.store.reviews.amend(signed, NURSE, at(60), "amendment")
    assert amended.version == 3


def test_a_signed_referral_is_amended_elsewhere_and_comes_back(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging")
    nurse.sign()
    physician.takes(nurse.gives())
    assert physician.statuses() == [(1, ReviewStatus.SIGNED)]
    physician.store.reviews.amend("review-nurse", PHYSICIAN, at(51), "decision")
    physician.mark("s3-evaluation", minutes=52)
    physician.sign(53)
    nurse.takes(physician.gives())
    both = [(1, ReviewStatus.SUPERSEDED), (2, ReviewStatus.SIGNED)]
    assert nurse.statuses() == physician.statuses() == both


def test_rows_are_taken_to_the_letter(nurse: Laptop, physician: Laptop) -> None:
    """A part that was taken away leaves a gap in the order of the rest, which the signature covers."""
    for element in ("s3-evaluation", "s5-imaging", "s14-discrepancies"):
        nurse.mark(element)
    gone = marked("s5-imaging")
    nurse.store.reviews.apply("review-nurse", Change("Away", gone, None), NURSE, at(9))
    nurse.sign()
    assert physician.takes(nurse.gives()) is not None
    assert physician.newest().id == "review-nurse"


def test_the_same_again_changes_nothing(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging")
    text = nurse.gives()
    physician.takes(text)
    end = physician.store.audit.end()
    assert physician.takes(text) is None
    assert physician.takes(nurse.gives()) is None
    assert nurse.takes(physician.gives()) is None
    assert physician.store.audit.end() == end


def test_two_copies_that_diverged_are_both_kept(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging")
    physician.takes(nurse.gives())
    nurse.mark("s3-evaluation", "nurse")
    physician.mark("s3-evaluation", "physician")
    physician.sign()
    text = physician.gives()
    assert nurse.store.handovers.relation(nurse.case, read_handover(text)) is Relation.DIVERGED
    own, theirs = nurse.store.handovers.new_work(nurse.case, read_handover(text))
    assert [entry.act for entry in own] == ["Present: s3-evaluation"]
    assert [entry.act for entry in theirs] == ["Present: s3-evaluation", "Signed"]
    kept = nurse.takes(text)
    assert kept is not None
    assert kept.standing is HandoverStanding.BESIDE
    assert nurse.newest().finding("s3-evaluation").note == "nurse"
    assert nurse.statuses() == [(1, ReviewStatus.OPEN)]
    assert nurse.takes(text) is None
    chosen = nurse.store.handovers.choose(nurse.case, kept.id, no_lines(nurse.case), NURSE, at(60))
    assert chosen.standing is HandoverStanding.GOES_ON
    assert nurse.statuses() == [(1, ReviewStatus.SUPERSEDED), (2, ReviewStatus.SIGNED)]
    assert nurse.newest().finding("s3-evaluation").note == "physician"
    assert nurse.store.reviews.load("review-nurse").finding("s3-evaluation").note == "nurse"
    with pytest.raises(BlockedError, match="already"):
        nurse.store.handovers.decline(nurse.case, kept.id, NURSE, at(61))


def test_the_own_version_goes_on_and_the_other_computer_follows(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging")
    physician.takes(nurse.gives())
    nurse.mark("s3-evaluation", "nurse")
    physician.mark("s3-evaluation", "physician")
    kept = nurse.takes(physician.gives())
    assert kept is not None
    undecided = read_handover(nurse.gives())
    assert physician.store.handovers.relation(physician.case, undecided) is Relation.DIVERGED
    nurse.store.handovers.decline(nurse.case, kept.id, NURSE, at(60))
    assert nurse.newest().finding("s3-evaluation").note == "nurse"
    followed = physician.takes(nurse.gives())
    assert followed is not None
    assert followed.standing is HandoverStanding.GOES_ON
    assert physician.newest().finding("s3-evaluation").note == "nurse"
    assert physician.statuses() == [(2, ReviewStatus.SUPERSEDED), (3, ReviewStatus.OPEN)]


def test_both_signed_and_one_is_chosen(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging")
    own = nurse.sign()
    physician.mark("s3-evaluation")
    theirs = physician.sign()
    kept = nurse.takes(physician.gives())
    assert kept is not None
    nurse.store.handovers.choose(nurse.case, kept.id, no_lines(nurse.case), NURSE, at(60))
    assert nurse.statuses() == [(1, ReviewStatus.SUPERSEDED), (2, ReviewStatus.SIGNED)]
    assert nurse.store.reviews.versions(nurse.case) == (own, theirs)


def test_a_copy_that_is_not_here_cannot_be_chosen(nurse: Laptop) -> None:
    with pytest.raises(UsageError):
        nurse.store.handovers.choose(nurse.case, "unknown", no_lines(nurse.case), NURSE, at(60))


def test_nothing_of_other_cases_leaves(nurse: Laptop) -> None:
    nurse.mark("s5-imaging")
    assert "other-nurse" not in nurse.gives()
    assert "PA-0" not in nurse.gives()


def test_the_chain_of_both_computers_travels_on(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging")
    physician.takes(nurse.gives())
    physician.mark("s3-evaluation")
    content = read_handover(physician.gives())
    assert len({chain.origin for chain in content.chains}) == 2
    told = {entry.act for chain in content.chains for entry in chain.entries}
    assert {"Present: s5-imaging", "Present: s3-evaluation"} <= told


def test_a_handover_that_was_edited_in_the_database_is_told(nurse: Laptop, tmp_path: Path) -> None:
    other = laptop(tmp_path, "third")
    nurse.mark("s5-imaging", "torn")
    nurse.sign()
    other.takes(nurse.gives())
    other.store.close()
    connection = connect(other.folder / DATABASE_NAME)
    connection.execute("UPDATE handover SET content = replace(content, 'torn', 'worn')")
    connection.commit()
    connection.close()
    with open_store(other.folder) as store:
        told = store.check()
    assert len(told) == 2
    assert "handed over in case" in told[1]
    assert "no entry of its signing" in told[0]


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where in the JSON each value stands that is no container."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path


def replaced(content: object, path: tuple[str | int, ...], new: Callable[[object], object]) -> str:
    copied = json.loads(json.dumps(content))
    holder = copied
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = new(holder[path[-1]])
    return json.dumps(copied, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_wrong_type_in_any_field_is_told_and_nothing_is_imported(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging", "torn")
    nurse.sign()
    nurse.store.reviews.amend("review-nurse", NURSE, at(31), "amendment")
    content = json.loads(nurse.gives())
    end = physician.store.audit.end()
    paths = list(leaves(content))
    assert len(paths) > 150
    for path in paths:
        wrong = replaced(content, path, lambda _old: {"wrong": ["type"]})
        with pytest.raises(UnsoundHandoverError):
            physician.takes(wrong)
    assert physician.store.audit.end() == end
    assert physician.store.handovers.kept(physician.case) == ()


def test_an_edit_of_any_signed_or_logged_field_is_told(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging", "torn")
    nurse.sign()
    content = json.loads(nurse.gives())
    covered = [
        path
        for path in leaves(content)
        if (path[0] == "chains" and path[-1] not in ("purged_by", "origin"))
        or (path[0] == "versions" and path[2] in ("tables", "rows_hash", "snapshot"))
    ]
    assert len(covered) > 50
    for path in covered:
        changed = replaced(content, path, lambda old: old + 1 if isinstance(old, int) else f"{old}x")
        with pytest.raises(UnsoundHandoverError):
            physician.takes(changed)
    assert physician.statuses() == [(1, ReviewStatus.OPEN)]


def test_a_field_from_the_future_is_told(nurse: Laptop) -> None:
    nurse.mark("s5-imaging")
    content = json.loads(nurse.gives())
    content["versions"][0]["review"]["mood"] = "calm"
    with pytest.raises(UnsoundHandoverError, match="does not know"):
        read_handover(json.dumps(content))


def test_a_finding_is_what_it_was(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging", "Überweisung — ärztlich")
    physician.takes(nurse.gives())
    finding = physician.newest().finding("s5-imaging")
    assert (finding.state, finding.note) == (FindingState.PRESENT, "Überweisung — ärztlich")
    assert finding.evidence == nurse.newest().finding("s5-imaging").evidence


def test_killed_at_any_statement_all_or_nothing_was_imported(nurse: Laptop, tmp_path: Path) -> None:
    """Killed for good, in a process of its own, before statements from the first to the last."""
    nurse.mark("s5-imaging", "torn")
    nurse.sign()
    (tmp_path / "content").write_text(nurse.gives(), encoding="utf-8")
    with Store.open(tmp_path / "other", KEYS) as store:
        case = store.cases.create_case("PA-1", "M-1", NURSE, at(0))
        store.reviews.create(open_review("review-other", case), NURSE, at(0))
    child = Path(__file__).with_name("taking_child.py")
    (tmp_path / "copies").mkdir()
    done = subprocess.run(
        [sys.executable, child, tmp_path / "other", case, tmp_path / "content", tmp_path / "copies"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["killed"] >= 8
    assert told["moved"]
    assert told["different"] == []


def test_of_what_was_purged_no_handover_stays(nurse: Laptop, physician: Laptop) -> None:
    nurse.mark("s5-imaging", "torn")
    physician.takes(nurse.gives())
    index = no_lines(physician.case).index
    physician.store.retention.purge(None, [physician.case], index, PHYSICIAN, at(90))
    assert physician.store.handovers.kept(physician.case) == ()


class TestTheFile:
    @pytest.fixture
    def file(self, nurse: Laptop, tmp_path: Path) -> Path:
        nurse.mark("s5-imaging", "a torn labrum")
        content = nurse.store.handovers.content(nurse.case, NURSE, at(40))
        path = tmp_path / "out.handover"
        path.write_bytes(sealed_handover(nurse.folder, content, HERONS))
        return path

    def test_holds_what_left(self, nurse: Laptop, file: Path) -> None:
        assert handover_text(open_handover(file, HERONS)) == nurse.gives()

    def test_shows_nothing_without_the_passphrase(self, nurse: Laptop, file: Path) -> None:
        content = file.read_bytes()
        assert b"labrum" not in content
        assert b"SQLite" not in content
        assert b"handover" not in content
        assert not list(nurse.folder.glob(f"*{STAGED}*"))

    @pytest.mark.parametrize("wrong", ["seven grey heron", "", "Seven grey herons"])
    def test_another_passphrase_does_not_open_it(self, file: Path, wrong: str) -> None:
        before = file.read_bytes()
        with pytest.raises(InputError, match="passphrase does not open"):
            open_handover(file, wrong or " ")
        assert file.read_bytes() == before

    def test_a_damaged_file_is_told(self, file: Path) -> None:
        sound = file.read_bytes()
        for place in range(0, len(sound), len(sound) // 7):
            damaged = bytearray(sound)
            damaged[place] ^= 0x40
            file.write_bytes(damaged)
            with pytest.raises(InputError, match="othing was imported"):
                open_handover(file, HERONS)

    def test_a_file_cut_short_is_told(self, file: Path) -> None:
        file.write_bytes(file.read_bytes()[:5000])
        with pytest.raises(InputError):
            open_handover(file, HERONS)

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"SQLite format 3\0" + bytes(4096)])
    def test_another_file_is_told(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "other"
        path.write_bytes(content)
        with pytest.raises(InputError):
            open_handover(path, HERONS)

    def test_no_file_and_a_folder_are_told(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none", tmp_path):
            with pytest.raises(InputError, match="is not a file"):
                open_handover(path, HERONS)

    def test_one_of_a_newer_program_is_told(self, file: Path) -> None:
        from sqlcipher3 import dbapi2

        connection = dbapi2.connect(file)
        connection.execute(f"PRAGMA key = '{HERONS}'")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
        connection.close()
        with pytest.raises(InputError, match="newer version"):
            open_handover(file, HERONS)
