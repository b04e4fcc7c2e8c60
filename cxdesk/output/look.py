"""The hand of every sheet: a scale of type sizes and the colours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cxdesk.output import fonts
from cxdesk.output.colour import INK, QUIET, Colour, mix
from cxdesk.output.lines import Style


@dataclass(frozen=True)
class Look:
    """Type and colour of one sheet. `scale` is 1 at the normal text size."""

    brand: Colour
    scale: float = 1.0

    def scaled(self, factor: float) -> Look:
        """Return the look with all type larger or smaller."""
        return Look(self.brand, self.scale * factor)

    def style(
        self,
        size: float,
        leading: float,
        face: str = fonts.REGULAR,
        colour: Colour = INK,
        align: str = "left",
    ) -> Style:
        """Return a style of the scale."""
        return Style(size * self.scale, leading * self.scale, face, colour, align)

    def pt(self, points: float) -> float:
        """Return a length that goes with the type."""
        return points * self.scale

    @cached_property
    def tint(self) -> Colour:
        """A breath of the brand colour, for the ground of a box."""
        return mix(self.brand, 0.09)

    @cached_property
    def title(self) -> Style:
        """The name of what the sheet is about."""
        return self.style(27, 32, fonts.BOLD)

    @cached_property
    def heading(self) -> Style:
        """A part of the sheet."""
        return self.style(14.5, 18, fonts.BOLD)

    @cached_property
    def quote(self) -> Style:
        """What somebody says."""
        return self.style(14, 18.5, fonts.MEDIUM, self.brand)

    @cached_property
    def strong(self) -> Style:
        """A line to remember."""
        return self.style(12.5, 16, fonts.BOLD)

    @cached_property
    def body(self) -> Style:
        """Running text."""
        return self.style(11.5, 15.5)

    @cached_property
    def note(self) -> Style:
        """What explains a line above it."""
        return self.style(10.5, 14, fonts.REGULAR, QUIET)

    @cached_property
    def label(self) -> Style:
        """A few words over something larger, or under a line to write on."""
        return self.style(9.5, 13, fonts.MEDIUM, QUIET)
