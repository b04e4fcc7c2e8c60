"""What a page of the window is, and how it is declared.

A module of `ui/pages` that exports `PAGE = PageSpec(…)` is found by discovery; see `ui.pages`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _
from ui import theme

if TYPE_CHECKING:
    from pathlib import Path

    from cxdesk.errors import CxDeskError
    from cxdesk.events import Event
    from ui.bridge import Bridge

Group = Literal["", "promise", "know", "do", "bottom", "pinned", "hidden"]
GROUPS: tuple[Group, ...] = ("", "promise", "know", "do", "bottom", "pinned")
"""The groups of the sidebar from top to bottom; `pinned` stands at the lower edge, `hidden` nowhere."""


class Place(NamedTuple):
    """Something on a page that can be gone to from anywhere; `title` is translated."""

    name: str
    title: str
    icon: str
    tag: str = ""
    """What it is; the name of the page if it is not said."""
    about: str = ""
    """What it is for, in words by which it can be found as well."""


class PageSpec(NamedTuple):
    """A page before it is made.

    `title` is marked with `N_`. `kinds` are the record kinds that this page shows: search hits and
    links to them come here. `badge` counts what waits for somebody; it is asked after each change,
    so it must be quick. `full` pages fill the window without sidebar, header and status bar. `help` is
    what F1 says about the page, marked with `N_`, with an empty line between paragraphs; `guide` is the
    page of the user's guide that belongs to it, such as `standards` for `docs/standards.md`. `places` are
    what Ctrl+K finds on it, from whatever page. A `home` is shown first where no page was shown before.
    """

    name: str
    title: str
    icon: str
    group: Group
    order: int
    make: Callable[[Bridge], Page]
    needs_workspace: bool = True
    kinds: tuple[str, ...] = ()
    badge: Callable[[Bridge], int] | None = None
    full: bool = False
    help: str = ""
    guide: str = ""
    places: Callable[[Bridge], Sequence[Place]] | None = None
    home: bool = False


class Page(QWidget):
    """A page of the window. Made when it is first shown; lives as long as the workspace is open."""

    header_changed = Signal()
    """Title, subtitle or header actions are different now."""

    tables: ClassVar[frozenset[str] | None] = None
    """The tables that the page shows; None asks for every event."""

    undo_in_header: ClassVar[bool] = False
    """Whether the window shows its Undo button: on pages where records are changed."""

    spec: PageSpec
    """Set by the window before the page is shown."""

    place: ClassVar[QWidget | None] = None
    """Where the window will put the page that is being made: moved there later, all of it is styled anew."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent or Page.place)
        self.bridge = bridge

    def title(self) -> str:
        """Return the first line of the header."""
        return _(self.spec.title)

    def subtitle(self) -> str:
        """Return the second line of the header."""
        return ""

    def header_actions(self) -> list[QAction]:
        """Return what stands at the right of the header, from left to right; see `ui.header_action`."""
        return []

    def made_with(self) -> object:
        """Return what the parts of a page are made with: text size, language, currency, words of the shop."""
        shop = self.bridge.ws.shop
        return theme.current().scale, shop.language, shop.currency, tuple(sorted(shop.words().items()))

    def wants(self, event: Event) -> bool:
        """Tell whether an event may change what the page shows."""
        return self.tables is None or bool(self.tables & event.tables)

    def refresh(self, event: Event | None) -> None:
        """Show what is in the workspace now.

        Called with None when the page is shown and may be out of date, with the event when something
        changed while it is shown. `event.initiator is self` says that the page did it itself.
        """

    def show_record(self, kind: str, record_id: int) -> None:
        """Choose a record and bring it into view."""

    def show_place(self, name: str) -> None:
        """Go to one of the `places` of the declaration."""

    def add_record(self) -> bool:
        """Add a record (Ctrl+N); tell whether the page has something to add."""
        return False

    def shown_record(self) -> tuple[str, int] | None:
        """Return kind and id of the record that an action would come from (Ctrl+Shift+A), or None."""
        return None

    def spot(self) -> object:
        """Return what is chosen and open, for Alt+Left to come back to; the same again is equal to it."""
        return self.shown_record()

    def return_to(self, spot: object) -> None:
        """Show what was shown when `spot` was asked for, as far as it is there."""
        if isinstance(spot, tuple) and spot != self.spot():
            kind, record_id = spot
            if self.bridge.ws.find(self.bridge.ws.spec(kind).cls, record_id) is not None:
                self.show_record(kind, record_id)

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        """Return the sheet that fits what is shown, with its options (Ctrl+P), or None."""
        return None

    def show_sheet(self, sheet: str, options: Mapping[str, str]) -> None:
        """Show a sheet with these options; the print centre does."""

    def on_open_failed(self, path: Path, error: CxDeskError) -> None:
        """Say why a file was not opened; the start page does."""

    def memory(self) -> object:
        """Return what a page made in the place of this one has to know; None lets this one stay.

        Another text size or other colours are quicker put on a page that is made anew.
        """
        return None

    def recall(self, memory: object) -> None:
        """Take over what the page before this one returned as its `memory`; `refresh` comes after it."""

    def draft(self) -> object:
        """Return what is half typed and no record yet, None for nothing.

        It waits in the memory of the program while the file is locked or the page is made anew, and is
        written nowhere.
        """
        return None

    def show_draft(self, draft: object) -> None:
        """Put back what the page before this one returned as its `draft`; `refresh` comes after it."""

    def flush(self) -> None:
        """Keep what stands in a field that still has the focus. Called before undo, print, close."""

    def close_opened(self) -> bool:
        """Close what the page opened last, such as a panel (Esc); tell whether there was something."""
        return False

    def fill_on(self) -> bool:
        """Do the next step of a first filling that takes more than one turn; tell whether there was one."""
        return False

    def fill_whole(self) -> None:
        """Do what is left of a first filling: somebody is about to go to a part that may be missing."""
        while self.fill_on():
            pass

    def first_focus(self) -> QWidget | None:
        """Return the widget that gets the focus when the page is shown."""
        return None


def made_in(module: str, name: str, *more: object) -> Callable[[Bridge], Page]:
    """Return a `make` that imports the page when it is first shown; it gets the bridge and `more`.

    A module of `ui/pages` is imported at every start; with this it holds the declaration alone and
    costs next to nothing: `PAGE = PageSpec(…, make=made_in("ui.standards.page", "StandardsPage"))`.
    """

    def make(bridge: Bridge) -> Page:
        from importlib import import_module

        page: Page = getattr(import_module(module), name)(bridge, *more)
        return page

    return make
