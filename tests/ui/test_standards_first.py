"""The Standards page is filled in short turns at first, and nobody meets a half of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.workspace import Workspace
from tests.core.store.locked import locked_with, quickly
from tests.ui.lock_kit import lent_again, lock, settle, unlock
from tests.ui.shell_kit import Shell
from ui.shell import new_look

FIRST, SECOND = "Greet within a minute.", "Take the coat."


def _fill(ws: Workspace) -> None:
    stage = ws.add(Stage(name="Arrive"))
    for text in (FIRST, SECOND):
        ws.add(Standard(stage=stage, kind="operational", text=text, status="adopted"))


a_journey = partial(locked_with, fill=_fill)


@pytest.fixture
def shell(window_to_lend: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent_again(window_to_lend, a_journey, page="trash") as shell:
        shell.window.show_page("people")
        yield shell


def content(shell: Shell) -> Any:
    page: Any = shell.window.page
    assert page.spec.name == "standards"
    return page.content


def into_the_why(shell: Shell) -> Any:
    """Put the focus into a field of the form and return it."""
    shell.window.activateWindow()
    field = content(shell).standard_form.rows["why"].editor.target
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is field
    return field


def is_in_the_why(shell: Shell) -> bool:
    target = content(shell).standard_form.rows["why"].editor.target
    return bool(shell.window.focusWidget() is target)


def choose_the_stage(shell: Shell, text: str = FIRST) -> int:
    standard = next(row.id for row in shell.bridge.ws.rows(Standard) if row.record.text == text)
    shell.window.show_record("standard", standard)
    settle()
    return standard


def drop_page(shell: Shell) -> None:
    """Let the page be made anew when it is shown next."""
    shell.window.show_page("people")
    host: Any = shell.window.host
    host._drop("standards", host.page("standards"))
    settle()


def test_the_form_follows_the_lists_in_turns_of_its_own(shell: Shell) -> None:
    standard = choose_the_stage(shell)
    drop_page(shell)
    shell.window.show_page("standards")
    made = content(shell)
    texts = [row.text for row in made.stage_card.sections["operational"].list.rows.rows]
    assert texts == [FIRST, SECOND]
    assert not made.has("standard_form")
    assert made.right.currentWidget().isVisible(), "the card is there, so that nothing moves"
    seen = []
    for _turn in range(5):
        QApplication.processEvents()
        form = made._parts.get("standard_form")
        if form is not None and form.isVisible():
            seen.append(form.record_id)
    assert seen
    assert set(seen) == {standard}, "never seen empty"


def test_who_chooses_before_the_form_is_there_gets_what_was_chosen(shell: Shell) -> None:
    standard = choose_the_stage(shell)
    page: Any = shell.window.page
    page.on_stage_details(page.chosen.stage)
    memory = page.memory()
    drop_page(shell)
    page = shell.window.host.page("standards")
    page.recall(memory)
    shell.window.show_page("standards")
    page.on_standard_chosen(standard)
    settle()
    assert content(shell).shown_form() is content(shell).standard_form
    assert content(shell).standard_form.record_id == standard


def test_after_unlocking_all_of_it_is_there_when_it_is_seen(shell: Shell) -> None:
    standard = choose_the_stage(shell, SECOND)
    into_the_why(shell)
    lock(shell)
    found = []

    def look(_place: int) -> None:
        made = content(shell)
        found.append((made.has("standard_form"), made.shown_form() and made.shown_form().record_id))

    shell.window.outer.currentChanged.connect(look)
    unlock(shell)
    shell.window.outer.currentChanged.disconnect(look)
    assert found == [(True, standard)]
    assert is_in_the_why(shell)


def test_in_other_colours_the_focus_stays_in_the_form(shell: Shell) -> None:
    choose_the_stage(shell)
    into_the_why(shell)
    before = content(shell)
    shell.bridge.settings.theme = "dark"
    new_look.follow(shell.window, anew=True)
    assert content(shell) is not before
    assert is_in_the_why(shell)


def test_going_back_to_a_page_that_is_made_anew_leads_into_the_form(shell: Shell) -> None:
    choose_the_stage(shell)
    into_the_why(shell)
    shell.window.show_page("people")
    shell.bridge.settings.theme = "dark"
    new_look.follow(shell.window, anew=True)
    settle()
    shell.window.navigator.go_back()
    assert is_in_the_why(shell)
