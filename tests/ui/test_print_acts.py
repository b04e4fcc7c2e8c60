"""Saving and printing: what is printed is what was seen, and the log says what hangs where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from tests.ui.page_kit import Room
from tests.ui.print_kit import PrintRoom, choose, coarse, dialog, log, own, target, to_file
from ui import messages
from ui.printing import pages as pdf
from ui.printing import printer as paper
from ui.printing.request import Request, gathered
from ui.tasks import Job

__all__ = ["coarse", "dialog", "own", "target"]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(shared_print: PrintRoom) -> PrintRoom:
    return shared_print


# Saving


def test_ctrl_s_saves_the_pdf_that_is_shown_and_notes_it(own: PrintRoom, target: Path) -> None:
    own.key(KEY.Key_S, CTRL)
    own.settle()
    (file,) = target.iterdir()
    stage = own.bridge.ws.rows(Stage)[0].record.name
    assert file.name == f"Training sheet - {stage} - Willow & Co.pdf"
    assert file.read_bytes() == own.page.made.pages.pdf
    (noted,) = log(own)
    assert (noted.sheet, noted.about, noted.target, noted.by) == ("training-sheet", stage, "file", "Maya")
    assert file.name in own.notices[-1]
    assert own.bridge.ws.undo_label is None or "printed" not in own.bridge.ws.undo_label


def test_what_is_saved_is_what_was_chosen_last(own: PrintRoom, target: Path) -> None:
    own.page.kinds.choose("vision-poster")
    own.page.save()  # before the poster is drawn
    own.settle()
    (file,) = target.iterdir()
    assert file.name.startswith("Vision poster")
    assert file.read_bytes() == own.page.made.pages.pdf


def test_a_folder_that_is_gone_is_said_and_nothing_is_noted(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask_save_file", lambda *_w, **_m: tmp_path / "gone" / "a.pdf")
    room.page.save()
    room.settle()
    assert "a.pdf could not be saved" in room.problems[-1]
    assert log(room) == []
    assert not room.page.acts.busy


def test_nothing_is_saved_when_she_thinks_better_of_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask_save_file", lambda *_w, **_m: None)
    room.page.save()
    assert log(room) == []


# Printing


@pytest.mark.usefixtures("coarse")
def test_all_pages_are_printed_and_noted_with_their_copies(
    own: PrintRoom, dialog: list[Any], tmp_path: Path
) -> None:
    own.key(KEY.Key_P, CTRL)
    dialog[0].printer().setCopyCount(3)
    to_file(dialog[0], tmp_path / "out.pdf")
    own.settle()
    printed = pdf.measured((tmp_path / "out.pdf").read_bytes())
    times = 1 if dialog[0].printer().supportsMultipleCopies() else 3
    assert len(printed) == own.page.made.printed.pages * times
    (noted,) = log(own)
    assert (noted.target, noted.copies) == ("file", 3)
    assert own.page.side.progress.isHidden()
    assert f"out.pdf in {tmp_path.name}" in own.notices[-1]


def test_the_printed_page_is_the_page_that_was_seen(
    own: PrintRoom, dialog: list[Any], tmp_path: Path
) -> None:
    own.page.print_now()
    to_file(dialog[0], tmp_path / "out.pdf")
    own.settle()
    printed = pdf.measured((tmp_path / "out.pdf").read_bytes())
    seen = own.page.made.pages
    assert abs(printed.sizes[0].width() - seen.sizes[0].width()) < 2
    smooth = Qt.TransformationMode.SmoothTransformation
    left, right = (pdf.picture(one, 0, 800).scaledToWidth(40, smooth) for one in (printed, seen))
    spots = [(x, y) for x in range(40) for y in range(min(left.height(), right.height()))]
    said = [left.pixelColor(x, y).lightness() - right.pixelColor(x, y).lightness() for x, y in spots]
    assert max(map(abs, said)) < 40
    assert min(right.pixelColor(x, y).lightness() for x, y in spots) < 215  # there is something on it


@pytest.mark.usefixtures("coarse")
def test_some_pages_only(own: PrintRoom, dialog: list[Any], tmp_path: Path) -> None:
    choose(own, "standards-manual")
    own.page.print_now()
    device = dialog[0].printer()
    device.setPrintRange(QPrinter.PrintRange.PageRange)
    device.setFromTo(2, 4)
    to_file(dialog[0], tmp_path / "out.pdf")
    own.settle()
    assert len(pdf.measured((tmp_path / "out.pdf").read_bytes())) == 3


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_is_said_and_nothing_is_noted(
    room: Room, dialog: list[Any], tmp_path: Path
) -> None:
    room.page.print_now()
    to_file(dialog[0], tmp_path / "no folder" / "out.pdf")
    room.settle()
    assert "printer did not take" in room.problems[-1]
    assert log(room) == []
    assert not room.page.acts.busy


@pytest.mark.usefixtures("coarse")
def test_a_wide_sheet_is_printed_across(own: PrintRoom, dialog: list[Any], tmp_path: Path) -> None:
    choose(own, "stage-sheet")
    assert own.page.made.pages.sizes[0].width() > own.page.made.pages.sizes[0].height()
    own.page.print_now()
    to_file(dialog[0], tmp_path / "out.pdf")
    own.settle()
    size = pdf.measured((tmp_path / "out.pdf").read_bytes()).sizes[0]
    assert size.width() > size.height()


def test_printing_stops_when_cancelled(room: Room, tmp_path: Path) -> None:
    device = paper.printer_for(room.page.made.pages, "Sheet")
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    job = Job(lambda *_said: None)
    job.cancel()
    from ui.tasks import Cancelled

    with pytest.raises(Cancelled):
        paper.print_pages(room.page.made.pages, device, job)


def test_a_larger_page_is_made_to_fit_the_paper(room: Room, tmp_path: Path) -> None:
    wide = Request("vision-poster", "A4", "normal")
    made = gathered(wide, room.bridge.ws)(Job(lambda *_said: None))
    device = paper.printer_for(made.pages, "Poster")
    from PySide6.QtGui import QPageSize

    device.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    paper.print_pages(made.pages, device, Job(lambda *_said: None))
    small = pdf.measured((tmp_path / "out.pdf").read_bytes())
    assert sorted((small.sizes[0].width(), small.sizes[0].height())) == pytest.approx([298, 420], abs=3)
    drawn = pdf.picture(small, 0, 200)
    dark = sum(drawn.pixelColor(x, y).lightness() < 128 for x in range(0, 200, 2) for y in range(0, 280, 2))
    assert dark > 50


# The log and older copies


@pytest.mark.usefixtures("coarse")
def test_older_copies_are_listed_until_they_are_printed_again(
    own: PrintRoom, target: Path, dialog: list[Any], tmp_path: Path
) -> None:
    older = own.page.side.older
    own.page.save()
    own.settle()
    assert older.isHidden()
    row = next(
        row
        for row in own.bridge.ws.rows(Standard, stage=own.bridge.ws.rows(Stage)[0].id)
        if row.record.kind == "operational"
    )
    own.bridge.change(Standard, row.id, text="Look up and say the name")
    own.settle()
    assert not older.isHidden()
    assert "wording only" in older.copies[0].sentence
    choose(own, "vision-poster")
    older.buttons[0].setFocus()
    own.bot.keyClick(older.buttons[0], KEY.Key_Space)
    own.settle()
    assert own.page.kinds.current == "training-sheet"
    to_file(dialog[0], tmp_path / "again.pdf")
    own.settle()
    assert older.isHidden()
    assert own.page.side.print_button.hasFocus()  # the button that was pressed is gone
    assert len(log(own)) == 2


def test_the_log_lists_the_newest_first(own: PrintRoom, target: Path) -> None:
    for sheet in ("training-sheet", "vision-poster"):
        choose(own, sheet)
        own.page.save()
        own.settle()
    own.page.log_action.trigger()
    table = own.page.log.table
    assert table.isVisible()
    rows = table.model()
    said = [rows.index(row, 1).data() for row in range(rows.rowCount())]
    assert said == ["Vision poster", f"Training sheet · {own.bridge.ws.rows(Stage)[0].record.name}"]
    assert rows.index(0, 5).data() == "Maya"
    assert own.page.close_opened()
    assert not table.isVisible()
    assert not own.page.close_opened()


def test_an_empty_log_says_what_it_is_for(room: Room) -> None:
    room.page.toggle_log()
    assert room.page.log.empty.isVisible()
    assert not room.page.log.table.isVisible()


def test_a_file_that_is_only_looked_at_prints_without_a_note(
    qtbot: QtBot, tmp_path: Path, target: Path
) -> None:
    room = PrintRoom(qtbot, tmp_path / "willow.cxdesk", read_only=True)
    room.show()
    room.page.save()
    room.settle()
    assert len(list(target.iterdir())) == 1
    assert log(room) == []
    room.close()
