"""Forms in the print centre: a number each, reserved before they go out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.print_record import PrintRecord
from cxdesk.output import printing, record
from tests.ui.page_kit import Room
from tests.ui.print_kit import PrintRoom, choose, coarse, dialog, texts, to_file
from ui import messages
from ui.printing import pages as pdf
from ui.printing.request import Request

__all__ = ["coarse", "dialog"]
FORM = "walk-round-sheet"


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    room = PrintRoom(qtbot, tmp_path / "willow.cxdesk")
    room.show()
    choose(room, FORM)
    yield room
    room.close()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer the file box with another name each time."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(
        messages, "ask_save_file", lambda *_w, **_m: folder / f"{len(list(folder.iterdir()))}.pdf"
    )
    return folder


def numbers(room: Room) -> list[str]:
    return [row.record.number for row in room.bridge.ws.rows(PaperForm)]


def shown(room: Room) -> str:
    return str(room.page.made.printed.forms[0].number)


def test_a_form_shows_its_number_once_it_is_printed_and_not_in_the_preview(room: Room, target: Path) -> None:
    assert shown(room) == "F-0001"
    (preview, *_more) = texts(room.page.made.pages.pdf)
    assert "F-0001" not in preview
    assert "number when printed" in " ".join(preview.split())
    assert numbers(room) == []
    room.page.save()
    room.settle()
    assert numbers(room) == ["F-0001"]
    assert shown(room) == "F-0002"  # the next one
    room.page.save()
    room.settle()
    assert numbers(room) == ["F-0001", "F-0002"]
    for i, number in enumerate(numbers(room)):
        said = texts((target / f"{i}.pdf").read_bytes())[0]
        assert number in said
        assert "when printed" not in " ".join(said.split())
    logs = room.bridge.ws.rows(PrintRecord)
    assert {row.record.print_record for row in room.bridge.ws.rows(PaperForm)} == {row.id for row in logs}


def test_a_number_taken_meanwhile_is_not_printed_twice(room: Room, target: Path) -> None:
    made = room.page.made
    ws = room.bridge.ws
    other = printing.render(printing.sheet("sign-off-sheet"), ws, {}, numbered=True)
    ws.run(
        "other",
        lambda tx: record.note(
            tx, other, paper="A4", copies=1, printed_at="2026-11-21T09:00:00Z", by="", target="file"
        ),
    )
    assert other.forms[0].number == made.printed.forms[0].number
    room.page.acts.save(made)  # the preview of before
    room.settle()
    assert numbers(room) == ["F-0001", "F-0002"]
    assert "F-0002" in texts((target / "0.pdf").read_bytes())[0]
    assert "F-0001" not in texts((target / "0.pdf").read_bytes())[0]


@pytest.mark.usefixtures("coarse")
def test_copies_on_paper_have_a_number_each(room: Room, dialog: list[Any], tmp_path: Path) -> None:
    pages = room.page.made.printed.pages
    room.page.print_now()
    assert not dialog[0].testOption(dialog[0].PrintDialogOption.PrintPageRange)
    dialog[0].printer().setCopyCount(3)
    to_file(dialog[0], tmp_path / "out.pdf")
    room.settle()
    assert numbers(room) == ["F-0001", "F-0002", "F-0003"]
    assert len(pdf.measured((tmp_path / "out.pdf").read_bytes())) == 3 * pages
    (noted,) = room.bridge.ws.rows(PrintRecord)
    assert (noted.record.target, noted.record.copies) == ("file", 3)
    assert not room.page.acts.busy


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_is_not_in_the_log_and_its_number_is_not_given_again(
    room: Room, dialog: list[Any], tmp_path: Path, target: Path
) -> None:
    room.page.print_now()
    to_file(dialog[0], tmp_path / "no folder" / "out.pdf")
    room.settle()
    assert "printer did not take" in room.problems[-1]
    assert room.bridge.ws.count(PrintRecord) == 0
    assert not room.page.acts.busy
    room.page.save()
    room.settle()
    assert numbers(room) == ["F-0001", "F-0002"]
    assert [row.record.print_record is None for row in room.bridge.ws.rows(PaperForm)] == [True, False]
    assert "F-0002" in texts((target / "0.pdf").read_bytes())[0]


def test_a_folder_that_is_gone_is_not_in_the_log(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask_save_file", lambda *_w, **_m: tmp_path / "gone" / "a.pdf")
    room.page.save()
    room.settle()
    assert "a.pdf could not be saved" in room.problems[-1]
    assert room.bridge.ws.count(PrintRecord) == 0
    assert not room.page.acts.busy


def test_a_form_in_a_pack_is_kept_too(qtbot: QtBot, tmp_path: Path, target: Path) -> None:
    sheets = ("training-sheet", FORM, "sign-off-sheet")
    room = PrintRoom(qtbot, tmp_path / "willow.cxdesk")
    room.show(memory=Request("whole-set", "A4", "normal", include=sheets))
    forms = room.page.made.printed.forms
    assert len(forms) >= 2
    room.page.save()
    room.settle()
    assert numbers(room) == [one.number for one in forms]
    assert {row.record.sheet for row in room.bridge.ws.rows(PaperForm)} == {FORM, "sign-off-sheet"}
    room.close()


def test_a_file_that_is_only_looked_at_has_forms_without_numbers(
    qtbot: QtBot, tmp_path: Path, target: Path
) -> None:
    room = PrintRoom(qtbot, tmp_path / "willow.cxdesk", read_only=True)
    room.show()
    choose(room, FORM)
    assert room.page.made.printed.forms == ()
    room.page.save()
    room.settle()
    assert "not numbered" in texts((target / "0.pdf").read_bytes())[0]
    room.close()


@pytest.mark.usefixtures("coarse")
def test_a_wide_form_goes_to_the_printer_across(room: Room, dialog: list[Any], tmp_path: Path) -> None:
    choose(room, "sign-off-sheet")
    room.page.print_now()
    device: QPrinter = dialog[0].printer()
    assert device.pageLayout().orientation().name == "Landscape"
    to_file(dialog[0], tmp_path / "out.pdf")
    room.settle()
    assert numbers(room) == ["F-0001"]
