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
        for number in range(5_000):
            name = f"Anna Berger {number}".ljust(2_000)
            scratch.keep(number, (name, number, None), (f"a{number}", f"b{number % 7}"))
        scratch.keep(3, ("Ben",), ("c",))
        scratch.find_by(5, ("c", "c"))
        assert scratch.numbers("c") == [3, 5]
        assert scratch.numbers("a4999") == [4_999]
        assert scratch.numbers("b0") == [*range(0, 5_000, 7)]
        assert scratch.numbers("nobody") == []
        assert (scratch.row(3), scratch.row(-1)) == (("Ben",), None)
        name, number, nothing = scratch.row(7) or ("", 0, 0)
        assert (name.split(), number, nothing) == (["Anna", "Berger", "7"], 7, None)
        pages = list(scratch.rows(2, 4_999, 1_250))
        assert [len(page) for page in pages] == [1_250, 1_250, 1_250, 1_247]
        assert [number for page in pages for number, _row in page] == [*range(2, 4_999)]
        assert pages[0][1] == (3, ("Ben",))
        (file,) = [one for one in tmp_path.rglob("*") if one.is_file()]
        assert file.stat().st_size > 1_000_000
        assert b"Anna" not in file.read_bytes()
    assert list(tmp_path.iterdir()) == []


def test_it_goes_with_the_last_who_knows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scratch = Scratch()
    assert len(list(tmp_path.iterdir())) == 1
    del scratch
    assert list(tmp_path.iterdir()) == []
