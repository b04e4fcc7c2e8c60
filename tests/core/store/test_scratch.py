"""What is put aside is found again, can't be read by others, and goes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from cxdesk.store.scratch import Scratch


def test_texts_are_found_by_their_keys_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Scratch() as scratch:
        for number in range(20_000):
            scratch.keep(number, f"Anna Berger {number}".ljust(2_000), (f"a{number}", f"b{number % 7}"))
        scratch.keep(3, "Ben", ("c",))
        scratch.find_by(5, ("c",))
        assert [*scratch.numbers("c")] == [3, 5]
        assert [*scratch.numbers("a19999")] == [19_999]
        assert [*scratch.numbers("nobody")] == []
        assert (scratch.text(3), scratch.text(-1)) == ("Ben", None)
        assert (scratch.text(7) or "").split() == ["Anna", "Berger", "7"]
        (file,) = [one for one in tmp_path.rglob("*") if one.is_file()]
        assert file.stat().st_size > 1_000_000
        assert b"Anna" not in file.read_bytes()
    assert list(tmp_path.iterdir()) == []
