"""The binding itself: PySide6 6.12.0 lost a reference to None with each call of some methods."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

CALLS = 1_000
NOISE = 100


def test_no_reference_to_none_is_lost(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.clear()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        field.clear()
    assert sys.getrefcount(None) > before - NOISE


def test_a_box_that_waits_fails_the_test(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QDialog

    from tests import conftest

    dialog = QDialog()
    qtbot.addWidget(dialog)
    opened: list[str] = []
    monkeypatch.setattr(conftest, "_opened", opened)
    with pytest.raises(AssertionError, match=r"QDialog\.exec"):
        dialog.exec()
