"""Our own drawings: complete, alike, inside their grid, tinted and sharp."""

from __future__ import annotations

import gc
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from cxdesk.paths import resource
from ui import icons, theme
from ui.actions import SPECS
from ui.icon_engine import Engine, icon

NEEDED = """
today standards secret recovery customers feedback metrics team initiatives print settings shop
vision never always role person stage defect backup history undo redo add search delete edit drag up
down left right check cross warning info open new restore folder export import file sample clock
lock link star heart pdf more close help sun moon standard standard_version pillar print_record
trash copy filter columns calendar image
""".split()
NAMES = icons.names()


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def inked(image: QImage) -> list[tuple[int, int]]:
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 40
    ]


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_every_icon_that_is_needed_is_there() -> None:
    assert sorted(set(NEEDED) - set(NAMES)) == []


def test_every_command_has_an_icon() -> None:
    assert [spec.id for spec in SPECS if spec.icon not in NAMES] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_keeps_the_rules(name: str) -> None:
    root = ET.fromstring(resource("icons", f"{name}.svg").read_text(encoding="utf-8"))
    wanted = {"viewBox": "0 0 24 24", "fill": "none", "stroke": "currentColor", "stroke-width": "1.75"}
    wanted |= {"stroke-linecap": "round", "stroke-linejoin": "round"}
    assert root.attrib == wanted
    assert {part.tag.rpartition("}")[2] for part in root} <= {"path", "circle", "rect"}
    assert not any({"fill", "stroke", "stroke-width", "style"} & set(part.attrib) for part in root)


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_has_ink_and_stays_inside_its_grid(name: str, qapp: QApplication) -> None:
    image = icons.pixmap(name, "#000000", 48, 48, 1.0).toImage()
    spots = inked(image)
    assert len(spots) > 20
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    assert min(xs) > 0
    assert min(ys) > 0
    assert max(xs) < 47
    assert max(ys) < 47
    assert max(max(xs) - min(xs), max(ys) - min(ys)) >= 23, "too small beside the others"


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_looks_as_qt_draws_its_file(name: str, qapp: QApplication) -> None:
    """But for round parts, which Qt makes of fewer corners."""
    ours = icons.pixmap(name, "#000000", 48, 48, 1.0).toImage()
    theirs = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    theirs.fill(Qt.GlobalColor.transparent)
    painter = QPainter(theirs)
    QSvgRenderer(str(resource("icons", f"{name}.svg"))).render(painter, QRectF(0, 0, 48, 48))
    painter.end()
    off = [
        abs(ours.pixelColor(x, y).alpha() - theirs.pixelColor(x, y).alpha())
        for x in range(48)
        for y in range(48)
    ]
    assert max(off) < 100
    assert sum(off) / len(off) < 0.7


def test_an_icon_follows_the_theme_by_itself(qapp: QApplication) -> None:
    made = icon("add", "text")
    light = colours(made.pixmap(QSize(32, 32)).toImage())
    theme.apply(qapp, "dark")
    dark = colours(made.pixmap(QSize(32, 32)).toImage())
    assert light == {"#1e2433"}
    assert dark == {"#e8eaf0"}


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_is_sharp_at_any_scale(ratio: float, qapp: QApplication) -> None:
    drawn = icon("search").pixmap(QSize(16, 16), ratio)
    assert drawn.devicePixelRatio() == pytest.approx(ratio)
    assert drawn.width() == round(16 * ratio)


def test_an_icon_that_is_switched_off_is_pale(qapp: QApplication) -> None:
    drawn = icon("add").pixmap(QSize(32, 32), QIcon.Mode.Disabled)
    assert colours(drawn.toImage()) == {theme.current().colours.disabled.lower()}


def test_a_name_that_is_unknown_shows_a_file_and_is_logged(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    drawn = icon("no_such_icon").pixmap(QSize(16, 16)).toImage()
    assert drawn == icon("file").pixmap(QSize(16, 16)).toImage()
    assert "no_such_icon" in caplog.text
    icons._drawing.cache_clear()
    icons.pixmap.cache_clear()


def test_a_role_that_is_unknown_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no_such_role"):
        icon("add", "no_such_role")


def test_copies_of_an_icon_outlive_the_first(qapp: QApplication) -> None:
    copies = []
    for number in range(200):
        made = QIcon(Engine("add", "text"))
        copy = QIcon(made)
        copy.addPixmap(icons.pixmap("add", "#000000", 16, 16, 1.0))  # lets Qt clone the engine
        copies.append(copy)
        del made
        if number % 50 == 0:
            gc.collect()
    gc.collect()
    assert all(not copy.pixmap(QSize(16, 16)).isNull() for copy in copies)


def test_every_kind_and_page_has_an_icon() -> None:
    from cxdesk.entities import default_registry
    from ui import pages

    wanted = {spec.icon for spec in default_registry()} | {spec.icon for spec in pages.discover()}
    assert sorted(wanted - set(NAMES)) == []


def test_the_program_icon_has_all_sizes(qapp: QApplication) -> None:
    from ui.app import app_icon

    assert {size.width() for size in app_icon().availableSizes()} == {16, 32, 64, 128}


def test_arrows_turn_round_with_the_reading(qapp: QApplication) -> None:
    assert icons.facing("left") == "left"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = [icons.facing(name) for name in ("left", "right", "undo", "print")]
    assert turned == ["right", "left", "redo", "print"]
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
