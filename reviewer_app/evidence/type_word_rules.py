"""What single words say of the type of a paper, as data that was learned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reviewer_app.domain.found import PaperType

WordWeights = Mapping[str, Mapping[PaperType, float]]
"""By word what it adds to the log odds of each type; types that are not named get nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class TypeWords:
    """The fields of resources/evidence/type_words.yaml, each explained there; compared by identity, since
    they are read once and caches go by them. Without words nothing is said of any type."""

    rules_count: float = 1.0
    before: Mapping[PaperType, float] = field(default_factory=dict)
    head: WordWeights = field(default_factory=dict)
    headings: WordWeights = field(default_factory=dict)
    anywhere: WordWeights = field(default_factory=dict)
    form: WordWeights = field(default_factory=dict)

    def problems(self) -> Iterator[str]:
        """What is wrong: words are compared as they stand here, so that others would never be found."""
        if self.rules_count <= 0:
            yield "rules_count: expected more than 0"
        for name, words in (("head", self.head), ("headings", self.headings), ("anywhere", self.anywhere)):
            for word in words:
                if word != word.lower() or len(word.split()) != 1:
                    yield f"{name}: {word!r}: expected one word in small letters"
