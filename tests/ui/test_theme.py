"""Colours that can be read, one style sheet, text sizes, and following the system."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.paths import resource
from ui import theme
from ui.standards.row_delegates import JourneyDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel
from ui.style_sheet import style_sheet

# The table of the design, kept here as well: whoever changes a token means it.
TOKENS = {
    "window": ("#F6F5F2", "#14181F"),
    "surface": ("#FFFFFF", "#1C222C"),
    "border": ("#E6E3DC", "#2C3441"),
    "text": ("#1E2433", "#E8EAF0"),
    "secondary": ("#5F6776", "#A3ACBB"),
    "brand": ("#0B746B", "#2BB3A7"),
    "on_brand": ("#FFFFFF", "#06211F"),
    "selection": ("#E9F5F3", "#17363A"),
    "sidebar": ("#1D2739", "#0F141D"),
    "sidebar_text": ("#C7CEDB", "#B4BDCC"),
    "danger": ("#A33214", "#FFB4A0"),
    "danger_back": ("#FDE8E1", "#46190D"),
    "warning": ("#8A5A06", "#F3CE8A"),
    "warning_back": ("#FDF0D5", "#3F2C08"),
    "good": ("#17653A", "#9BE0B8"),
    "good_back": ("#DFF3E6", "#10361F"),
}
SCHEMES = ("light", "dark")


@pytest.fixture
def fresh(qapp: QApplication) -> Iterator[theme.Theme]:
    """The theme in use, put back to light at the end."""
    yield theme.apply(qapp, "light")
    theme.apply(qapp, "light")


def unreadable(colours: theme.Colours) -> list[str]:
    table = theme.as_dict(colours)
    found = {pair: theme.contrast(table[pair[0]], table[pair[1]]) for pair in theme.TEXT_PAIRS}
    return [f"{text} on {back}: {value:.2f}" for (text, back), value in found.items() if value < 4.5]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read(scheme: str) -> None:
    assert unreadable(theme.load_colours(scheme)) == []


@pytest.mark.parametrize("scheme", [*SCHEMES, "contrast"])
def test_every_edge_can_be_seen(scheme: str) -> None:
    table = theme.as_dict(theme.load_colours(scheme))
    pairs = {pair: theme.contrast(table[pair[0]], table[pair[1]]) for pair in theme.EDGE_PAIRS}
    assert {pair: value for pair, value in pairs.items() if value < theme.SEEN} == {}


def test_high_contrast_is_high() -> None:
    table = theme.as_dict(theme.load_colours("contrast"))
    pairs = [pair for pair in theme.TEXT_PAIRS if pair != ("text", "border")]
    assert min(theme.contrast(table[text], table[back]) for text, back in pairs) >= 7


def test_high_contrast_is_not_changed_by_the_brand_of_the_shop(
    fresh: theme.Theme, qapp: QApplication
) -> None:
    theme.apply(qapp, "contrast", "#7A1FA2")
    assert fresh.colours == theme.load_colours("contrast")
    assert fresh.dark


@pytest.mark.parametrize(("number", "scheme"), list(enumerate(SCHEMES)))
def test_tokens_are_those_of_the_design(number: int, scheme: str) -> None:
    colours = theme.as_dict(theme.load_colours(scheme))
    assert {role: colours[role] for role in TOKENS} == {role: pair[number] for role, pair in TOKENS.items()}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_file_is_toml_and_says_the_same_to_toml(scheme: str) -> None:
    with resource("themes", f"{scheme}.toml").open("rb") as file:
        assert tomllib.load(file) == {"colours": theme.as_dict(theme.load_colours(scheme))}


def test_text_pairs_cover_every_text_role() -> None:
    texts = {"text", "secondary", "brand", "on_brand", "danger", "warning", "good", "neutral", "solid"}
    texts |= {"badge", "sidebar_text", "sidebar_strong", "sidebar_heading"}
    assert {text for text, _back in theme.TEXT_PAIRS} == texts


def test_contrast_of_black_and_white_is_that_of_the_standard() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(red=st.integers(0, 255), green=st.integers(0, 255), blue=st.integers(0, 255), dark=st.booleans())
def test_any_brand_can_be_read(red: int, green: int, blue: int, dark: bool) -> None:
    base = theme.load_colours("dark" if dark else "light")
    assert unreadable(theme.with_brand(base, f"#{red:02x}{green:02x}{blue:02x}", dark=dark)) == []


def test_a_brand_that_reads_is_taken_as_it_is() -> None:
    colours = theme.with_brand(theme.load_colours("light"), "#7A1FA2", dark=False)
    assert colours.brand == "#7A1FA2"


def test_a_pale_brand_is_darkened_and_stays_its_hue() -> None:
    taken = QColor(theme.with_brand(theme.load_colours("light"), "#FFE000", dark=False).brand)
    assert taken.lightness() < QColor("#FFE000").lightness()
    assert taken.hue() == pytest.approx(QColor("#FFE000").hue(), abs=3)


@pytest.mark.parametrize("brand", ["", "no colour", "#0B746B"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_without_a_brand_of_its_own_a_shop_has_the_tokens(brand: str, scheme: str) -> None:
    base = theme.load_colours(scheme)
    assert theme.with_brand(base, brand, dark=scheme == "dark") == base


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_is_short_and_has_no_hole(scheme: str) -> None:
    sheet = style_sheet(theme.as_dict(theme.load_colours(scheme)), round)
    assert len(sheet.splitlines()) <= 150
    assert "@" not in sheet
    assert not re.search(r"\d+u\b", sheet)
    assert sheet.count("{") == sheet.count("}")


def test_lengths_of_the_style_sheet_follow_the_text_size() -> None:
    colours = theme.as_dict(theme.load_colours("light"))
    assert "border-radius: 18px" in style_sheet(colours, lambda length: round(length * 1.5))


def test_the_style_sheet_leaves_stock_fields_and_buttons_alone() -> None:
    sheet = style_sheet(theme.as_dict(theme.load_colours("light")), round)
    selectors = re.findall(r"[^{}]+(?=\{)", sheet)
    stock = re.compile(r"(^|[\s,>])(QPushButton|QLineEdit|QComboBox|QCheckBox|QTableView|QListView|QMenu)\b")
    assert [words.strip() for words in selectors if stock.search(words)] == []


@pytest.mark.parametrize(("mode", "window"), [("light", "#f6f5f2"), ("dark", "#14181f")])
def test_palette_takes_the_window_colour(
    fresh: theme.Theme, qapp: QApplication, mode: theme.Mode, window: str
) -> None:
    theme.apply(qapp, mode)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == window
    assert fresh.dark is (mode == "dark")


def test_selected_rows_are_tinted_in_lists_and_solid_in_fields(
    fresh: theme.Theme, qapp: QApplication
) -> None:
    rows = QApplication.palette("QAbstractItemView").color(QPalette.ColorRole.Highlight)
    assert rows == fresh.colour("selection")
    assert qapp.palette().color(QPalette.ColorRole.Highlight) == fresh.colour("brand")


@pytest.mark.parametrize(("scale", "pixels"), [(0.5, 12), (0.9, 12), (1.0, 13), (1.5, 20), (3.0, 20)])
def test_text_size_moves_fonts_and_lengths_within_limits(
    fresh: theme.Theme, qapp: QApplication, scale: float, pixels: int
) -> None:
    theme.apply(qapp, "light", None, scale)
    assert qapp.font().pixelSize() == pixels
    assert theme.px(100) == pytest.approx(100 * min(1.5, max(0.9, scale)))
    assert fresh.font("headline").pixelSize() == round(26 * fresh.scale)


def test_system_mode_follows_the_system(
    fresh: theme.Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = {"now": Qt.ColorScheme.Light}

    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return scheme["now"]

    theme.apply(qapp, "system")
    monkeypatch.setattr(QApplication, "styleHints", lambda _app: Hints())
    told: list[bool] = []
    fresh.changed.connect(lambda: told.append(fresh.dark))
    scheme["now"] = Qt.ColorScheme.Dark
    fresh.on_scheme_changed(Qt.ColorScheme.Dark)
    fresh.on_scheme_changed(Qt.ColorScheme.Dark)
    assert told == [True]
    assert fresh.colours.window == TOKENS["window"][1]


def test_the_wish_of_the_system_for_high_contrast_is_followed(
    fresh: theme.Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(qapp, "system")
    monkeypatch.setattr(theme, "_wants_contrast", lambda _app: True)
    fresh.on_contrast_changed()
    assert fresh.scheme == "contrast"
    theme.apply(qapp, "dark")
    assert fresh.scheme == "dark"


def test_a_chosen_mode_does_not_follow_the_system(fresh: theme.Theme) -> None:
    told: list[bool] = []
    fresh.changed.connect(lambda: told.append(fresh.dark))
    fresh.on_scheme_changed(Qt.ColorScheme.Dark)
    assert told == []
    assert fresh.dark is False


def test_a_system_without_fonts_gets_the_paper_face(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_words: [])
    assert theme._family_to_use() == "Roboto"


def test_tabular_figures_have_one_width(fresh: theme.Theme, qapp: QApplication) -> None:
    font = theme.tabular(fresh.font())
    assert font.isFeatureSet(type(font).Tag("tnum"))


def test_an_unknown_role_is_a_mistake(fresh: theme.Theme) -> None:
    with pytest.raises(AttributeError):
        fresh.colour("no_such_role")


@pytest.mark.parametrize(("look", "edged"), [("contrast", True), ("light", False)])
def test_the_chosen_line_of_a_list_without_focus_has_an_edge_in_high_contrast(
    qtbot: QtBot, qapp: QApplication, look: theme.Mode, *, edged: bool
) -> None:
    theme.apply(qapp, look)
    rows = RowList(RowModel("rows"), "Rows")
    qtbot.addWidget(rows)
    JourneyDelegate(rows)
    rows.resize(200, 120)
    rows.show_rows([Row(id=1, text=""), Row(id=2, text="")], 2)
    assert not rows.hasFocus()
    picture = rows.viewport().grab().toImage()
    edge = theme.current().colour("field_border")

    def has_edge(row: int) -> bool:
        area = rows.visualRect(rows.model().index(row, 0))
        middle = area.center().x()
        return any(picture.pixelColor(middle, y) == edge for y in range(area.top(), area.top() + 5))

    assert (has_edge(0), has_edge(1)) == (False, edged)
