"""F1: each page of the window has its page of the guide; it links, shows pictures and needs no network."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument, QTextTable
from pytestqt.qtbot import QtBot

from cxdesk import paths
from tests.ui.shell_kit import SPECS, Shell, open_shell, spec
from ui import messages, pages
from ui.actions import ActionId
from ui.shell.guide_dialog import GuideDialog
from ui.shell.guide_view import INDEX, GuideView
from ui.widgets import PlainLabel

NAMES = sorted(path.stem for path in paths.guide().glob("*.md") if "." not in path.stem)


@pytest.fixture
def view(qtbot: QtBot) -> GuideView:
    made = GuideView()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def shell(tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    specs = [one._replace(guide="standards") if one.name == "standards" else one for one in SPECS]
    odd = spec("odd", "hidden", guide="no-such-page")
    with open_shell(qtbot, tmp_path, specs=[*specs, odd]) as made:
        yield made


def help_of(shell: Shell, page: str) -> GuideDialog:
    shell.window.show_page(page)
    shell.window.actions_[ActionId.HELP].trigger()
    dialog = shell.window.findChild(GuideDialog)
    assert isinstance(dialog, GuideDialog)
    return dialog


def pictures_of(document: QTextDocument) -> list[QImage]:
    found = []
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            form = fragments.fragment().charFormat()
            if form.isImageFormat():
                name = form.toImageFormat().name()
                found.append(document.resource(QTextDocument.ResourceType.ImageResource, QUrl(name)))
            fragments += 1
        block = block.next()
    return found


def test_every_page_of_the_window_has_a_page_of_the_guide(tmp_path: Path, qtbot: QtBot) -> None:
    with open_shell(qtbot, tmp_path) as shell:
        specs = pages.discover(shell.bridge)
    assert len(specs) > 10
    assert [one.name for one in specs if not one.help] == []
    assert [one.name for one in specs if not GuideView.has(one.guide)] == []


def test_the_guide_is_not_loaded_before_it_is_opened() -> None:
    code = (
        "import sys, ui.main_window, ui.pages; ui.pages.discover();"
        "print([name for name in sys.modules if 'guide' in name])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_shown_with_its_pictures_no_wider_than_the_window(view: GuideView, name: str) -> None:
    view.show_page(name)
    text = paths.guide(f"{name}.md").read_text(encoding="utf-8")
    drawn = pictures_of(view.document())
    assert len(drawn) == text.count("](pictures/")
    for picture in drawn:
        assert isinstance(picture, QImage)
        assert 100 < picture.width() <= view.viewport().width() * view.devicePixelRatioF()
    assert view.toPlainText().strip().startswith(text.splitlines()[0].removeprefix("# "))
    tables = [frame for frame in view.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert bool(tables) == ("\n|---" in text)


def test_links_lead_to_pages_and_headings_and_back(view: GuideView) -> None:
    shown: list[str] = []
    view.page_shown.connect(shown.append)
    view.show_page(INDEX)
    assert not view.can_go_back
    view.on_link(QUrl("team.md#enter-what-comes-back-on-paper"))
    assert view.textCursor().block().text() == "Enter what comes back on paper"
    assert view.verticalScrollBar().value() > 0
    view.on_link(QUrl("#new-versions-are-signed-for-again"))
    assert view.page == "team"
    view.on_link(QUrl("nowhere.md"))
    view.on_link(QUrl("../README.md"))
    view.on_link(QUrl("file:///etc/passwd"))
    assert view.page == "team"
    view.go_back()
    view.go_back()
    assert shown == [INDEX, "team", "team", INDEX]


def test_nothing_but_pictures_of_the_guide_is_loaded(view: GuideView) -> None:
    kinds = QTextDocument.ResourceType
    assert view.loadResource(kinds.ImageResource.value, QUrl("pictures/print.png")).width() > 0
    assert view.loadResource(kinds.ImageResource.value, QUrl("../../README.md")).isNull()
    assert view.loadResource(kinds.StyleSheetResource.value, QUrl("pictures/print.png")) is None
    assert view.loadResource(kinds.MarkdownResource.value, QUrl("index.md")) is None


def test_markup_in_a_page_is_text(view: GuideView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.md").write_text("# Odd\n\nA <b>bold</b> claim\n", encoding="utf-8")
    monkeypatch.setattr("ui.shell.guide_view.guide", tmp_path.joinpath)
    view.show_page("odd")
    assert "<b>bold</b>" in view.toPlainText()


def test_pictures_follow_the_width(view: GuideView, qtbot: QtBot) -> None:
    view.show_page("printing")
    before = pictures_of(view.document())[0].width()
    view.resize(460, 500)
    qtbot.waitUntil(lambda: pictures_of(view.document())[0].width() < before)


def test_f1_shows_the_words_of_the_page_its_guide_and_its_keys(shell: Shell) -> None:
    dialog = help_of(shell, "standards")
    assert (dialog.windowTitle(), dialog.view.page) == ("Standards", "standards")
    texts = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert "What every guest can count on." in texts
    assert "Ctrl+K" in texts
    assert not dialog.isModal()
    assert not dialog.back.isEnabled()


def test_f1_again_brings_the_same_window_forward(shell: Shell) -> None:
    dialog = help_of(shell, "standards")
    dialog.on_index()
    assert dialog.view.page == INDEX
    assert dialog.back.isEnabled()
    assert help_of(shell, "standards") is dialog
    assert dialog.view.page == "standards"
    assert len([label for label in dialog.findChildren(PlainLabel) if label.text() == "Ctrl+K"]) <= 2


def test_a_page_whose_guide_is_missing_still_has_help(shell: Shell) -> None:
    shell.window.show_page("odd")
    shell.window.actions_[ActionId.HELP].trigger()
    assert shell.window.findChild(GuideDialog) is None


def test_a_word_is_found_on_the_page(shell: Shell, qtbot: QtBot) -> None:
    dialog = help_of(shell, "standards")
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    dialog.search.setText("trash")
    first = dialog.view.textCursor().selectionStart()
    assert dialog.view.textCursor().selectedText().casefold() == "trash"
    dialog.search.setFocus()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.view.textCursor().selectionStart() == first
    assert dialog.found.text() == ""
    dialog.search.setText("zebra")
    assert dialog.found.text() == "Not on this page"
    assert dialog.isVisible()


def test_keys_go_back_and_close(shell: Shell, qtbot: QtBot) -> None:
    dialog = help_of(shell, "standards")
    dialog.on_index()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Backspace)
    assert dialog.view.page == "standards"
    dialog.on_index()
    dialog.on_back()
    assert dialog.view.page == "standards"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("agreed", [True, False])
def test_an_address_is_shown_before_the_browser_opens(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    asked: list[str] = []
    opened: list[str] = []

    def confirm(_parent: object, text: str, _verb: str, **more: object) -> bool:
        asked.append(f"{text} {more['more']}")
        return agreed

    monkeypatch.setattr(messages, "confirm", confirm)
    monkeypatch.setattr(messages, "open_address", opened.append)
    dialog = help_of(shell, "standards")
    dialog.view.on_link(QUrl("https://example.org/a?b=1"))
    assert asked == ["Open this address in your browser? https://example.org/a?b=1"]
    assert opened == ["https://example.org/a?b=1"] * agreed
