"""The roles of a theme's colours."""

# Without `annotations` of the future: as text each of so many would be compiled at the start.
from typing import NamedTuple


class Colours(NamedTuple):
    """One colour for each role, as `#RRGGBB`."""

    window: str
    surface: str
    border: str
    text: str
    secondary: str
    brand: str
    on_brand: str
    selection: str
    sidebar: str
    sidebar_text: str
    danger: str
    danger_back: str
    warning: str
    warning_back: str
    good: str
    good_back: str
    field_border: str
    hover: str
    disabled: str
    brand_back: str
    neutral: str
    neutral_back: str
    solid: str
    solid_back: str
    sidebar_strong: str
    sidebar_heading: str
    sidebar_field: str
    sidebar_hover: str
    badge: str
    badge_back: str
    cover: str
