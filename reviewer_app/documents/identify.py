"""What a file is: its SHA-256, its media type by content, and whether its name tells the truth.

Reads files, draws nothing. Imported before Qt, so heavier modules are imported where they are used.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from reviewer_app.documents.limits import MAX_FILE_BYTES

PDF = "application/pdf"
TIFF = "image/tiff"
PNG = "image/png"
JPEG = "image/jpeg"
TEXT = "text/plain"
DRAWABLE = frozenset({PDF, TIFF, PNG, JPEG, TEXT})
"""Media types that the program can show."""

UNKNOWN = "application/octet-stream"
HEAD_BYTES = 64 * 1024
PDF_HEADER_WITHIN = 1024

_ALLOWED_BY_NAME = {
    ".pdf": PDF, ".tif": TIFF, ".tiff": TIFF, ".png": PNG,
    ".jpg": JPEG, ".jpeg": JPEG, ".jpe": JPEG, ".jfif": JPEG,
    ".txt": TEXT, ".text": TEXT, ".md": TEXT, ".csv": TEXT, ".log": TEXT,
}  # fmt: skip

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%!PS", "application/postscript"),
    (b"%FDF-", "application/vnd.fdf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
)

_WHAT = {
    PDF: "a PDF document",
    TIFF: "a TIFF picture",
    PNG: "a PNG picture",
    JPEG: "a JPEG picture",
    TEXT: "plain text",
    "application/zip": "a ZIP archive or an office document",
    "application/x-ole-storage": "an older office document",
    "application/rtf": "a rich-text document",
    "application/postscript": "a PostScript document",
    "application/vnd.fdf": "the entries of a form without the form itself",
    "application/x-msdownload": "a Windows program",
    "application/x-executable": "a program",
    "application/gzip": "a compressed archive",
    "application/x-7z-compressed": "a compressed archive",
    "application/vnd.rar": "a compressed archive",
    "application/dicom": "a DICOM image",
    "image/gif": "a GIF picture",
    "image/bmp": "a BMP picture",
    "image/webp": "a WebP picture",
    "image/heic": "a HEIC photograph",
    "image/svg+xml": "an SVG drawing",
    "text/html": "a web page, perhaps the log-in page of a portal",
    "text/xml": "an XML file",
    "application/json": "a JSON file",
}

_WAY_OUT = {
    "application/zip": "Unpack it, or print it to PDF, and put the result into the folder.",
    "application/gzip": "Unpack it and put its files into the folder.",
    "application/x-7z-compressed": "Unpack it and put its files into the folder.",
    "application/vnd.rar": "Unpack it and put its files into the folder.",
    "application/x-msdownload": "Ask the sender what was meant to be sent.",
    "application/x-executable": "Ask the sender what was meant to be sent.",
    "application/vnd.fdf": "Ask the sender for the filled-in form, printed to PDF.",
    UNKNOWN: "Ask the sender for it as a PDF.",
}
_OTHER_WAY_OUT = "Print it to PDF and put the PDF into the folder."


class Identity:
    """What was found out about a file.

    ``problem`` is one of "", "empty", "unsupported", "damaged", and ``sentence`` explains it. ``sha256`` is
    empty when the file was not read to its end. ``modified`` is the time of its last change in nanoseconds;
    with the size it tells later whether it is still the file that was read.
    """

    __slots__ = ("media_type", "modified", "problem", "sentence", "sha256", "size")

    def __init__(
        self,
        media_type: str,
        size: int,
        sha256: str = "",
        problem: str = "",
        sentence: str = "",
        modified: int = 0,
    ) -> None:
        self.media_type = media_type
        self.size = size
        self.sha256 = sha256
        self.problem = problem
        self.sentence = sentence
        self.modified = modified


def identify(path: Path) -> Identity:
    """Read the whole file once. Never raises OSError: what cannot be read is "damaged" with the reason."""
    try:
        with open_untrusted(path) as stream:
            return _examine(stream, path, whole=True)
    except OSError as error:
        reason = error.strerror or "it is not a file"
        sentence = f"{path.name} cannot be read ({reason}). Check the file and its permissions."
        return Identity(UNKNOWN, 0, problem="damaged", sentence=sentence)


def glance(stream: BinaryIO, path: Path) -> Identity:
    """Like :func:`identify`, of a file that is open, by its beginning only, and so without the hash.

    Raises OSError.
    """
    return _examine(stream, path, whole=False)


def identity_of(status: os.stat_result) -> tuple[int, int, int, int]:
    """What tells one file, as it is at a moment, from every other: device, inode, size in bytes, time of
    change in nanoseconds."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _examine(stream: BinaryIO, path: Path, *, whole: bool) -> Identity:
    status = os.fstat(stream.fileno())
    size = status.st_size
    if size > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // 1024**3} GiB"
        sentence = f"{path.name} is larger than {limit} and was not opened. Split it into smaller files."
        return Identity(UNKNOWN, size, "", "damaged", sentence, status.st_mtime_ns)
    head = stream.read(HEAD_BYTES)
    sha256 = _hash(head, stream, size - len(head)) if whole else ""
    if not head:
        sentence = f"{path.name} is empty: it has no content at all. Ask for it to be sent again."
        return Identity(UNKNOWN, 0, sha256, "empty", sentence, status.st_mtime_ns)
    media_type = media_type_of(head, path.suffix)
    problem = _unsupported(path, media_type, head)
    return Identity(media_type, size, sha256, "unsupported" if problem else "", problem, status.st_mtime_ns)


def open_untrusted(path: Path) -> BinaryIO:
    """Open a regular file for reading, never through a link or waiting for a pipe. Raises OSError."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    fd = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise OSError(f"not a regular file: {path.name}")
        return os.fdopen(fd, "rb")
    except OSError:
        os.close(fd)
        raise


def media_type_of(head: bytes, suffix: str) -> str:
    """The media type of a file by its first bytes; the name's suffix only tells kinds of text apart."""
    if b"%PDF-" in head[:PDF_HEADER_WITHIN]:
        return PDF
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[128:132] == b"DICM":
        return "application/dicom"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "image/heic"
    return _kind_of_text(head, suffix)


def decode_text(data: bytes) -> str:
    """Text of a plain text file: by its byte order mark, as UTF-8, or else as Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _kind_of_text(head: bytes, suffix: str) -> str:
    text = decode_text(head[:-4] if len(head) == HEAD_BYTES else head)
    controls = sum(1 for character in text if character < " " and character not in "\t\n\r\f\x1b\x08")
    if controls or text.count("\ufffd") * 50 > len(text):
        return UNKNOWN
    start = text.lstrip().lstrip("\ufeff")[:512].casefold()
    if "<svg" in start and start.startswith("<"):
        return "image/svg+xml"
    if start.startswith(("<!doctype html", "<html")) or (start.startswith("<") and "<html" in start):
        return "text/html"
    if start.startswith("<?xml"):
        return "text/xml"
    if suffix.casefold() == ".json":
        return "application/json"
    return TEXT


def _unsupported(path: Path, media_type: str, head: bytes) -> str:
    """A sentence when the content is not what the name promises or nothing that can be shown, else ""."""
    name = path.name
    suffix = path.suffix.casefold()
    promised = _ALLOWED_BY_NAME.get(suffix)
    if media_type in DRAWABLE and (promised == media_type or (promised is None and media_type != TEXT)):
        return ""
    what = _WHAT.get(media_type, "something that the program does not know")
    if not head.strip(b"\0"):
        what = "nothing but zeros, as after a transfer that broke off"
    if promised is not None:
        way_out = f"Rename it if that is what was meant to be sent, or ask for {_WHAT[promised]}."
        if media_type not in DRAWABLE:
            way_out = f"Ask for it to be sent again as {_WHAT[promised]}."
        return f"{name} is named {suffix} but contains {what}. {way_out}"
    if media_type == TEXT:
        return f"{name} is text, but not named like a text file. Rename it to end in .txt to read it here."
    return f"{name} is {what}, which cannot be shown here. {_WAY_OUT.get(media_type, _OTHER_WAY_OUT)}"


def _hash(head: bytes, stream: BinaryIO, more: int) -> str:
    """The SHA-256 of ``head`` and of ``more`` bytes after it: a file that grows faster than it is read would
    have no end. What changed meanwhile is noticed by its time of change."""
    import hashlib

    digest = hashlib.sha256(head)
    while more > 0 and (block := stream.read(min(more, 1 << 20))):
        digest.update(block)
        more -= len(block)
    return digest.hexdigest()
