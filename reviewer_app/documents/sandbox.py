"""Locks a worker in, by the kernel, before the first untrusted byte is read: no file can be opened, no
TCP connection made, no other process signalled. What the worker needs, it has been given as open descriptors.

Linux only, where the kernel has Landlock (https://docs.kernel.org/userspace-api/landlock.html); older kernels
know fewer of these, and elsewhere the limits of :mod:`reviewer_app.documents.limits` hold alone.

Three system calls by ctypes, and not a library: the one there is (landlockpy) takes 11 ms more before the
first page, because it imports subprocess and runs ldconfig to find the C library; this takes 2.
"""

from __future__ import annotations

import codecs
import ctypes
import os
import sys

from reviewer_app.documents.limits import NO_FILES, NO_SIGNALS, NO_TCP

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1
_PR_SET_NO_NEW_PRIVS = 38

_FILES_SINCE = ((1, 0x1FFF), (2, 0x2000), (3, 0x4000), (5, 0x8000))
_TCP_SINCE, _TCP = 4, 0x3
_SCOPES_SINCE, _SCOPES = 6, 0x3
"""Access rights by the version of Landlock that first knew them: all rights on files, binding and connecting
TCP, abstract sockets and signals."""

_ENCODINGS = ("cp1252", "utf-16", "utf-8-sig", "latin-1", "raw_unicode_escape")
"""Of plain text, of texts in PDF, and of what pymupdf takes for names of fields. Python loads each when it is
first used, which is not possible any more then."""


def enter_sandbox() -> list[str]:
    """Give up, for good, what the names of :data:`reviewer_app.documents.limits.PROTECTIONS` stand for.
    Returns those that this kernel knows."""
    for encoding in _ENCODINGS:
        codecs.lookup(encoding)
    if sys.platform != "linux":
        return []
    system = ctypes.CDLL(None, use_errno=True)
    system.syscall.restype = ctypes.c_long
    system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    version = int(system.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION))
    if version < 1:
        return []
    files = sum(rights for since, rights in _FILES_SINCE if version >= since)
    tcp = _TCP if version >= _TCP_SINCE else 0
    scopes = _SCOPES if version >= _SCOPES_SINCE else 0
    rules = (ctypes.c_uint64 * 3)(files, tcp, scopes)
    ruleset = int(system.syscall(_CREATE_RULESET, rules, ctypes.sizeof(rules), 0))
    if ruleset < 0:
        return []
    refused = system.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    if refused:
        return []
    closed = {NO_FILES: files, NO_TCP: tcp, NO_SIGNALS: scopes}
    return [name for name, rights in closed.items() if rights]
