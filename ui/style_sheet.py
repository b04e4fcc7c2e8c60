"""The one style sheet of the window: our own widgets by class or property, no stock control.

Generated from the roles of the theme, so that a change of theme changes all of it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_TEMPLATE = """
#page_area, #start_area { background: @window; }
#header { background: @surface; border: none; border-bottom: 1px solid @border; }
#statusbar { background: @surface; border: none; border-top: 1px solid @border; }
Sidebar { background: @sidebar; border: none; }
#sidebar_scroll, #sidebar_pages { background: transparent; border: none; }
PlainLabel { background: transparent; }
PlainLabel[tone="secondary"] { color: @secondary; }
PlainLabel[tone="brand"] { color: @brand; }
PlainLabel[tone="danger"] { color: @danger; }
PlainLabel[tone="warning"] { color: @warning; }
PlainLabel[tone="good"] { color: @good; }
PlainLabel[tone="sidebar"] { color: @sidebar_text; }
PlainLabel[tone="sidebar_strong"] { color: @sidebar_strong; }
PlainLabel[tone="sidebar_heading"] { color: @sidebar_heading; }
PlainLabel[tone="solid"] { color: @solid; }
PlainLabel[textsize="small"] { font-size: 12u; }
PlainLabel[textsize="caption"] { font-size: 11u; }
PlainLabel[textsize="strong"] { font-size: 13u; font-weight: 600; }
PlainLabel[textsize="heading"] { font-size: 14u; font-weight: 600; }
PlainLabel[textsize="title"] { font-size: 18u; font-weight: 700; }
PlainLabel[textsize="headline"] { font-size: 26u; font-weight: 700; }
Card { background: @surface; border: 1px solid @border; border-radius: 12u; }
Card[flat="true"] { background: transparent; }
Card[selected="true"] { background: @selection; border-color: @brand; }
Divider { background: @border; border: none; }
Tag { border-radius: 5u; padding: 2u 8u; font-size: 11u; font-weight: 500; }
Tag[role="neutral"] { color: @neutral; background: @neutral_back; }
Tag[role="brand"] { color: @brand; background: @brand_back; }
Tag[role="danger"] { color: @danger; background: @danger_back; }
Tag[role="warn"] { color: @warning; background: @warning_back; }
Tag[role="good"] { color: @good; background: @good_back; }
Tag[role="solid"] { color: @solid; background: @solid_back; }
KeyHint { color: @secondary; background: @hover; border: 1px solid @border; border-radius: 4u;
  padding: 0px 5u; font-size: 11u; }
Banner { border: none; border-radius: 8u; }
Banner[role="info"] { background: @brand_back; }
Banner[role="warn"] { background: @warning_back; }
Banner[role="danger"] { background: @danger_back; }
Banner[role="info"] PlainLabel { color: @brand; }
Banner[role="warn"] PlainLabel { color: @warning; }
Banner[role="danger"] PlainLabel { color: @danger; }
UndoBar { background: @solid_back; border: none; border-radius: 10u; }
UndoBar PlainLabel { color: @solid; }
CommandPalette > QFrame#panel { background: @surface; border: 1px solid @field_border; border-radius: 12u; }
#palette_list { background: transparent; border: none; }
#palette_line { background: transparent; border: none; padding: 12u 4u; font-size: 16u; color: @text;
  placeholder-text-color: @secondary; }
PrivacyCover { background: @cover; }
RecordTable { outline: none; }
RecordTable::item { padding: 0px 4u; }
TextField, TextBox { background: @surface; color: @text; border: 1px solid @field_border;
  border-radius: 8u; padding: 5u 9u; selection-background-color: @brand; selection-color: @on_brand;
  placeholder-text-color: @secondary; }
TextBox { padding: 3u 5u; }
TextField:hover, TextBox:hover { border-color: @secondary; }
TextField:disabled, TextBox:disabled { background: @window; color: @disabled;
  border-color: @border; }
TextField:read-only, TextBox:read-only { background: @window; }
TextField[wrong="true"], TextBox[wrong="true"] { border-color: @danger; background: @danger_back; }
TextField:focus, TextBox:focus{ border-color: @brand; border-width: 2px; }
TextField:focus { padding: 4u 8u; }
TextBox:focus { padding: 2u 4u; }
QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 10u; }
QScrollBar:horizontal { height: 10u; }
QScrollBar::handle { background: @field_border; border: none; border-radius: 3u; margin: 2u; }
QScrollBar::handle:vertical { min-height: 32u; }
QScrollBar::handle:horizontal { min-width: 32u; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
#sidebar_scroll QScrollBar::handle { background: @sidebar_field; }
#sidebar_scroll QScrollBar::handle:hover { background: @sidebar_heading; }
PageScroll, PageScroll > QWidget > QWidget#inside { background: transparent; border: none; }
"""


def style_sheet(colours: Mapping[str, str], px: Callable[[float], int]) -> str:
    """Return the sheet with `@role` as colours and `12u` as pixels at the text size in use."""
    words: list[str] = []
    for word in _TEMPLATE.replace(";", " ;").split(" "):
        if word.startswith("@"):
            words.append(colours[word[1:]])
        elif word.endswith("u") and word[:-1].isdigit():
            words.append(f"{px(int(word[:-1]))}px")
        else:
            words.append(word)
    return " ".join(words)
