"""Whether somebody at an open file knows its passphrase."""

from __future__ import annotations

from typing import Any

import pytest

from cxdesk import settings
from cxdesk.errors import FileLocked
from cxdesk.store import cipher, recovery_key
from tests.core.store.locked import OTHER, PASSPHRASE, quickly


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: Any) -> None:
    quickly(monkeypatch)


def test_the_passphrase_and_the_recovery_key_are_known_and_nothing_else_is() -> None:
    with cipher.new_key(PASSPHRASE) as key:
        groups = recovery_key.groups(key)
        assert cipher.opens_with(key, PASSPHRASE)
        assert cipher.opens_with(key, " ".join(groups).lower())
        slip = ("ZZZZ" if groups[0] != "ZZZZ" else "YYYY", *groups[1:])
        for wrong in (OTHER, PASSPHRASE.upper(), "", " ".join(slip), " ".join(groups[:13])):
            assert not cipher.opens_with(key, wrong)
    with cipher.new_key(PASSPHRASE) as other:  # the same words, another salt
        assert not cipher.opens_with(other, " ".join(groups))


def test_one_that_looks_like_a_recovery_key_is_a_passphrase_all_the_same() -> None:
    words = "ABCD" * 14
    assert recovery_key.looks_like_one(words)
    with cipher.new_key(words) as key:
        assert cipher.opens_with(key, words)


def test_a_key_that_was_let_go_tells_nothing() -> None:
    key = cipher.new_key(PASSPHRASE)
    key.wipe()
    with pytest.raises(FileLocked):
        cipher.opens_with(key, PASSPHRASE)


@pytest.mark.parametrize(("written", "minutes"), [(None, 5), (15, 15), (0, 0), (-3, 0), (999, 60), ("x", 5)])
def test_the_minutes_until_it_locks_are_kept_within_reason(written: Any, minutes: int) -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}" if written is None else f'{{"lock_after": {written!r}}}'.replace("'", '"'))
    assert settings.load().lock_after == minutes
