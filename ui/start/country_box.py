"""The list of countries: found by what their people call them, in English, and in ours."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import language_in_use
from cxdesk.text import fold
from ui.widgets import ChoiceBox

_Flag = Qt.MatchFlag


class CountryBox(ChoiceBox):
    """Countries by the tag of their locale, such as "de_DE"."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent, name=name)
        self.setModel(_Countries(self))


class _Countries(QStandardItemModel):
    """Finds what is typed at the beginning of any name of a country."""

    def match(
        self, start: QModelIndex | QPersistentModelIndex, role: int, value: Any, hits: int = 1,
        flags: Qt.MatchFlag = _Flag.MatchStartsWith | _Flag.MatchWrap,
    ) -> list[QModelIndex]:  # fmt: skip
        typed = role == Qt.ItemDataRole.DisplayRole and flags & _Flag.MatchTypeMask == _Flag.MatchStartsWith
        if not typed:
            return super().match(start, role, value, hits, flags)
        begin, text, count = max(0, start.row()), fold(str(value)), self.rowCount()
        rows = [*range(begin, count), *(range(begin) if flags & _Flag.MatchWrap else ())]
        found = [row for row in rows if any(name.startswith(text) for name in self._names(row))]
        return [self.index(row, 0) for row in (found if hits < 0 else found[:hits])]

    def _names(self, row: int) -> list[str]:
        """Return the names of a country, folded."""
        index = self.index(row, 0)
        names = [str(index.data())]
        tag = str(index.data(Qt.ItemDataRole.UserRole) or "")
        if tag:
            names += names_of(tag)
        return [fold(name) for name in names]


def names_of(tag: str) -> list[str]:
    """Return the name of the country of a locale in English, and in the language of the program."""
    territory = QLocale(tag).territory()
    names = [QLocale.territoryToString(territory)]
    language = language_in_use()
    if language != "en":
        from cxdesk.formats import country_in

        names.append(country_in(QLocale.territoryToCode(territory), language))
    return names
