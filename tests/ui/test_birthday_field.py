"""A birthday wherever a field is shown: table, form, list on paper, history, command line, tables of text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxdesk.entities.customer import Customer
from cxdesk.entities.shop import Shop
from cxdesk.errors import InputError
from cxdesk.output.record_list import read_list
from cxdesk.schema.entity import spec_of
from cxdesk.schema.shown import shown_written
from cxdesk.services import exporting
from cxdesk.workspace import Workspace
from tests.ui.customers_kit import CustomersRoom
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow

FIELD = spec_of(Customer).fields["birthday"]


@pytest.mark.parametrize(
    ("language", "kept", "written"),
    [("de-DE", "1985-04-12", "12.04.1985"), ("de-DE", "--04-12", "12. Apr."),
     ("en-US", "1985-04-12", "Apr 12, 1985"), ("en-GB", "--02-29", "29 Feb")],
)  # fmt: skip
def test_it_is_written_as_the_shop_writes_days(language: str, kept: str, written: str) -> None:
    assert shown_written(FIELD, kept, language, "EUR") == written


def test_what_an_older_program_let_through_is_shown_as_it_stands() -> None:
    assert shown_written(FIELD, "1985-02-31", "de-DE", "EUR") == "1985-02-31"


def test_any_form_has_its_field(qtbot: QtBot, tmp_path: Path) -> None:
    room = CustomersRoom(qtbot, tmp_path / "w.cxdesk")
    row = EditorRow(FIELD, FormContext(room.bridge))
    qtbot.addWidget(row)
    row.show_value("--04-12")
    assert row.editor.draft() == "12 Apr"
    for typed, kept in (("12/04/1985", "1985-04-12"), ("12 April", "--04-12"), ("", "")):
        row.editor.show_draft(typed)
        assert row.read() == (True, kept)
    row.editor.show_draft("31 Feb")
    assert row.read()[0] is False
    room.close()


def test_lists_on_paper_and_tables_of_text_have_it(tmp_path: Path) -> None:
    ws = Workspace.create(tmp_path / "w.cxdesk", Shop(name="Willow", language="de-DE"))
    ws.add(Customer(name="Ana", birthday="--04-12"))
    assert read_list(ws, spec_of(Customer), ("name", "birthday")).rows == (("Ana", "12. Apr."),)
    text = exporting.csv_text(spec_of(Customer), ws.rows(Customer))
    assert exporting.read_csv(spec_of(Customer), text)[0]["birthday"] == "--04-12"
    with pytest.raises(InputError, match="no such day"):
        ws.add(Customer(name="Bo", birthday="--02-31"))
    ws.close()
