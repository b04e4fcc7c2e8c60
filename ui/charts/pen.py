"""Draws charts into pixels: lines by one figure that is kept, words by Qt in the window's own font.

Qt has the letters of every script that the system has, and sets them in a fiftieth of the time. matplotlib
comes with the first chart, on another thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage, QPixmap

from cxdesk.output.charts.placing import AnyChart, placed
from cxdesk.output.charts.shapes import Picture
from ui import theme
from ui.charts.lettering import measure, write
from ui.charts.picture_cache import Drawn, PictureCache
from ui.charts.style import chart_style, file_style

if TYPE_CHECKING:
    from ui.tasks import Job

Window = tuple[float, float] | None
FILE_SIZE = (900.0, 440.0)
"""Width and height of a chart in a file or on the clipboard, in points."""


class Pen:
    """Keeps the figure and what was drawn. Only the window's thread draws with it."""

    def __init__(self) -> None:
        self.ready = False
        self._figure: Any = None
        self._cache = PictureCache()
        self._part: tuple[object, Drawn] | None = None

    def make_ready(self) -> None:
        """Make the figure, when `warm` was there."""
        if not self.ready:
            from cxdesk.output.charts import draw

            self._figure = draw.warm_up()
            self.ready = True

    def drawn(self, data: AnyChart, size: tuple[int, int], ratio: float, window: Window) -> Drawn:
        """Return a chart of some logical pixels, drawn now if it was not before."""
        now = theme.current()
        key = (data, size, ratio, window, now.colours, now.scale)
        found = self._part[1] if self._part is not None and self._part[0] == key else self._cache.get(key)
        if found is None:
            image, picture = self.image(data, size, ratio, window)
            found = Drawn(QPixmap.fromImage(image), picture)
            if window is None:
                self._cache.put(key, found)
            else:  # nobody comes back to just this part of a series
                self._part = key, found
        return found

    def image(
        self, data: AnyChart, size: tuple[int, int], ratio: float, window: Window = None
    ) -> tuple[QImage, Picture]:
        """Draw a chart; return it with where its points stand."""
        from cxdesk.output.charts import draw

        style = chart_style(measure)
        picture = placed(data, style, float(size[0]), float(size[1]), window)
        self.make_ready()
        draw.draw(self._figure, picture, style.ground, ratio=ratio, words=False)
        pixels, width, height = draw.pixels(self._figure)
        image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(ratio)
        write(image, picture)
        return image, picture


class _Holder:
    pen: Pen | None = None


def pen() -> Pen:
    """Return the pen of this process."""
    if _Holder.pen is None:
        _Holder.pen = Pen()
    return _Holder.pen


def warm(_job: Job) -> None:
    """Load what draws, on another thread."""
    from cxdesk.output.charts import draw

    draw.warm_up()


class Encode:
    """Makes the bytes of a file of a chart, on any thread: light, whatever the theme, its title above."""

    def __init__(self, data: AnyChart, form: str) -> None:
        self._data, self._form = data, form
        self._brand = theme.current().brand or ""

    def __call__(self, _job: Job | None = None) -> bytes:
        """Return the file. Raises ValueError for a form that there is not."""
        from cxdesk.output.charts import draw

        style = file_style(draw.width_of, self._brand)
        return draw.encoded(placed(self._data, style, *FILE_SIZE), style.ground, self._form)
