"""The large chart and the small lines: what is painted, said, chosen, saved, and how soon."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.errors import EnvironmentFault, UserError
from cxdesk.output.charts.causes import cause_data
from cxdesk.output.charts.model import ChartData, ChartMark, ChartPoint
from cxdesk.services.statistics.pareto import pareto
from ui import theme
from ui.charts import pen as pens
from ui.charts.chart_view import ChartView
from ui.charts.picture_cache import Drawn, PictureCache
from ui.charts.span import Span
from ui.charts.sparkline import Sparkline, paint_sparkline
from ui.tasks import Tasks

KEY = Qt.Key


class Plain:
    def label(self, place: int) -> str:
        return f"week {place}"

    def tick(self, place: int) -> str:
        return f"w {place}"

    def shown(self, place: int) -> str:
        return f"value {place}"


def chart(values: Sequence[float | None], **more: object) -> ChartData:
    points = tuple(ChartPoint(value, major=int(i % 30 == 0)) for i, value in enumerate(values))
    made = {"points": points, "wording": Plain(), "axis": str, "unit": Fraction(1), "title": "Calls"}
    return ChartData(**{**made, "summary": "Calls: no clear change", **more})  # type: ignore[arg-type]


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks(inline=True)
    yield made
    made.close()


@pytest.fixture
def view(qtbot: QtBot, tasks: Tasks) -> ChartView:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    made = ChartView(tasks)
    qtbot.addWidget(made)
    made.resize(690, 260)
    made.show()
    return made


def painted(view: ChartView) -> QImage:
    return view.grab().toImage()


def has_colour(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height())
    )  # fmt: skip


def at(view: ChartView, place: int) -> QPoint:
    painted(view)
    drawn = view._drawn
    assert drawn is not None
    return QPoint(round(drawn.picture.x_of(place)), view.height() // 2)


def test_a_chart_is_painted_and_said(view: ChartView) -> None:
    blank = painted(view)
    view.show_chart(chart([1, 3, 2, 4]))
    image = painted(view)
    assert image != blank
    assert has_colour(image, theme.current().colour("brand"))
    assert view.accessibleName() == "Calls"
    assert view.accessibleDescription() == "Calls: no clear change"


def test_another_theme_and_another_size_draw_anew(view: ChartView) -> None:
    view.show_chart(chart([1, 3, 2, 4]))
    light = painted(view)
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    dark = painted(view)
    assert dark != light
    assert has_colour(dark, theme.current().colour("brand"))
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    assert painted(view) == light
    view.resize(400, 200)
    assert painted(view).width() == 400


def test_nothing_to_show_is_said_in_a_sentence(view: ChartView) -> None:
    blank = painted(view)
    view.clear("Choose a metric.")
    assert painted(view) != blank
    assert view.accessibleDescription() == "Choose a metric."
    view.show_chart(chart([None, None]))
    assert painted(view) != blank


def test_keys_go_through_the_values_and_say_them(
    qtbot: QtBot, view: ChartView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    view.show_chart(chart([1, None, 2, 4], marks=(ChartMark(2, "launch", "The new way"),)))
    view.setFocus()
    for key in (KEY.Key_Left, KEY.Key_Left, KEY.Key_Home, KEY.Key_Right, KEY.Key_End, KEY.Key_Right):
        qtbot.keyClick(view, key)
    assert said == [
        "week 3: value 3", "week 2: value 2 · The new way", "week 0: value 0", "week 1: value 1",
        "week 3: value 3", "week 3: value 3",
    ]  # fmt: skip
    qtbot.keyClick(view, KEY.Key_Escape)
    assert view.cursor_place is None


def test_a_click_or_enter_chooses_a_period(qtbot: QtBot, view: ChartView) -> None:
    view.show_chart(chart([1, 3, 2, 4], offset=10))
    with qtbot.waitSignal(view.chosen) as signal:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at(view, 2))
    assert signal.args == [12]
    view.setFocus()
    qtbot.keyClick(view, KEY.Key_Home)
    with qtbot.waitSignal(view.chosen) as signal:
        qtbot.keyClick(view, KEY.Key_Return)
    assert signal.args == [10]


def test_enter_alone_says_the_newest_value_and_again_opens_its_numbers(
    qtbot: QtBot, view: ChartView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    view.show_chart(chart([1, 3, 2]))
    view.setFocus()
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.keyClick(view, KEY.Key_Return)
    assert view.cursor_place == 2
    assert said == ["week 2: value 2"]
    with qtbot.waitSignal(view.chosen) as signal:
        qtbot.keyClick(view, KEY.Key_Return)
    assert signal.args == [2]


def test_the_pointer_shows_a_value(qtbot: QtBot, view: ChartView) -> None:
    view.show_chart(chart([1, 3, 2, 4]))
    before = painted(view)
    qtbot.mouseMove(view, at(view, 1))
    assert view.cursor_place == 1
    assert painted(view) != before


def test_a_long_series_comes_nearer_and_moves(qtbot: QtBot, view: ChartView) -> None:
    view.show_chart(chart([float(i % 17) for i in range(3650)]))
    whole = painted(view)
    view.setFocus()
    for _press in range(6):
        qtbot.keyClick(view, KEY.Key_Plus)
    nearer = painted(view)
    assert nearer != whole
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    qtbot.mouseMove(view, QPoint(400, 100))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert painted(view) != nearer
    qtbot.keyClick(view, KEY.Key_Home)
    assert view.cursor_place == 0
    qtbot.keyClick(view, KEY.Key_Escape)
    qtbot.keyClick(view, KEY.Key_0)
    assert painted(view) == whole


def test_the_wheel_alone_scrolls_the_page(view: ChartView) -> None:
    view.show_chart(chart([float(i % 17) for i in range(200)]))
    whole = painted(view)
    for keys, accepted in (
        (Qt.KeyboardModifier.NoModifier, False),
        (Qt.KeyboardModifier.ControlModifier, True),
    ):
        event = QWheelEvent(
            QPointF(300, 100), QPointF(300, 100), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
        assert event.isAccepted() is accepted
    assert painted(view) != whole


def test_no_step_of_ten_years_of_days_takes_long(view: ChartView) -> None:
    view.show_chart(chart([float(i % 17) for i in range(3650)]))
    view.repaint()
    taken = []
    for i in range(24):
        start = time.perf_counter()
        if i < 8:
            view._zoom(0.8, 1800)
        else:
            view._span.move(-25)
            view.update()
        view.repaint()
        taken.append(time.perf_counter() - start)
    assert sorted(taken)[12] < 0.05


@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("a.pdf", b"%PDF-")])
def test_it_is_saved_as_the_ending_says(tmp_path: Path, view: ChartView, name: str, start: bytes) -> None:
    view.show_chart(chart([1, 3, 2, 4]))
    saved: list[Path] = []
    view.save(tmp_path / name, saved.append)
    assert saved == [tmp_path / name]
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_can_not_be_saved_is_said_and_nothing_is_left(tmp_path: Path, view: ChartView) -> None:
    with pytest.raises(UserError, match="no chart"):
        view.save(tmp_path / "a.png")
    view.show_chart(chart([1, 3, 2, 4]))
    with pytest.raises(UserError, match=r"\.png, \.svg or \.pdf"):
        view.save(tmp_path / "a.gif")
    failed: list[BaseException] = []
    view.save(tmp_path / "nowhere" / "a.png", None, failed.append)
    assert isinstance(failed[0], EnvironmentFault)
    assert list(tmp_path.iterdir()) == []


def test_the_copied_picture_is_light_whatever_the_theme(view: ChartView) -> None:
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    view.show_chart(chart([1, 3, 2, 4]))
    view.copy_picture()
    image = QApplication.clipboard().image()
    assert image.width() > 1500
    assert image.pixelColor(2, 2) == QColor("white")
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]


def test_causes_are_shown_and_chosen(qtbot: QtBot, view: ChartView) -> None:
    data = cause_data("Complaints", pareto([("Waiting", 6), ("Colour", 3)]), "en")
    view.show_chart(data)
    painted(view)
    with qtbot.waitSignal(view.chosen) as signal:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert signal.args == [1]


def test_the_library_comes_on_another_thread_and_the_view_waits(qtbot: QtBot) -> None:
    tasks = Tasks()
    view = ChartView(tasks)
    qtbot.addWidget(view)
    view.resize(500, 200)
    was, pens._Holder.pen = pens._Holder.pen, None
    try:
        view.show()
        view.show_chart(chart([1, 3, 2, 4]))
        waiting = painted(view)
        qtbot.waitUntil(lambda: pens.pen().ready)
        assert painted(view) != waiting
    finally:
        pens._Holder.pen = was
        tasks.close()


def test_what_was_drawn_is_kept_and_the_oldest_goes_first(view: ChartView) -> None:
    one, other = chart([1, 3, 2, 4]), chart([4, 1])
    pen = pens.pen()
    first = pen.drawn(one, (300, 200), 1.0, None)
    assert pen.drawn(one, (300, 200), 1.0, None) is first
    assert pen.drawn(other, (300, 200), 1.0, None) is not first
    assert pen.drawn(one, (300, 200), 2.0, None).pixmap.width() == 600
    cache = PictureCache(most=2 * 300 * 200 * 4)
    for name in "abc":
        cache.put(name, Drawn(first.pixmap, first.picture))
    assert cache.get("a") is None
    assert cache.get("c") is not None
    assert cache.size == 2 * 300 * 200 * 4


def test_a_span_stays_within_its_points() -> None:
    span = Span(100)
    assert span.window is None
    assert span.zoom(0.5, 99)
    assert span.window == (49.5, 99.0)
    assert span.move(-1000)
    assert span.window == (0.0, 49.5)
    assert not span.move(-1)
    assert span.reach(80)
    assert span.window is not None
    assert span.window[1] == 80
    for _step in range(20):
        span.zoom(0.5)
    assert span.length == 11
    span.zoom(1e9)
    assert span.window is None
    assert not Span(5).can_zoom


def ink(values: Sequence[float | None]) -> list[int]:
    """Return the columns in which a sparkline of 100 × 20 pixels has ink."""
    image = QImage(100, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_sparkline(painter, QRectF(0, 0, 100, 20), values, QColor("black"))
    painter.end()
    return [x for x in range(100) if any(image.pixelColor(x, y).value() < 200 for y in range(20))]


def test_a_sparkline_keeps_its_gaps() -> None:
    assert ink([]) == []
    assert ink([None, None]) == []
    whole = ink([1, 2, 3, 2, 1])
    assert len(whole) > 90
    gap = ink([1, 2, None, 2, 1])
    assert not any(45 <= x <= 55 for x in gap)
    assert any(x < 30 for x in gap)
    assert any(x > 70 for x in gap)
    assert 45 <= ink([None, 5, None])[0] <= 50


def test_a_sparkline_has_words(qtbot: QtBot) -> None:
    line = Sparkline()
    qtbot.addWidget(line)
    line.show_values([1, None, 2], "From 1 to 2, one missing")
    assert line.accessibleName()
    assert line.accessibleDescription() == "From 1 to 2, one missing"
    line.resize(80, 24)
    assert has_colour(line.grab().toImage(), theme.current().colour("brand"))
