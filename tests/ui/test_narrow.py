"""Large text in a small window: fewer columns, pages made anew, nothing lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.standard import Standard
from cxdesk.settings import Settings
from tests.ui.page_kit import never_painted
from tests.ui.standards_desk import KEY, Desk, make_shop
from ui import theme
from ui.bridge import Bridge
from ui.main_window import MainWindow


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("narrow") / "shop.cxdesk")


@pytest.fixture
def desk(qtbot: QtBot, shop_file: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, "light", None, 1.5)
    made = Desk(qtbot, shop_file, tmp_path / "shop.cxdesk")
    made.page.resize(896, 560)
    made.go(2)
    yield made
    made.close()
    forget_widgets()
    theme.apply(qapp, "light")


@pytest.fixture
def window(qtbot: QtBot, shop_file: Path, tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    path = tmp_path / "shop.cxdesk"
    path.write_bytes(shop_file.read_bytes())
    made = MainWindow(Bridge(Settings(theme="light", your_name="Maya")))
    qtbot.addWidget(made)
    never_painted(made)
    made.bridge.open_path(path)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    forget_widgets()
    theme.apply(qapp, "light")


def forget_widgets() -> None:
    """Let what was closed go now: another text size would style all of it anew, for nobody."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# Two columns


def test_the_lists_stand_beside_the_journey_and_the_fields_come_in_their_place(desk: Desk) -> None:
    content = desk.content
    assert (content.middle.isVisible(), content.side.isVisible()) == (True, False)
    names = content.journey.stages
    assert names.width() >= theme.px(180)
    content.stage_card.enter()
    desk.key(KEY.Key_Return)
    assert (content.middle.isVisible(), content.side.isVisible()) == (False, True)
    assert desk.form.rows["text"].editor.has_focus()
    assert desk.page.close_opened()
    assert (content.middle.isVisible(), content.side.isVisible()) == (True, False)
    assert content.stage_card.sections["defect"].list.hasFocus()


def test_one_click_opens_and_a_link_leads_back(desk: Desk) -> None:
    rows = desk.section("operational").list
    spot = rows.visualRect(rows.rows.index(1)).center()
    desk.bot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert desk.form.typed_text("text") == "Arrival operational 2"
    assert desk.content.fields_alone()
    assert desk.content.stops()[-1] is not desk.content.back
    desk.type("Now: ")
    desk.content.back.click()
    assert desk.content.middle.isVisible()
    assert any(row.record.text.startswith("Now: ") for row in desk.ws.rows(Standard))


def test_another_stage_or_view_shows_its_lists(desk: Desk) -> None:
    desk.page.ways.on_standard_opened(desk.standard("Arrival defect 1").id)
    desk.go(3)
    assert desk.content.middle.isVisible()
    desk.page.on_view_chosen("vision")
    card = desk.content.vision_card
    assert card.versions_button.isVisible()
    card.versions_button.click()
    assert desk.content.versions_card.isVisible()
    assert desk.page.close_opened()
    assert card.isVisible()


def test_with_room_again_all_three_are_there(desk: Desk) -> None:
    desk.page.ways.on_standard_opened(desk.standard("Arrival defect 1").id)
    desk.page.resize(1600, 800)
    assert desk.content.middle.isVisible()
    assert desk.content.side.isVisible()
    assert not desk.content.back.isVisible()
    assert not desk.section("defect").list.click_opens


# Another text size


def test_pages_are_made_anew_with_what_was_chosen_and_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    page.on_view_chosen("never_always")
    others = ("backups", "trash", "shop", "settings", "people", "print")
    for other in others:
        window.show_page(other)
    window.show_page("standards")
    page.enter()
    name = QApplication.focusWidget().accessibleName()
    made = [window.host.page(other) for other in others]
    window.on_text_larger()
    assert window.page is not page
    assert window.page.spec.name == "standards"
    assert window.page.chosen.view == "never_always"
    assert QApplication.focusWidget().accessibleName() == name
    anew = [window.host.page(other) for other in others]
    assert [one.spec.name for one, other in zip(made, anew, strict=True) if one is other] == []


def test_lengths_come_back_with_the_text_size(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("backups")

    def lengths() -> tuple[int, ...]:
        page = window.page
        table = page.table.verticalHeader().defaultSectionSize()
        return page.layout().spacing(), page.right.body.spacing(), table

    before = lengths()
    for _step in range(5):
        window.on_text_larger()
    assert lengths() > before
    window.on_text_normal()
    assert lengths() == before


def test_what_can_not_be_kept_stays_through_another_text_size(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("people")
    window.page.add_record()
    form = window.page.desk.person_form
    qtbot.keyClicks(form.rows["joined_on"].editor.target, "some day")
    window.on_text_larger()
    form = window.page.desk.person_form
    assert form.isVisible()
    assert form.rows["joined_on"].editor.target.text() == "some day"


def test_the_sheet_that_was_chosen_is_still_the_one(window: MainWindow, qtbot: QtBot) -> None:
    window.show_sheet("stage-sheet", {"stage": "3"})
    window.show_page("standards")
    window.on_text_larger()
    window.show_page("print")
    request = window.page.side.options.request()
    assert (request.sheet, request.options["stage"]) == ("stage-sheet", "3")


def test_the_menu_bar_goes_with_the_key_that_brought_it(window: MainWindow, qtbot: QtBot) -> None:
    before = QApplication.focusWidget()
    window.on_menu_bar()
    assert window.menuBar().isVisible()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, KEY.Key_F10)
    assert QApplication.activePopupWidget() is None
    assert not window.menuBar().isVisible()
    assert QApplication.focusWidget() is before


def test_shift_f10_opens_the_menu_of_the_row(window: MainWindow, qtbot: QtBot) -> None:
    window.page.enter()
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert "Retire…" in [action.text() for action in popup.actions()]
    popup.close()


# What is found from everywhere


def test_the_palette_finds_places_of_all_pages_once(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("people")
    window.on_palette()
    palette = window.palette_
    for typed, first in (
        ("sett", ["Settings", "Protection of this shop’s file"]),
        ("never", ["Never & Always", "Never & Always poster", "Never & Always as a table"]),
        ("service vision", ["Service vision", "Service vision as a table"]),
    ):
        palette.on_text_changed(typed)
        shown = [entry.text for entry in palette.model.entries]
        assert shown[: len(first)] == first  # after them what has the word in what it is about
        assert len(set(shown)) == len(shown)
    for typed, page in (
        ("service vision", "standards"),
        ("role card", "standards"),
        ("enter sign", "people"),
    ):
        window.palette_.open_with(window.palette_entries(), typed)
        palette.run_current()
        assert window.page.spec.name == page
    window.show_page("standards")
    palette.open_with(window.palette_entries(), "pack")
    palette.run_current()
    assert window.page.spec.name == "print"
    palette.open_with(window.palette_entries(), "trash")
    palette.run_current()
    assert window.page.spec.name == "trash"


def test_undo_stands_in_the_header_where_records_are_changed(window: MainWindow, qtbot: QtBot) -> None:
    ws = window.bridge.ws
    window.show_page("people")
    button = window.header.findChild(object, "header_undo")
    assert button.isVisible()
    assert not button.isEnabled()
    standard = ws.rows(Standard)[0]
    window.bridge.change(Standard, standard.id, text="Another")
    assert button.isEnabled()
    assert button.accessibleName() == "Undo: change standard"
    button.click()
    assert ws.get(Standard, standard.id).record.text == standard.record.text
    window.show_page("print")
    assert not button.isVisible()


def test_the_bar_leaves_the_foot_of_a_form_free(window: MainWindow, qtbot: QtBot) -> None:
    said = "A rather long sentence that says what was done to very many things. " * 3
    window.frame.on_notice(said, "Undo: all")
    bar, host = window.undo_bar, window.host
    assert bar.geometry().right() <= host.x() + host.width() * 0.7
    assert bar.words.height() >= bar.words.heightForWidth(bar.words.width())


def test_who_works_here_is_asked_once(qtbot: QtBot, window: MainWindow) -> None:
    window.bridge.settings.your_name = ""
    window._ask_name()
    (banner,) = window.banners.banners
    banner.close_banner()
    window._ask_name()
    assert window.banners.banners == []
    window.bridge.settings.views.clear()
    window._ask_name()
    (banner,) = window.banners.banners
    qtbot.keyClicks(banner.field, "Maya Ortiz")
    banner.button.click()
    assert window.bridge.ws.who == window.bridge.settings.your_name == "Maya Ortiz"
    assert window.banners.banners == []


def test_tab_in_the_print_centre_comes_to_the_buttons_after_the_options(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_sheet("stage-sheet", {})
    window.show_sheet("training-sheet", {})
    side = window.page.side
    side.set_ready(ready=True)
    options = side.options
    own = [getattr(control, "box", control) for control in options.controls.values()]
    wanted = [*own, options.paper, options.text_size, side.print_button, side.save_button]
    wanted[0].setFocus()
    seen = [QApplication.focusWidget()]
    for _step in wanted[1:]:
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == wanted


def test_tab_goes_from_a_list_to_the_first_field_and_to_the_trash_at_the_end(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("table-stage")
    page = window.page
    page.table.go_to_row(0)
    page.table.setFocus()
    seen = []
    for _step in range(30):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        seen.append(QApplication.focusWidget())
        if seen[-1] is page.form.remove_button:
            break
    assert seen[0] is next(iter(page.form.rows.values())).editor.stops()[0]
    assert seen[-2:] == [page.form.history_button, page.form.remove_button]


def test_the_menu_of_a_row_of_a_table(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("table-stage")
    page = window.page
    page.table.go_to_row(1)
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    popup = QApplication.activePopupWidget()
    assert [action.text() for action in popup.actions() if action.text()] == [
        "Open", "Move up", "Move down", "Move to the trash",
    ]  # fmt: skip
    popup.close()
    page.on_menu_chosen(next(action for action in popup.actions() if action.data() == "up"))
    assert page.model.row_of(2) == 0
