"""What stands where nothing is yet: a question, one sentence, an example, the next step."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets import EmptyState


def empty_room(
    parent: QWidget, icon: str, title: str, sentence: str, example: str, button: QPushButton
) -> EmptyState:
    """Return the empty state. Its words are shown only once it has its place: no window flashes up."""
    room = EmptyState(icon, sentence, [button], parent)
    for label, words in ((room.title, title), (room.example, example)):
        label.setText(words)
        label.show()
    return room
