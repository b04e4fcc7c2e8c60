"""The recovery key on paper: written in groups, typed back with the slips that people make."""

from __future__ import annotations

import hashlib
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import errors
from cxdesk.store import cipher, keys, recovery_key
from cxdesk.workspace import Workspace
from tests.core.store.locked import locked_file, opened, quickly, with_names

KEYS = st.binary(min_size=32, max_size=32)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return locked_file(tmp_path / "Salon.cxdesk")


def printed(secret: bytes) -> tuple[str, ...]:
    return recovery_key.groups(keys.Key(secret, bytes(16)))


def test_it_is_written_as_crockford_wrote_numbers() -> None:
    """Held against an encoder that knows only the alphabet: the 256 bits, filled up at the end."""
    secret = bytes(range(32))
    bits = "".join(f"{byte:08b}" for byte in secret) + "0000"
    alphabet = string.digits + "".join(sorted(set(string.ascii_uppercase) - set("ILOU")))
    wanted = "".join(alphabet[int(bits[at : at + 5], 2)] for at in range(0, 260, 5))
    check = f"{int.from_bytes(hashlib.sha256(b'recovery key' + secret).digest(), 'big') >> 236:020b}"
    wanted += "".join(alphabet[int(check[at : at + 5], 2)] for at in range(0, 20, 5))
    assert "".join(printed(secret)) == wanted


@given(KEYS, st.sampled_from(["", " ", "-", "\n", " – "]), st.booleans())
def test_it_is_read_back_however_it_is_typed(secret: bytes, between: str, small: bool) -> None:
    typed = between.join(printed(secret)).replace("0", "O").replace("1", "I")
    assert recovery_key.read(typed.lower() if small else typed) == secret


@given(KEYS, st.integers(0, 55), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_found(secret: bytes, at: int, other: str) -> None:
    right = "".join(printed(secret))
    if right[at] == other:
        return
    with pytest.raises(errors.InputError, match="not as it was printed"):  # a million to one
        recovery_key.read(right[:at] + other + right[at + 1 :])


def test_a_character_that_is_in_none_and_one_too_few_are_told() -> None:
    typed = " ".join(printed(b"k" * 32))
    with pytest.raises(errors.InputError, match="“U” in group 2"):
        recovery_key.read(typed[:5] + "u" + typed[6:])
    with pytest.raises(errors.InputError, match="56 in all; this one has 55"):
        recovery_key.read(typed[:-1])


def test_the_recovery_key_opens_the_file(file: Path) -> None:
    ws = opened(file)
    groups = ws.recovery_key()
    ws.close()
    assert len(groups) == 14
    assert {len(group) for group in groups} == {4}
    together = "".join(groups).replace("0", "o").replace("1", "l")
    for typed in (" ".join(groups), "-".join(groups).lower(), together):
        opened(file, typed).close()
        cipher.unlock_with_recovery_key(file, typed).wipe()
    other = " ".join(recovery_key.groups(keys.Key(b"o" * 32, bytes(16))))
    with pytest.raises(errors.WrongKey, match="belongs to another file"):
        opened(file, other)
    slip = " ".join(groups[:-1]) + " " + ("0000" if groups[-1] != "0000" else "1111")
    with pytest.raises(errors.InputError, match="group by group"):
        opened(file, slip)


def test_a_passphrase_that_looks_like_a_recovery_key_is_one_all_the_same(tmp_path: Path) -> None:
    path = locked_file(tmp_path / "x.cxdesk", "A1b2" * 14)
    opened(path, "A1b2" * 14).close()


def test_a_plain_file_has_no_recovery_key(tmp_path: Path) -> None:
    ws = Workspace.open(with_names(tmp_path / "x.cxdesk"))
    assert not ws.encrypted
    with pytest.raises(errors.UserError, match="not locked"):
        ws.recovery_key()
    ws.close()
