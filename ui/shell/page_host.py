"""Holds the pages: makes each when it is first shown, and tells it when it is out of date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.pages.base import Page, PageSpec

if TYPE_CHECKING:
    from cxdesk.events import Event
    from ui.bridge import Bridge


class PageHost(QWidget):
    """The area of the window where one page is shown."""

    page_shown = Signal(str)
    header_changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_area")
        # Where the focus stands when a page does not say: Tab goes on to the page's first field.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._bridge = bridge
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._memories: dict[str, object] = {}
        self._expected: dict[str, object] = {}
        self._drafts: dict[str, object] = {}
        self._identity = ""
        self._kept: tuple[str, dict[str, object]] | None = None
        """The identity of a file that is locked and its drafts, until it or another one is opened."""
        self._column = QVBoxLayout(self)
        self.stack = QStackedWidget(self)
        self._column.addWidget(self.stack)
        bridge.changed.connect(self.on_changed)

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def specs(self) -> list[PageSpec]:
        """The pages that there are, in their order."""
        return list(self._specs.values())

    def set_specs(self, specs: Sequence[PageSpec]) -> None:
        """Take the pages that there are."""
        self._specs = {spec.name: spec for spec in specs}

    def spec(self, name: str) -> PageSpec | None:
        """Return a page's declaration, by its name or the name of its module."""
        return self._specs.get(name) or self._specs.get(name.removesuffix("_page"))

    def for_kind(self, kind: str) -> PageSpec | None:
        """Return the page that shows records of a kind."""
        return next((spec for spec in self._specs.values() if kind in spec.kinds), None)

    def can_show(self, spec: PageSpec | None) -> bool:
        """Tell whether a page can be shown now."""
        return spec is not None and (self._bridge.workspace is not None or not spec.needs_workspace)

    def page(self, name: str) -> Page:
        """Return a page, made if need be."""
        spec = self.spec(name)
        if spec is None:
            raise KeyError(name)
        page = self._pages.get(spec.name)
        if page is None:
            Page.place = self.stack
            try:
                page = spec.make(self._bridge)
            finally:
                Page.place = None
            page.spec = spec
            page.header_changed.connect(self.on_page_header_changed)
            self._pages[spec.name] = page
            self._stale.add(spec.name)
            if spec.name in self._memories:
                page.recall(self._memories.pop(spec.name))
            if spec.name in self._drafts:
                page.show_draft(self._drafts.pop(spec.name))
            self.stack.addWidget(page)
        return page

    def show_page(self, name: str) -> Page:
        """Show a page, up to date."""
        before = self.current
        page = self.page(name)
        if before is not None and before is not page:
            before.flush()
        self._freshen(page, None)
        self.measure(page.spec)
        focus = QApplication.focusWidget()
        if focus is not None and page is not before and self.stack.isAncestorOf(focus):
            # Qt would look for what comes next among all widgets of the window, to hide the one that has it.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stack.setCurrentWidget(page)
        self.setAccessibleName(page.title())
        self.page_shown.emit(page.spec.name)
        return page

    def measure(self, spec: PageSpec | None = None) -> None:
        """Take the lengths of the text size in use."""
        shown = spec or (self.current.spec if self.current else None)
        if shown is not None and shown.full:
            self._column.setContentsMargins(0, 0, 0, 0)
        else:
            side, top = theme.px(24), theme.px(18)
            self._column.setContentsMargins(side, top, side, top)

    def drop_workspace_pages(self) -> None:
        """Delete the pages of the workspace that was closed."""
        self._memories, self._expected = self._expected, {}
        self._drafts, opened = {}, self._bridge.workspace
        if opened is not None:
            self._identity = opened.identity
            identity, drafts = self._kept or ("", {})
            self._drafts, self._kept = drafts if identity == self._identity else {}, None
        for name, page in tuple(self._pages.items()):
            if page.spec.needs_workspace:
                self._drop(name, page)

    def expect(self, name: str, memory: object) -> None:
        """Let a page of the workspace that is opened next be as one before it was; None forgets it."""
        self._expected = {} if memory is None else {name: memory}

    def keep_drafts(self) -> bool:
        """Keep what is half typed until the open file is opened again; tell whether there is something."""
        drafts = {name: page.draft() for name, page in self._pages.items() if page.spec.needs_workspace}
        begun = self._drafts | {name: draft for name, draft in drafts.items() if draft is not None}
        self._kept = (self._identity, begun) if begun else None
        return bool(begun)

    def _drop(self, name: str, page: Page) -> None:
        del self._pages[name]
        self._stale.discard(name)
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def lay_aside(self) -> str:
        """Delete the pages that are sooner made anew than styled anew; return which one was shown."""
        shown = self.current
        blank = QWidget(self.stack)
        self.stack.addWidget(blank)
        for name, page in tuple(self._pages.items()):
            page.flush()
            memory = page.memory()
            if memory is not None:
                self._memories[name] = memory
                draft = page.draft() if page.spec.needs_workspace else None
                if draft is not None:
                    self._drafts[name] = draft
                if page is shown:
                    self.stack.setCurrentWidget(blank)
                self._drop(name, page)
                QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
        self.stack.removeWidget(blank)
        blank.deleteLater()
        return shown.spec.name if shown is not None and shown.spec.name in self._memories else ""

    def all_stale(self) -> None:
        """Let every page be brought up to date when it is shown: texts may be different."""
        self._stale = set(self._pages)
        if self.current is not None:
            self._freshen(self.current, None)

    def _freshen(self, page: Page, event: Event | None) -> None:
        name = page.spec.name
        if event is not None and name not in self._stale:
            page.refresh(event)
        elif name in self._stale:
            self._stale.discard(name)
            page.refresh(None)

    @Slot(object)
    def on_changed(self, event: Event) -> None:
        """Bring the page that is shown up to date, and remember it of the others."""
        for name, page in self._pages.items():
            if page is not self.current and page.wants(event):
                self._stale.add(name)
        shown = self.current
        if shown is not None and shown.wants(event):
            self._freshen(shown, event)

    @Slot()
    def on_page_header_changed(self) -> None:
        """Hand on that the header of the page that is shown is different."""
        sender: QObject | None = self.sender()
        if sender is None or sender is self.current:
            self.header_changed.emit()
