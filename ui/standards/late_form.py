"""The form beside the lists, the largest part of the page: at first it follows in turns of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from ui.standards.content import Content


class LateForm(QObject):
    """Makes a form in one turn and fills it in the next; meanwhile its card is seen, empty."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._waits: tuple[Content, str, int] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.step)

    def show(self, content: Content, name: str, record: int, *, at_once: bool) -> None:
        """Show a record in a form, unless `at_once` in the turns to come."""
        if at_once:
            content.show_form(name, record)
            return
        content.show_room(name)
        self._waits = content, name, record
        self.go_on()

    def forget(self) -> None:
        """Leave it: something is shown there by now."""
        self._waits = None
        self._soon.stop()

    def go_on(self) -> None:
        """Take the next turn, if the page is seen by now."""
        if self._waits is not None and self._page.isVisible():
            self._soon.start(0)

    @Slot()
    def step(self) -> bool:
        """Do what is next; tell whether there was something to do."""
        if self._waits is None or self._waits[0].bridge.workspace is None:
            return False
        content, name, record = self._waits
        if content.has(name):
            self.forget()
            content.show_form(name, record)
        else:
            content.make_hidden(name)
            self.go_on()
        return True
