"""The process that sets a paper as a PDF. It is started by name for one document and parses no case file.

Standard input carries one JSON object: ``template`` (typst source), ``paper`` (its words), ``timestamp``
(ISO 8601). Standard output carries the PDF. Nothing touches a disk: the process may not write a single byte
to a file. A failure ends it with code 3 and one line on standard error that quotes nothing of the paper.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime

import typst

MEMORY_LIMIT = 4 * 1024**3
"""Bytes of address space; typst reserves far more than it uses."""

STANDARD: typst.PDFStandard = "ua-1"

UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
DISALLOWED = re.compile(r'disallowed codepoint `"((?:[^"\\]|\\.)*)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")

REPLACEMENT_ROUNDS = 3

REFUSED = 3
"""Exit code when typst refuses the document; Python's own failures end with 1, the system's with others."""


def main() -> int:
    restrict()
    request = json.loads(sys.stdin.buffer.read())
    timestamp = datetime.fromisoformat(request["timestamp"])
    try:
        pdf = set_document(request["template"], json.dumps(request["paper"]), timestamp)
    except typst.TypstError as error:
        sys.stderr.write(QUOTED.sub("…", error.message.splitlines()[0]) + "\n")
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


def restrict() -> None:
    """No file can grow, no core is dumped, memory is bounded. Windows has no such limits."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def set_document(template: str, paper: str, timestamp: datetime) -> bytes:
    """The PDF. typst's own fonts are used alone where they suffice, so that the file is the same on every
    computer.

    They have no Chinese or emoji, for example: the computer's fonts then help, and what even they cannot show
    is written as its code, ``[U+1F600]``. PDF/UA forbids a character without a shape, and a name must not
    vanish.
    """
    try:
        return compiled(template, paper, timestamp, own_fonts_only=True)
    except typst.TypstError as error:
        if not undisplayable(error):
            raise
    for _ in range(REPLACEMENT_ROUNDS):
        try:
            return compiled(template, paper, timestamp, own_fonts_only=False)
        except typst.TypstError as error:
            characters = undisplayable(error)
            if not characters:
                raise
            paper = with_codes(paper, characters)
    return compiled(template, with_codes(paper, beyond_latin(paper)), timestamp, own_fonts_only=True)


def compiled(template: str, paper: str, timestamp: datetime, own_fonts_only: bool) -> bytes:
    return typst.compile(
        template.encode("utf-8"),
        ignore_system_fonts=own_fonts_only,
        sys_inputs={"paper": paper},
        pdf_standards=[STANDARD],
        timestamp=timestamp,
    )


def undisplayable(error: typst.TypstError) -> frozenset[str]:
    """The characters that the error names; empty when it is about something else."""
    text = f"{error.message}\n{error.diagnostic}"
    named = (unescaped(piece) for piece in UNSHOWN.findall(text) + DISALLOWED.findall(text))
    return frozenset(character for piece in named for character in piece if character > "~")


def unescaped(text: str) -> str:
    """The text of a message in which unusual characters are escaped as in Rust source."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)


def beyond_latin(paper: str) -> frozenset[str]:
    return frozenset(character for character in strings(json.loads(paper)) if character > "\u024f")


def strings(value: object) -> str:
    """All text of a JSON value, joined."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(strings(item) for item in value)
    if isinstance(value, dict):
        return "".join(strings(item) for item in value.values())
    return ""


def with_codes(paper: str, characters: frozenset[str]) -> str:
    """The paper's JSON with each of the characters replaced by its code in brackets."""
    table = {ord(character): f"[U+{ord(character):04X}]" for character in characters}
    return json.dumps(json.loads(paper), ensure_ascii=False).translate(table)


if __name__ == "__main__":
    sys.exit(main())
