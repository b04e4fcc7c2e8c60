"""What is typed and not kept: the window hears of it also when a field goes away with what is in it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.typing_watch import TypingWatch


class Part(QWidget):
    """A field that was left with something wrong in it."""

    stays = False

    def is_edited(self) -> bool:
        return True

    def is_typed_in(self) -> bool:
        return False

    def rest(self) -> None:
        pass


def test_a_form_that_is_closed_waits_for_nothing_and_one_that_comes_back_does(qtbot: QtBot) -> None:
    window, form = QWidget(), QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(form)
    QVBoxLayout(form).addWidget(Part())
    window.show()
    watch = TypingWatch(window)
    told: list[bool] = []
    watch.changed.connect(lambda: told.append(watch.waiting))
    field = form.findChild(Part)
    assert field is not None
    watch.note(field)
    assert told == [True]
    form.hide()
    qtbot.waitUntil(lambda: told == [True, False], timeout=1000)
    form.show()
    qtbot.waitUntil(lambda: told == [True, False, True], timeout=1000)


def test_what_stays_where_it_is_counts_also_while_it_is_not_seen(qtbot: QtBot) -> None:
    window, field = QWidget(), Part()
    qtbot.addWidget(window)
    field.setParent(window)
    field.stays = True
    window.show()
    watch = TypingWatch(window)
    watch.note(field)
    field.hide()
    assert watch.waiting
