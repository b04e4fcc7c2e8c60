"""Our own widgets: plain text, nothing cut, keys, focus ring, names for screen readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets import (
    Banner,
    Card,
    CheckBox,
    ChoiceBox,
    DangerButton,
    ElidedLabel,
    EmptyState,
    FieldLabel,
    FlowLayout,
    IconButton,
    LinkButton,
    NumberField,
    PageScroll,
    PlainLabel,
    PrimaryButton,
    ProgressBar,
    RadioButton,
    SearchField,
    SecondaryButton,
    Tag,
    TextBox,
    TextField,
    ToggleSwitch,
    UndoBar,
    plain_tip,
    tidy_view,
)

MARKUP = "<b>bold</b> & <img src=x>"
WINDOWS: list[QWidget] = []  # qtbot holds no window, and a window that nobody holds is gone
FOCUSABLE: dict[str, Callable[[], QWidget]] = {
    "PrimaryButton": lambda: PrimaryButton("Add", icon="add"),
    "SecondaryButton": lambda: SecondaryButton("Print"),
    "DangerButton": lambda: DangerButton("Erase"),
    "LinkButton": lambda: LinkButton("History"),
    "IconButton": lambda: IconButton("more", "More"),
    "ToggleSwitch": lambda: ToggleSwitch("Non-negotiable"),
    "CheckBox": lambda: CheckBox("Why it matters"),
    "RadioButton": lambda: RadioButton("A4"),
    "TextField": lambda: TextField(name="Name"),
    "NumberField": lambda: NumberField(name="Seconds"),
    "SearchField": SearchField,
    "TextBox": lambda: TextBox(name="Why"),
    "ChoiceBox": lambda: ChoiceBox(name="Owner"),
}


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    WINDOWS.clear()
    theme.apply(qapp, "light")


def shown(qtbot: QtBot, widget: QWidget, size: QSize | None = None) -> QWidget:
    """Show `widget` in a window with another field to take the focus away."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(widget)
    other = QPushButton("other")
    column.addWidget(other)
    qtbot.addWidget(window)
    WINDOWS.append(window)
    window.resize(size or QSize(400, 200))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    return window


def wheel(widget: QWidget) -> QWheelEvent:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event


@pytest.mark.parametrize("make", [PlainLabel, ElidedLabel, FieldLabel, Tag])
def test_text_is_never_read_as_markup(qtbot: QtBot, make: type[PlainLabel]) -> None:
    label = make(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(MARKUP)


def test_tool_tips_are_never_read_as_markup() -> None:
    assert plain_tip("plain") == "plain"
    assert plain_tip(MARKUP) == "<qt>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;img src=x&gt;</qt>"


def test_a_line_without_room_is_elided_and_told_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("A line that is a good deal\nlonger than the room it has")
    window = shown(qtbot, label, QSize(120, 80))
    assert label.is_elided()
    assert label.toolTip() == "A line that is a good deal longer than the room it has"
    window.resize(900, 80)
    QApplication.processEvents()
    assert not label.is_elided()
    assert label.toolTip() == ""


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5])
def test_wrapped_text_is_never_cut(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", None, scale)
    label = PlainLabel("Every standard says what each guest can count on. " * 6, wrap=True)
    shown(qtbot, label, QSize(220, 60))
    QApplication.processEvents()
    assert label.height() >= label.heightForWidth(label.width())


def test_an_empty_wrapped_text_needs_no_room(qtbot: QtBot) -> None:
    label = PlainLabel("", wrap=True)
    shown(qtbot, label)
    assert label.minimumHeight() == 0


def test_a_tone_can_change(qtbot: QtBot) -> None:
    label = PlainLabel("All changes saved", tone="secondary")
    shown(qtbot, label)
    before = label.palette().color(label.foregroundRole())
    label.set_tone("danger")
    assert label.palette().color(label.foregroundRole()) == theme.current().colour("danger") != before


@pytest.mark.parametrize("kind", [PrimaryButton, SecondaryButton, LinkButton, DangerButton])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_button_never_cuts_its_word(
    qtbot: QtBot, qapp: QApplication, kind: type[PrimaryButton], scale: float
) -> None:
    theme.apply(qapp, "light", None, scale)
    word = "Ausgewählte Standards wiederherstellen"
    button = kind(word, icon="restore")
    shown(qtbot, button, QSize(50, 50))
    metrics = button.fontMetrics()
    assert button.width() >= metrics.horizontalAdvance(word) + theme.px(16)
    assert button.height() >= metrics.height()


def test_the_text_size_moves_a_button_that_is_there(qtbot: QtBot, qapp: QApplication) -> None:
    button = PrimaryButton("Add")
    shown(qtbot, button)
    before = button.height()
    theme.apply(qapp, "light", None, 1.5)
    QApplication.processEvents()
    assert button.height() > before


def pixels(window: QWidget) -> Any:
    """Return the colours of a window as it is painted, row by row, as Qt counts them."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", FOCUSABLE)
def test_the_focus_by_keyboard_is_seen(
    qtbot: QtBot, qapp: QApplication, name: str, scheme: theme.Mode
) -> None:
    theme.apply(qapp, scheme)
    widget = FOCUSABLE[name]()
    window = shown(qtbot, widget)
    QApplication.processEvents()
    before = pixels(window)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()
    QApplication.processEvents()
    after = pixels(window)
    ring = theme.current().colour("brand").rgb()
    assert ((after == ring) & (after != before)).sum() > 20


@pytest.mark.parametrize("make", [PrimaryButton, LinkButton, CheckBox, RadioButton, ToggleSwitch])
def test_a_sign_in_a_name_is_no_access_key(qtbot: QtBot, make: type[PrimaryButton]) -> None:
    button = make("Back to Willow & Co.")
    shown(qtbot, button)
    interface = QAccessible.queryAccessibleInterface(button)
    assert button.text() == "Back to Willow & Co."
    assert button.shortcut().isEmpty()
    assert interface.text(QAccessible.Text.Name) == "Back to Willow & Co."


def test_a_click_does_not_draw_the_ring_of_a_button(qtbot: QtBot) -> None:
    button = PrimaryButton("Add")
    shown(qtbot, button)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.ring
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.ring


@pytest.mark.parametrize("name", FOCUSABLE)
def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, name: str) -> None:
    widget = FOCUSABLE[name]()
    shown(qtbot, widget)
    interface = QAccessible.queryAccessibleInterface(widget)
    assert widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    assert interface.text(QAccessible.Text.Name).strip()


def test_a_field_takes_its_name_from_the_label_above(qtbot: QtBot) -> None:
    field = TextField()
    label = FieldLabel("Sounds like", buddy=field)
    qtbot.addWidget(label)
    qtbot.addWidget(field)
    assert field.accessibleName() == "Sounds like"
    assert label.buddy() is field


@pytest.mark.parametrize("make", [ToggleSwitch, CheckBox])
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_boxes_are_switched_by_keys(qtbot: QtBot, make: type[CheckBox], key: Qt.Key) -> None:
    box = make("Answer key")
    shown(qtbot, box)
    box.setFocus()
    with qtbot.waitSignal(box.toggled):
        qtbot.keyClick(box, key)
    assert box.isChecked()


@pytest.mark.parametrize("make", [ToggleSwitch, CheckBox, RadioButton])
def test_boxes_are_switched_by_a_click_on_the_words(qtbot: QtBot, make: type[CheckBox]) -> None:
    box = make("Why it matters")
    shown(qtbot, box)
    qtbot.mouseClick(
        box, Qt.MouseButton.LeftButton, pos=QPoint(box.sizeHint().width() - 4, box.height() // 2)
    )
    assert box.isChecked()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("make", [ToggleSwitch, CheckBox, RadioButton])
def test_boxes_show_their_state_in_both_directions(
    qtbot: QtBot, make: type[CheckBox], direction: Qt.LayoutDirection
) -> None:
    box = make("On")
    box.setLayoutDirection(direction)
    shown(qtbot, box)
    off = box.grab().toImage()
    box.setChecked(True)
    assert box.grab().toImage() != off
    box.setEnabled(False)
    assert box.grab().toImage() != off


def test_a_button_that_is_switched_off_looks_so(qtbot: QtBot) -> None:
    for button in (PrimaryButton("Add"), LinkButton("Add"), IconButton("more", "More")):
        shown(qtbot, button)
        on = button.grab().toImage()
        button.setEnabled(False)
        assert button.grab().toImage() != on


def test_icons_of_buttons_can_change(qtbot: QtBot) -> None:
    for button in (SecondaryButton("Add", icon="add"), IconButton("add", "Add")):
        shown(qtbot, button)
        before = button.grab().toImage()
        button.set_icon("print")
        assert button.grab().toImage() != before


def test_search_is_emptied_by_escape_and_left_by_down(qtbot: QtBot) -> None:
    field = SearchField()
    shown(qtbot, field)
    qtbot.keyClicks(field, "smi")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.down_pressed):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_a_text_box_grows_within_limits(qtbot: QtBot) -> None:
    box = TextBox(name="Why", lines=2, most=5)
    shown(qtbot, box, QSize(300, 600))
    heights = []
    for text in ("", "one\n" * 4, "line\n" * 40):
        box.set_text(text)
        QApplication.processEvents()
        heights.append(box.height())
    assert heights[0] < heights[1] <= heights[2]
    assert heights[2] < 8 * box.fontMetrics().lineSpacing()


def test_a_text_box_is_left_by_tab_and_tells_it(qtbot: QtBot) -> None:
    box = TextBox(name="Why")
    window = shown(qtbot, box)
    box.setFocus()
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == ""
    assert window.focusWidget() is not box


def test_setting_the_same_text_keeps_the_cursor(qtbot: QtBot) -> None:
    box = TextBox(name="Why")
    qtbot.addWidget(box)
    box.set_text("Look up and smile")
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    box.set_text("Look up and smile")
    assert box.textCursor().position() == 4


@pytest.mark.parametrize("make", [TextField, TextBox, ChoiceBox, NumberField])
def test_a_wrong_field_is_marked_and_says_why(qtbot: QtBot, make: type[TextField]) -> None:
    field = make(name="Seconds")
    shown(qtbot, field)
    before = field.grab().toImage()
    field.set_wrong("Write a number up to 60.")
    assert field.grab().toImage() != before
    assert field.accessibleDescription() == "Write a number up to 60."
    field.set_wrong("")
    assert field.grab().toImage() == before


def test_numbers_are_changed_by_keys_within_limits(qtbot: QtBot) -> None:
    field = NumberField(name="Seconds", low=1, high=3)
    qtbot.addWidget(field)
    assert field.value() is None
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(field, key)
        seen.append(field.value())
    assert seen == [2, 3, 3, 2]
    field.setText("99")
    assert field.value() is None
    field.set_value(None)
    assert field.text() == ""


def test_the_wheel_changes_a_choice_only_while_it_has_the_focus(qtbot: QtBot) -> None:
    box = ChoiceBox(name="Owner")
    box.addItems(["Front desk", "Chair", "Back"])
    shown(qtbot, box)
    assert not wheel(box).isAccepted()
    assert box.currentIndex() == 0
    box.setFocus()
    wheel(box)
    assert box.currentIndex() == 1


@pytest.mark.parametrize("make", [TextField, TextBox])
def test_undo_belongs_to_the_window_until_something_is_typed(qtbot: QtBot, make: type[TextField]) -> None:
    field = make(name="Text")
    shown(qtbot, field)
    field.setFocus()

    def asks() -> bool:
        keys = Qt.KeyboardModifier.ControlModifier
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, keys)
        event.ignore()
        QApplication.sendEvent(field, event)
        return event.isAccepted()

    assert not asks()
    qtbot.keyClicks(field, "Smile")
    assert asks()


def test_tags_wrap_into_lines(qtbot: QtBot) -> None:
    host = QWidget()
    flow = FlowLayout(host, gap=6)
    for word in ("Operational", "Experiential", "Non-negotiable", "Above & beyond"):
        flow.addWidget(Tag(word))
    qtbot.addWidget(host)
    wide = flow.heightForWidth(2000)
    assert flow.heightForWidth(150) > 2 * wide
    host.resize(150, 400)
    host.show()
    tags = [flow.itemAt(k).widget() for k in range(flow.count())]
    assert all(tag.geometry().right() <= 150 for tag in tags)
    assert len({tag.y() for tag in tags}) > 1
    assert not any(a.geometry().intersects(b.geometry()) for k, a in enumerate(tags) for b in tags[k + 1 :])
    flow.clear()
    assert flow.count() == 0
    assert flow.itemAt(0) is None


def test_tags_begin_at_the_right_where_text_does(qtbot: QtBot) -> None:
    host = QWidget()
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow = FlowLayout(host)
    for word in ("one", "two"):
        flow.addWidget(Tag(word))
    qtbot.addWidget(host)
    host.resize(300, 60)
    host.show()
    assert flow.itemAt(0).widget().x() > flow.itemAt(1).widget().x()


def test_an_empty_room_says_what_it_is_for_and_offers_the_next_step(qtbot: QtBot) -> None:
    button = PrimaryButton("Add a standard")
    room = EmptyState(
        "standards", "Standards say what to count on.", [button], title="None yet", example="Smile"
    )
    shown(qtbot, room, QSize(500, 400))
    assert room.sentence.isVisible()
    assert room.title.isVisible()
    assert room.example.isVisible()
    assert button.isVisible()


def test_a_banner_shows_its_sentence_and_can_be_closed(qtbot: QtBot) -> None:
    banner = Banner(MARKUP, "danger", [SecondaryButton("Try again")])
    shown(qtbot, banner)
    assert banner.text == MARKUP
    with qtbot.waitSignal(banner.closed):
        banner.close_banner()
    assert not banner.isVisible()


class TestUndoBar:
    """The bar at the bottom."""

    @pytest.fixture
    def bar(self, qtbot: QtBot) -> UndoBar:
        window = QWidget()
        window.resize(600, 300)
        qtbot.addWidget(window)
        bar = UndoBar(window)
        self.window = window
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        bar.show_notice("Standard deleted", "Undo: delete standard")
        return bar

    def test_it_stands_at_the_bottom_inside_the_window(self, bar: UndoBar) -> None:
        assert bar.isVisible()
        assert self.window.rect().contains(bar.geometry())
        assert bar.geometry().bottom() > 250
        assert bar.button.accessibleName() == "Undo: delete standard"

    def test_it_stays_for_ten_seconds(self, bar: UndoBar) -> None:
        assert bar.timer.interval() == 10_000
        assert bar.timer.isActive()

    def test_it_goes_when_the_time_is_over(self, bar: UndoBar, qtbot: QtBot) -> None:
        with qtbot.waitSignal(bar.gone, timeout=2000):
            bar.timer.start(1)
        assert not bar.isVisible()

    def test_it_waits_while_it_is_looked_at(self, bar: UndoBar) -> None:
        QApplication.sendEvent(bar, QEvent(QEvent.Type.Enter))
        assert not bar.timer.isActive()
        QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
        assert bar.timer.isActive()

    def test_it_waits_while_it_has_the_focus(self, bar: UndoBar) -> None:
        bar.button.setFocus(Qt.FocusReason.TabFocusReason)
        assert not bar.timer.isActive()
        bar.button.clearFocus()
        assert bar.timer.isActive()

    def test_undo_is_handed_on_once(self, bar: UndoBar, qtbot: QtBot) -> None:
        with qtbot.waitSignal(bar.undo_pressed):
            bar.button.click()
        assert not bar.isVisible()

    def test_escape_closes_it(self, bar: UndoBar, qtbot: QtBot) -> None:
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
        assert not bar.isVisible()

    def test_a_notice_without_undo_has_no_button(self, bar: UndoBar) -> None:
        bar.show_notice("Everything is in the folder", "")
        assert not bar.button.isVisible()
        assert bar.words.text() == "Everything is in the folder"


def test_a_progress_bar_shows_how_far_it_is(qtbot: QtBot) -> None:
    bar = ProgressBar(name="Import")
    shown(qtbot, bar)
    bar.setRange(0, 100)
    pictures = []
    for value in (0, 50, 100):
        bar.setValue(value)
        pictures.append(bar.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_a_card_can_be_chosen(qtbot: QtBot) -> None:
    card = Card()
    card.body.addWidget(PlainLabel("Salon"))
    shown(qtbot, card)
    before = card.grab().toImage()
    card.set_selected(True)
    chosen = card.grab().toImage()
    card.set_selected(False)
    assert chosen != before
    assert card.grab().toImage() == before


def test_a_list_on_a_card_has_a_name_and_no_frame(qtbot: QtBot) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    tidy_view(view, "Stages")
    assert view.accessibleName() == "Stages"
    assert view.frameWidth() == 0


def test_a_scroll_area_shows_what_is_below(qtbot: QtBot) -> None:
    scroll = PageScroll()
    for number in range(40):
        scroll.body.addWidget(PlainLabel(str(number)))
    shown(qtbot, scroll, QSize(200, 200))
    assert scroll.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize(
    "name", ["PrimaryButton", "SecondaryButton", "DangerButton", "LinkButton", "IconButton"]
)
def test_a_button_is_pressed_by_enter_as_by_space(qtbot: QtBot, name: str, key: Qt.Key) -> None:
    button = FOCUSABLE[name]()
    shown(qtbot, button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))  # type: ignore[attr-defined]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, key)
    assert len(pressed) == 1
    button.setEnabled(False)
    qtbot.keyClick(button, key)
    assert len(pressed) == 1
