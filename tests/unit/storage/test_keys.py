"""The key as a value: what is written down opens again, and what is misread is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.errors import InputError
from reviewer_app.storage.keys import KEY_BYTES, DatabaseKey

SECRETS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


@given(SECRETS)
def test_a_recovery_key_is_the_key(secret: bytes) -> None:
    written = DatabaseKey(secret).recovery_key
    assert [len(group) for group in written.split("-")] == [4] * 14
    assert DatabaseKey.from_recovery_key(written) == DatabaseKey(secret)
    typed = f"  {written.lower().replace('-', ' ').replace('o', '0').replace('i', '1')}\n"
    assert DatabaseKey.from_recovery_key(typed) == DatabaseKey(secret)


@given(SECRETS, st.integers(0, 55), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_letter_is_noticed(secret: bytes, place: int, letter: str) -> None:
    letters = DatabaseKey(secret).recovery_key.replace("-", "")
    wrong = letters[:place] + letter + letters[place + 1 :]
    if wrong != letters:
        with pytest.raises(InputError, match="no recovery key"):
            DatabaseKey.from_recovery_key(wrong)


@pytest.mark.parametrize("text", ["", "ABCD", "ABCD-" * 14, "ÄÖÜ!" * 14, "A" * 57])
def test_what_is_no_recovery_key_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="14 groups"):
        DatabaseKey.from_recovery_key(text)


def test_keys_are_all_different_and_show_nothing() -> None:
    key = DatabaseKey.new()
    assert len({DatabaseKey.new() for _ in range(100)}) == 100
    for shown in (repr(key), str(key), f"{key}", key.fingerprint):
        assert key.secret.hex() not in shown
        assert repr(key.secret) not in shown
    with pytest.raises(ValueError, match="32 bytes"):
        DatabaseKey(b"short")
