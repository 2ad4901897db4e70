"""YAML as plain values with lines: what is read, what is refused, and that nothing makes it fail."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.policies.plain import Plain
from reviewer_app.policies.yaml_text import MAX_DEPTH, read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: word", {"a": "word"}),
        ("a: 12", {"a": 12}),
        ("a: '12'", {"a": "12"}),
        ("a: 1.5", {"a": 1.5}),
        ("a: true", {"a": True}),
        ("a: null", {"a": None}),
        ("a:", {"a": None}),
        ("a: no", {"a": "no"}),
        ("a: 2025-02-01", {"a": "2025-02-01"}),
        ("a: 01992", {"a": "01992"}),
        ("a: " + "9" * 6000, {"a": "9" * 6000}),
        ("a: >\n  two\n  lines\n", {"a": "two lines"}),
        ("a: !!str 12", {"a": "12"}),
        ("- &x one\n- *x\n", ["one", "one"]),
        ("[1, [2, {b: 3}]]", [1, [2, {"b": 3}]]),
        ("", None),
    ],
)
def test_values(text: str, value: Plain) -> None:
    read = read_yaml(text)
    assert (read.value, read.problems) == (value, [])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "expected YAML"),
        ("a: 1\n\tb: 2\n", 2, "expected YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, "only once"),
        ("a: 1\n5: 2\n", 2, "name of a field"),
        ("a: 1\n? [x, {y: z}]\n: {q: [1]}\nb: 2\n", 2, "name of a field"),
        ("a: 1\n---\nb: 2\n", 2, "one document"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "without the tag"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", 3, "only texts may be repeated"),
        ("&a [1, *a]\n", 1, "only texts may be repeated"),
        ("a: \x00\n", 1, "expected YAML text"),
        ("a: 1\nb: *nowhere\n", 2, "only texts may be repeated"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, words: str) -> None:
    problems = read_yaml(text).problems
    assert [(problem.line, words in problem.expected) for problem in problems] == [(line, True)]


def test_values_after_an_unusable_key_are_still_read() -> None:
    read = read_yaml("a: 1\n? [x, {y: z}]\n: {q: [1]}\nb: {c: 2}\n")
    assert read.value == {"a": 1, "b": {"c": 2}}


def test_the_first_of_repeated_fields_stands() -> None:
    assert read_yaml("a: {b: 1}\na: {b: 2}\nc: 3\n").value == {"a": {"b": 1}, "c": 3}


def test_every_value_knows_its_line() -> None:
    read = read_yaml(
        dedent("""\
            title: x
            list:
              - name: one
                words: >
                  several
                  lines
              - name: two
        """)
    )
    assert read.line_of(("title",)) == 1
    assert read.line_of(("list", 0, "words")) == 4
    assert read.line_of(("list", 1)) == 7
    assert read.line_of(("list", 1, "missing")) == 7
    assert read.line_of(("missing",)) == 1


@pytest.mark.parametrize("text", ["[" * 400_000 + "]" * 400_000, "{a: " * 200_000 + "1" + "}" * 200_000])
def test_deep_nesting_is_refused_and_does_not_exhaust_the_stack(text: str) -> None:
    read = read_yaml(text)
    assert read.value is None
    assert f"at most {MAX_DEPTH} levels" in read.problems[0].expected


@given(st.text(alphabet=st.sampled_from("ab1:-[]{},&*!?|>'\"#%@`~<= \n\t\\.\x00é")))
def test_no_text_makes_it_fail(text: str) -> None:
    read = read_yaml(text)
    lines = text.count("\n") + 2
    assert all(1 <= problem.line <= lines for problem in read.problems)
