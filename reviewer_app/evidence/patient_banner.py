"""What a page says of its patient: names, birth dates and numbers, where a label or a banner tells that they
are the patient's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from reviewer_app.domain.page_reading import ReadLine
from reviewer_app.evidence.date_labels import DateUse, uses_in
from reviewer_app.evidence.fax_header import is_fax_header
from reviewer_app.evidence.identity_rules import IdentityRules
from reviewer_app.evidence.person_names import PersonName, person_name
from reviewer_app.evidence.slips import folded_word
from reviewer_app.evidence.written_dates import WrittenDate, written_dates

MOST_NAME_WORDS = 5
LOOK_BACK = 28
"""Characters before a label in which somebody else than the patient may be named."""

NEAR, HALF = 22.0, 0.5
"""Page points within which a value stands under its label, and the share of the label's height that a value
beside it shares."""

LABEL_REACH = 34
"""Characters from the beginning of a birth date's label within which the date begins."""

PARTICLES = frozenset(
    ("de", "del", "der", "di", "da", "la", "le", "van", "von", "den", "ter", "bin", "al", "y")
)
"""Parts of names that are written with a small letter."""

WORD_ENDS = ("ed", "ing", "tion", "sion", "ment", "able", "ible", "ive", "ous", "ness", "ity", "ally", "ical")
"""How long words end that are rather no names."""

LONG_WORD, SHORTEST = 6, 3
"""Letters from which on a word's end says so, and letters that one word of a name has at least."""

_WORD = re.compile(r"[^\W_][\w'’./-]*|,|[^\w\s]")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?")
_BIRTH = re.compile(
    r"\b(?:d\.? ?[o0]\.? ?[b8]\b\.?|date of birth|birth ?date|birthday|bo(?:rn|m|rm)\b|b\. ?(?=\d))",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:is|was) an? [^.]{0,40}?\d{1,3}[- ]?(?:year|yr|y\b|y/?o)", re.IGNORECASE)
_NUMBER = re.compile(r"[:#. ]{0,4}([A-Za-z0-9][A-Za-z0-9/-]*\d[A-Za-z0-9/-]*)")


@dataclass(frozen=True, slots=True)
class BannerName:
    """A name that is said to be the patient's, in line ``line`` (from 0). ``labelled`` where a label for
    patients stands before it; ``sureness`` is that of the line."""

    line: int
    name: PersonName
    labelled: bool
    sureness: float | None


@dataclass(frozen=True, slots=True)
class BannerBirth:
    """A date that is said to be the patient's birth date, as ``text``."""

    line: int
    day: date
    text: str
    sureness: float | None


@dataclass(frozen=True, slots=True)
class BannerNumber:
    """A number with its label; ``member`` where it is that of the plan, else of a practice's record."""

    line: int
    text: str
    member: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """All that a page says of its patient, in the order of its lines."""

    names: tuple[BannerName, ...] = ()
    births: tuple[BannerBirth, ...] = ()
    numbers: tuple[BannerNumber, ...] = ()


def read_banner(lines: Sequence[ReadLine], rules: IdentityRules, words: tuple[str, ...] = ()) -> Banner:
    """What the lines of a page say of the patient. ``words`` are lists of words of records, separated by
    blanks: what is made of such words alone is hardly a name."""
    reader = _reader(rules, words)
    own = [ReadLine("", line.rect) if is_fax_header(line.text) else line for line in lines]
    return Banner(tuple(reader.names(own)), tuple(reader.births(own)), tuple(reader.numbers(own)))


@lru_cache(maxsize=4)
def _reader(rules: IdentityRules, words: tuple[str, ...]) -> _BannerReader:
    return _BannerReader(rules, words)


class _BannerReader:
    """The rules, made ready."""

    def __init__(self, rules: IdentityRules, words: tuple[str, ...]) -> None:
        self._patient = _labels(rules.patient_labels)
        self._name = _labels(rules.name_labels)
        self._record = _labels(rules.record_labels)
        self._id = _labels(rules.id_labels)
        self._others = _labels(rules.not_patient)
        self._ends = frozenset(rules.after_names)
        self._never = frozenset(rules.never_names)
        self._words = frozenset(word for some in words for word in some.split())
        self._credentials = frozenset(rules.credentials)

    def names(self, lines: Sequence[ReadLine]) -> Iterator[BannerName]:
        for number, line in enumerate(lines):
            yield from self._labelled(number, lines)
            yield from self._beside_birth(number, line, lines[number - 1] if number else None)
            yield from self._aged(number, line)

    def births(self, lines: Sequence[ReadLine]) -> Iterator[BannerBirth]:
        for number, line in enumerate(lines):
            label = _BIRTH.search(line.text)
            if label is None or self._of_other(line.text, label.start()):
                continue
            told = _birth_after(line.text[label.start() :])
            if told is not None:
                yield BannerBirth(number, told.day, told.text, line.sureness)
            else:
                yield from islice(_births_apart(number, lines), 1)

    def numbers(self, lines: Sequence[ReadLine]) -> Iterator[BannerNumber]:
        for number, line in enumerate(lines):
            for labels, member in ((self._id, True), (self._record, False)):
                for label in labels.finditer(line.text):
                    value = next(filter(None, _values_of(label, number, lines)), None)
                    if value is not None:
                        yield BannerNumber(number, value, member)

    def _labelled(self, number: int, lines: Sequence[ReadLine]) -> Iterator[BannerName]:
        line = lines[number]
        for labels, sure in ((self._patient, True), (self._name, False)):
            for label in labels.finditer(line.text):
                if self._of_other(line.text, label.start()):
                    continue
                rest = line.text[label.end() :]
                begins = not line.text[: label.start()].strip()
                colon = rest.lstrip().startswith(":")
                name = self._name_at(rest.lstrip(" :#-"), certain=colon, whole=not colon and not begins)
                if name is not None and (colon or begins or "," in name.text):
                    yield BannerName(number, name, sure, line.sureness)
                elif self._labels_only(rest):
                    yield from self._apart(number, rest, lines, sure=sure)

    def _apart(
        self, number: int, rest: str, lines: Sequence[ReadLine], *, sure: bool
    ) -> Iterator[BannerName]:
        """A name beside or under its label: alone, or in a row of values under a row of labels."""
        alone = not rest.strip(" :#-")
        for place in places_of_value(lines, number):
            name = self._name_at(lines[place].text, certain=False, whole=alone)
            if name is not None and (alone or "," in name.text or _BIRTH.search(lines[number].text)):
                yield BannerName(place, name, sure, lines[place].sureness)
                return

    def _beside_birth(self, number: int, line: ReadLine, above: ReadLine | None) -> Iterator[BannerName]:
        """A name right before a birth date, or alone on the line above one."""
        label = _BIRTH.search(line.text)
        if label is None or self._of_other(line.text, label.start()):
            return
        before = line.text[: label.start()].rstrip(" ,;:(-/|")
        if before:
            name = self._name_before(before)
            if name is not None:
                yield BannerName(number, name, False, line.sureness)
        elif above is not None:
            name = self._name_at(above.text, certain=False, whole=True)
            if name is not None:
                yield BannerName(number - 1, name, False, above.sureness)

    def _aged(self, number: int, line: ReadLine) -> Iterator[BannerName]:
        """``Jane Roe is a 54-year-old``."""
        said = _AGED.search(line.text)
        if said is not None:
            name = self._name_before(line.text[: said.start()].rstrip(" ,"))
            if name is not None:
                yield BannerName(number, name, False, line.sureness)

    def _of_other(self, text: str, end: int) -> bool:
        """Whether words right before this place name somebody else than the patient."""
        before = text[max(0, end - LOOK_BACK) : end]
        cut = max(before.rfind("|"), before.rfind(";"), before.rfind(". "))
        return self._others.search(before[cut + 1 :]) is not None

    def _labels_only(self, rest: str) -> bool:
        """Whether after a label nothing stands but further labels: the values are on the next line."""
        words = [folded_word(word) for word in _WORD.findall(rest)]
        return all(not word or word in self._ends or word in self._never for word in words)

    def _name_at(self, text: str, *, certain: bool, whole: bool = False) -> PersonName | None:
        """The name with which a text begins; ``certain`` where a label says that it is one, ``whole`` where
        it must be followed by nothing, or by a label."""
        head, given, end = 0, 0, 0
        comma = False
        for word in _WORD.finditer(text):
            if word[0] == "," and head and not comma and self._goes_on(text[word.end() :], head):
                comma = True
            elif self._is_name_word(word[0], certain=certain) and head + given < MOST_NAME_WORDS:
                head, given = (head, given + 1) if comma else (head + 1, given)
                end = word.end()
            else:
                if self._is_credential(word[0]) or (whole and not self._ends_name(word[0])):
                    return None
                break
        return self._checked(text[:end], certain=certain) if head + given > 1 else None

    def _is_name_word(self, word: str, *, certain: bool) -> bool:
        folded = folded_word(word)
        if not _NAME_WORD.fullmatch(word) or self._is_credential(word) or folded in self._ends:
            return False
        if word.lower() in PARTICLES or (len(folded) == 1 and word[0].isupper()):
            return True
        return word[0].isupper() and (certain or folded not in self._never)

    def _goes_on(self, rest: str, before: int) -> bool:
        """Whether after a comma the given name follows; after two words it is rarely one."""
        word = _WORD.search(rest)
        return before == 1 or (word is not None and self._is_name_word(word[0], certain=False))

    def _is_credential(self, word: str) -> bool:
        return len(word) > 1 and word.replace(".", "").lower() in self._credentials

    def _ends_name(self, word: str) -> bool:
        """Whether after this word, or sign, what came before it can be a whole name."""
        return folded_word(word) in self._ends or word[0] in "(|;-–/" or word[0].isdigit()

    def _name_before(self, text: str) -> PersonName | None:
        """The name with which a text ends."""
        words = list(_WORD.finditer(text))
        begin = len(words)
        commas = 0
        while begin and len(words) - begin < MOST_NAME_WORDS + commas:
            word = words[begin - 1]
            if word[0] == "," and not commas and begin < len(words):
                commas = 1
            elif not self._is_name_word(word[0], certain=False):
                break
            begin -= 1
        while begin < len(words) and words[begin][0] == ",":
            begin += 1
        if len(words) - begin - commas < 2 or self._of_other(text, words[begin].start()):
            return None
        return self._checked(text[words[begin].start() :], certain=False)

    def _checked(self, text: str, *, certain: bool) -> PersonName | None:
        """The name that the text is, unless most of its words are none: a label may stand before anything."""
        name = person_name(text.strip(" ,"))
        if name is None:
            return None
        words = {*name.last, *name.given}
        doubtful = sum(map(self._is_doubtful, words))
        if doubtful * 2 >= len(words) + certain or max(map(len, words)) < SHORTEST:
            return None
        return name

    def _is_doubtful(self, word: str) -> bool:
        known = any(word in words for words in (self._never, self._ends, self._words))
        return known or (len(word) >= LONG_WORD and word.endswith(WORD_ENDS))


def _birth_after(text: str) -> WrittenDate | None:
    """The date that a label begins with: ``DOB / Sex: 03/11/1965 / M`` as well."""
    first = next(iter(written_dates(text)), None)
    told = first is not None and first.start <= LABEL_REACH and first.use in (DateUse.BIRTH, DateUse.UNSAID)
    return first if told else None


def places_of_value(lines: Sequence[ReadLine], number: int) -> tuple[int, ...]:
    """Where the value of a label may stand that ends its line: on the next line, right of it, right below."""
    label = lines[number].rect
    right = [
        (other.rect.x0, place)
        for place, other in enumerate(lines)
        if other.rect.x0 >= label.x1
        and min(other.rect.y1, label.y1) - max(other.rect.y0, label.y0) > HALF * label.height
    ]
    below = [
        (other.rect.y0, place)
        for place, other in enumerate(lines)
        if abs(other.rect.x0 - label.x0) < NEAR and 0 < other.rect.y0 - label.y0 < NEAR
    ]
    after = [(0.0, number + 1)] if number + 1 < len(lines) else []
    return tuple(dict.fromkeys(min(places)[1] for places in (after, right, below) if places))


def _births_apart(number: int, lines: Sequence[ReadLine]) -> Iterator[BannerBirth]:
    """The birth date beside or under its label, also in a row of labels above a row of values."""
    labels = uses_in(lines[number].text)
    column = labels.index(DateUse.BIRTH) if DateUse.BIRTH in labels else 0
    for place in places_of_value(lines, number):
        dates = written_dates(lines[place].text)
        if len(dates) == max(1, len(labels)) and dates[column].use in (DateUse.UNSAID, DateUse.BIRTH):
            yield BannerBirth(place, dates[column].day, dates[column].text, lines[place].sureness)


def _values_of(label: re.Match[str], number: int, lines: Sequence[ReadLine]) -> Iterator[str]:
    """What may be the number after a label, or empty: on its line, else where the value of a label stands."""
    rest = label.string[label.end() :]
    yield _number_in(rest)
    if not rest.strip(" :#.-"):
        yield from (_number_in(lines[place].text) for place in places_of_value(lines, number))


def _number_in(text: str) -> str:
    """The number with which a text begins; empty without one, and for dates."""
    value = _NUMBER.match(text)
    told = value is not None and sum(map(str.isdigit, value[1])) > 2 and "/" not in value[1]
    return value[1].rstrip("-") if value is not None and told else ""


def _labels(words: Iterable[str]) -> re.Pattern[str]:
    """The labels as words of a text, the longest first, also with letters that a machine confuses."""
    longest_first = sorted(words, key=len, reverse=True)
    written = "|".join(r"[ .,/'’()-]{1,3}".join(map(_as_read, words.split())) for words in longest_first)
    return re.compile(
        rf"(?<![\w-])(?:{written})(?:\(s\))?[.]?(?![\w'’-])" if written else "(?!)", re.IGNORECASE
    )


def _as_read(word: str) -> str:
    """A word of a label with the letters that a machine takes for others."""
    letters = {"i": "[il1|]", "l": "[li1|]", "o": "[o0]"}
    spelled = "".join(letters.get(letter, re.escape(letter)) for letter in word)
    return {"patients": "patient['’]?s", "mothers": "mother['’]?s", "fathers": "father['’]?s"}.get(
        word, spelled
    )
