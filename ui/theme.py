"""Colours, fonts and lengths of the window, from one TOML file a scheme.

Fusion takes its colours from a `QPalette`; our own widgets take theirs from one generated style
sheet or, where they paint themselves, from `current()`. Lengths are multiples of the body font.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from cxdesk.paths import resource
from ui.colours import Colours
from ui.style_sheet import style_sheet

Mode = Literal["light", "dark", "contrast", "system"]
Scheme = Literal["light", "dark", "contrast"]
FontRole = Literal["body", "strong", "small", "caption", "heading", "title", "headline"]

BODY_PIXELS = 13
STYLED = "styled"
"""A property of an application that was made with Fusion: `setStyle` would wrap the style for Python."""
READABLE = 4.5
"""The contrast that any text has on its background (WCAG 2, level AA)."""
SEEN = 3.0
"""The contrast of what has to be seen but not read: the edge of a field, the focus ring, large text."""

_FONTS: Mapping[FontRole, tuple[float, QFont.Weight]] = {
    "body": (13, QFont.Weight.Normal),
    "strong": (13, QFont.Weight.DemiBold),
    "small": (12, QFont.Weight.Normal),
    "caption": (11, QFont.Weight.Normal),
    "heading": (14, QFont.Weight.DemiBold),
    "title": (18, QFont.Weight.Bold),
    "headline": (26, QFont.Weight.Bold),
}


COLOUR_ROLES = frozenset(Colours._fields)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, back) for text in ("text", "secondary", "brand") for back in ("window", "surface", "selection")),
    ("text", "hover"),
    ("text", "border"),
    ("brand", "hover"),
    ("brand", "brand_back"),
    ("on_brand", "brand"),
    ("danger", "danger_back"),
    ("danger", "surface"),
    ("danger", "window"),
    ("warning", "warning_back"),
    ("warning", "surface"),
    ("good", "good_back"),
    ("good", "surface"),
    ("neutral", "neutral_back"),
    ("solid", "solid_back"),
    *((text, "sidebar") for text in ("sidebar_text", "sidebar_strong", "sidebar_heading")),
    ("sidebar_text", "sidebar_field"),
    ("sidebar_text", "sidebar_hover"),
    ("sidebar_strong", "sidebar_hover"),
    ("badge", "badge_back"),
    ("sidebar_strong", "cover"),
)
"""Every text role with every background it is shown on; a test holds each to `READABLE`."""

EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (edge, back)
        for edge in ("field_border", "secondary", "brand")
        for back in ("window", "surface", "hover")
    ),
    ("danger", "surface"),
    ("sidebar_strong", "sidebar"),
    ("on_brand", "brand"),
)
"""The edge of every control and the focus ring with what is around; a test holds each to `SEEN`."""


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


def mix(base: str, over: str, share: float) -> str:
    """Return `base` with `share` (0 to 1) of `over` laid over it."""
    a, b = QColor(base), QColor(over)
    parts = [
        round(x + (y - x) * share)
        for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*parts).name().upper()


@lru_cache(maxsize=4)
def load_colours(scheme: Scheme) -> Colours:
    """Return the colours of a scheme as its file has them, before the shop's brand."""
    # A few lines `role = "#RRGGBB"`: the TOML library would take a twentieth of the start.
    text = resource("themes", f"{scheme}.toml").read_text(encoding="utf-8")
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and line[0] not in "#[")
    return Colours(**{role.strip(): colour.strip().strip('"') for role, colour in pairs})


def own_brand(brand: str | None) -> str | None:
    """Return the colour of a shop that has one of its own; None for the program's."""
    return brand if brand and QColor(brand) != QColor(load_colours("light").brand) else None


def with_brand(colours: Colours, brand: str, *, dark: bool) -> Colours:
    """Return `colours` with the shop's own brand, changed in lightness until it can be read.

    Light: darkened until it reads as text on every surface and under white. Dark: lightened until it
    reads on the dark surfaces and under its own darkest shade.
    """
    wanted = QColor(brand)
    if not wanted.isValid() or wanted == QColor(load_colours("light").brand):
        return colours
    start = wanted.name().upper()
    towards = "#FFFFFF" if dark else "#000000"
    for step in range(51):
        shade = mix(start, towards, step / 50)
        for tint in (1.0, 0.7, 0.45):
            tried = colours._replace(
                brand=shade,
                on_brand=mix(shade, "#000000", 0.82) if dark else "#FFFFFF",
                selection=mix(colours.surface, shade, tint * (0.16 if dark else 0.09)),
                brand_back=mix(colours.surface, shade, tint * (0.2 if dark else 0.16)),
            )
            if _brand_reads(tried):
                return tried
    return colours


def _brand_reads(colours: Colours) -> bool:
    table = as_dict(colours)
    pairs = [pair for pair in TEXT_PAIRS if {"brand", "brand_back", "selection"} & set(pair)]
    return all(contrast(table[text], table[back]) >= READABLE for text, back in pairs)


def as_dict(colours: Colours) -> dict[str, str]:
    """Return the colours by role."""
    return colours._asdict()


def palette_for(colours: Colours) -> QPalette:
    """Return the palette that Fusion and every stock control take their colours from."""
    palette = QPalette()
    role = QPalette.ColorRole
    table = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.PlaceholderText: colours.secondary,
        role.Highlight: colours.brand,
        role.HighlightedText: colours.on_brand,
        role.Link: colours.brand,
        role.LinkVisited: colours.brand,
        role.ToolTipBase: colours.solid_back,
        role.ToolTipText: colours.solid,
        role.Light: colours.surface,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.field_border,
        role.Shadow: colours.field_border,
        role.Accent: colours.brand,
    }
    for key, colour in table.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.border))
    return palette


def view_palette(colours: Colours) -> QPalette:
    """Return the palette of lists and tables: a selected row is tinted and keeps its text colour."""
    palette = palette_for(colours)
    palette.setColor(QPalette.ColorRole.Highlight, QColor(colours.selection))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colours.text))
    return palette


class Theme(QObject):
    """The theme in use. `current()` returns the one that there is."""

    changed = Signal()
    """Colours, fonts or text size are different now; whoever keeps a colour or a length asks again."""

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "light"
        self.brand: str | None = None
        self.scale = 1.0
        self.scheme: Scheme = "light"
        self.colours = load_colours("light")
        self._app: QApplication | None = None
        self._family: str | None = None

    def colour(self, role: str) -> QColor:
        """Return the colour of a role, for painters."""
        return QColor(getattr(self.colours, role))

    def px(self, length: float) -> int:
        """Return a length of the design (at 13 px body text) at the text size in use."""
        return round(length * self.scale)

    def font(self, role: FontRole = "body") -> QFont:
        """Return the font of a role."""
        size, weight = _FONTS[role]
        font = QFont(QApplication.font())
        font.setPixelSize(max(8, round(size * self.scale)))
        font.setWeight(weight)
        return font

    def set_up(self, app: QApplication, mode: Mode, brand: str | None, text_scale: float) -> None:
        """Take the colours and the text size and put them on the application."""
        first = self._app is None
        self._app = app
        self.mode, self.brand, self.scale = mode, own_brand(brand), min(1.5, max(0.9, text_scale))
        if first:
            if not app.property(STYLED):
                app.setStyle("Fusion")
            self._family = _family_to_use()
            app.styleHints().colorSchemeChanged.connect(self.on_scheme_changed)
            if hasattr(app.styleHints(), "accessibility"):  # Qt 6.10
                app.styleHints().accessibility().contrastPreferenceChanged.connect(self.on_contrast_changed)
        self._put_on(app)

    @Slot(Qt.ColorScheme)
    def on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        """Follow the system while the mode says so."""
        if self._app is not None and self.mode == "system" and self.scheme != self._wanted(self._app):
            self._put_on(self._app)

    @Slot()
    def on_contrast_changed(self) -> None:
        """Follow the system's wish for high contrast."""
        self.on_scheme_changed(Qt.ColorScheme.Unknown)

    @property
    def dark(self) -> bool:
        """Tell whether texts are lighter than what they stand on."""
        return self.scheme != "light"

    def _wanted(self, app: QApplication) -> Scheme:
        if self.mode != "system":
            return self.mode
        if _wants_contrast(app):
            return "contrast"
        return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _put_on(self, app: QApplication) -> None:
        self.scheme = self._wanted(app)
        colours = load_colours(self.scheme)
        own = self.brand if self.scheme != "contrast" else None
        self.colours = with_brand(colours, own, dark=self.dark) if own else colours
        sheet = style_sheet(as_dict(self.colours), self.px)
        anew = sheet != app.styleSheet()
        if anew:
            # Where one sheet takes the place of another, Qt styles a widget again with each that it is in.
            app.setStyleSheet("")
        font = QFont(self._family) if self._family else QFont(app.font())
        font.setPixelSize(round(BODY_PIXELS * self.scale))
        app.setFont(font)
        app.setPalette(palette_for(self.colours))
        app.setPalette(view_palette(self.colours), "QAbstractItemView")  # type: ignore[arg-type]  # the stub errs
        if anew:
            app.setStyleSheet(sheet)
        self.changed.emit()


def _wants_contrast(app: QApplication) -> bool:
    """Tell whether the system asks for high contrast; older Qt does not know."""
    hints = app.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _family_to_use() -> str | None:
    """Return the paper face where the system has no font of its own for windows, else None.

    DejaVu is what a bare system falls back to; it is no one's choice and a sixth wider than the rest.
    """
    # The name first: to ask which families there are takes as long as to lay out a page.
    bare = QFontInfo(QApplication.font()).family().startswith(("DejaVu", "Bitstream Vera"))
    return _load_paper_face() if bare or not QFontDatabase.families() else None


def _load_paper_face() -> str | None:
    from importlib.util import find_spec

    spec = find_spec("font_roboto")
    if spec is None or not spec.submodule_search_locations:
        return None
    from pathlib import Path

    folder = Path(spec.submodule_search_locations[0]) / "files"
    family: str | None = None
    for face in ("Regular", "Medium", "Bold", "Italic"):
        number = QFontDatabase.addApplicationFont(str(folder / f"Roboto-{face}.ttf"))
        names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = family or (names[0] if names else None)
    return family


class _Holder:
    theme: Theme | None = None


def current() -> Theme:
    """Return the theme in use, for painters and for lengths."""
    if _Holder.theme is None:
        _Holder.theme = Theme()
    return _Holder.theme


def apply(
    app: QApplication, mode: Mode = "system", brand: str | None = None, text_scale: float = 1.0
) -> Theme:
    """Put a theme on the application, at the start and whenever a setting of it changes."""
    theme = current()
    theme.set_up(app, mode, brand, text_scale)
    return theme


def px(length: float) -> int:
    """Return a length of the design at the text size in use."""
    return current().px(length)


def tabular(font: QFont) -> QFont:
    """Return `font` with figures of one width, for columns of numbers."""
    font = QFont(font)
    if hasattr(QFont, "Tag"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
