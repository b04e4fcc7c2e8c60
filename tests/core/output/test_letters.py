"""Letters: what prints right, what is named before printing, and the order of right-to-left words."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.output import bidi, fonts, printing
from cxdesk.output.lines import Span, Style, break_lines
from cxdesk.output.text import Text, elided, esc, unprintable, width_of
from tests.core.output import paper_shop, reading

PLAIN = "Łódź, Příliš žluťoučký, Größe, naïveté, Őrült, Żółć, Ελλάδα Ω, Київ Ж, İstanbul, Tiếng Việt, 10 €"
STYLE = Style(11, 15)


def sheet_with(*texts: str) -> printing.Printed:
    reader = paper_shop.sample()
    for i, text in enumerate(texts):
        reader.add(
            paper_shop.Standard(stage=3, position=9 + i, kind="operational", text=text, status="adopted")
        )
    return printing.render(printing.sheet("training-sheet"), reader, {"stage": "3"}, today=paper_shop.DAY)


def test_letters_of_europe_are_read_back() -> None:
    made = sheet_with(PLAIN)
    assert made.messages == ()
    assert reading.squeezed(PLAIN) in reading.text(made.pdf)


def test_hebrew_reads_from_right_to_left() -> None:
    made = sheet_with("שלום עולם", "Say שלום to all")
    assert made.messages == ()
    page = " ".join("".join(reading.page_texts(made.pdf)).split())
    assert "שלום עולם" in page
    assert "Say שלום to all" in page
    sheen, ayin = (
        next(box for _page, letter, _size, box in reading.letters(made.pdf) if letter == wanted)
        for wanted in "שע"
    )
    assert sheen[0] > ayin[0]


def test_hebrew_stands_at_the_right_edge() -> None:
    made = sheet_with("שלום עולם")
    right = max(box[2] for _page, letter, _size, box in reading.letters(made.pdf) if letter == "ש")
    assert right > 540


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc", "abc"),
        ("שלום", "םולש"),
        ("שלום עולם", "םלוע םולש"),
        ("Say שלום now", "Say םולש now"),
        ("שלום Anna!", "!Anna םולש"),
        ("מחיר 15% (היום)", "(םויה) 15% ריחמ"),
        ("Say שלום (תודה) 24/7, ok?", "Say 24/7 (הדות) םולש, ok?"),
        ("תודה, 10:30", "10:30 ,הדות"),
        ("a (שלום) b", "a (םולש) b"),
        ("", ""),
    ],
)
def test_order_of_letters(text: str, seen: str) -> None:
    level, base = bidi.levels(text), bidi.base_level(text)
    order = bidi.visual(text, level, base)
    assert "".join(bidi.mirrored(text[i]) if level[i] % 2 else text[i] for i in order) == seen


def test_points_and_accents_are_placed() -> None:
    made = sheet_with("שָׁלוֹם", "x\u0302 y\u0301z")
    assert made.messages == ()
    page = "".join(reading.page_texts(made.pdf))
    assert set(unicodedata.normalize("NFD", "שָׁלוֹם")) <= set(unicodedata.normalize("NFD", page))
    assert "\u0302" in unicodedata.normalize("NFD", page)


def test_symbols_come_from_the_second_font() -> None:
    made = sheet_with("Yes → ☑ ★ ♥")
    assert made.messages == ()
    assert "Yes→☑★♥" in reading.text(made.pdf)


@pytest.mark.usefixtures("no_cjk")
def test_other_letters_are_named_and_never_a_black_box() -> None:
    made = sheet_with("你好 means hello 😀", "مرحبا", "สวัสดี", "\ue000 icon")
    assert len(made.messages) == 1
    for letter in ("你", "好", "😀", "م", "ส", "U+E000"):
        assert letter in made.messages[0]
    page = reading.text(made.pdf)
    assert not set("■□\ufffd你😀م") & set(page)
    assert "__meanshello" in page


@pytest.mark.usefixtures("no_cjk")
def test_unprintable_is_sorted() -> None:
    assert unprintable(["plain", PLAIN, "שלום"]) == []
    assert unprintable(["李b", "ab", "人"]) == ["人", "李"]


@pytest.fixture
def no_cjk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "font_folders", list)
    forget()


@pytest.fixture(autouse=True)
def _clean_caches() -> object:
    yield
    forget()


def forget() -> None:
    fonts.cjk_paths.cache_clear()
    fonts._shown.cache_clear()


def made_font(chars: str, *, outlines: bool = True) -> bytes:
    """Make a small font with a square for each letter, with TrueType or CFF outlines."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    names = [".notdef", *(f"g{ord(char):04X}" for char in chars)]
    builder = FontBuilder(1000, isTTF=outlines)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"g{ord(char):04X}" for char in chars})
    pens = {name: TTGlyphPen(None) if outlines else T2CharStringPen(900, None) for name in names}
    for pen in pens.values():
        pen.moveTo((100, 0))
        for point in ((100, 700), (800, 700), (800, 0)):
            pen.lineTo(point)
        pen.closePath()
    if outlines:
        builder.setupGlyf({name: pen.glyph() for name, pen in pens.items()})
    else:
        charstrings = {name: pen.getCharString() for name, pen in pens.items()}
        builder.setupCFF("Made", {"FullName": "Made"}, charstrings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (900, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular", "psName": "Made-Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def use_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(fonts, "font_folders", lambda: [folder])
    forget()


def test_cjk_prints_with_a_truetype_font_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "wqy-zenhei.ttc").write_bytes(b"ttcf broken")
    (tmp_path / "deep" / "MSYH.TTF").write_bytes(made_font("你好世界，。"))
    use_folder(monkeypatch, tmp_path)
    made = sheet_with("你好，世界。" * 20 + "人")
    assert "人" in made.messages[0]
    assert "世" not in made.messages[0]
    assert reading.text(made.pdf).count("你好，世界。") == 20
    assert reading.letters_outside(made.pdf) == []


def test_fonts_with_other_outlines_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "msyh.ttf").write_bytes(made_font("你好", outlines=False))
    (tmp_path / "simhei.ttf").write_bytes(b"")
    use_folder(monkeypatch, tmp_path)
    assert unprintable(["你好"]) == ["你", "好"]


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_font_folders_of_each_system(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(fonts.sys, "platform", platform)
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    assert all("ont" in str(folder) for folder in fonts.font_folders())


def test_the_wide_font_stands_in_for_a_missing_text_face(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fonts._package_folder
    monkeypatch.setattr(
        fonts,
        "_package_folder",
        lambda package, *parts: None if package == "font_roboto" else folder(package, *parts),
    )
    assert fonts._main.__wrapped__(fonts.BOLD).name == "DejaVuSans-Bold"
    monkeypatch.setattr(fonts, "_package_folder", lambda *parts: None)
    monkeypatch.setattr(fonts, "_wide", fonts._wide.__wrapped__)
    with pytest.raises(FileNotFoundError):
        fonts._main.__wrapped__(fonts.BOLD)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  plain  text ", "plain text"),
        ("two\r\nlines\n\n", "two\nlines"),
        ("tab\there", "tab here"),
        ("so\u00adft ze\u200bro \ufeffmark", "soft zero mark"),
        ("10\u202f€", "10\u00a0€"),
        ("\x00\x07bell\x1b", "bell"),
        ("e\u0301", "é"),
        ("wide\u3000blank\u2003here", "wide blank here"),
        ("a\u2028b", "a\nb"),
    ],
)
def test_cleaning(typed: str, kept: str) -> None:
    assert esc(typed) == kept


@given(st.text(max_size=200), st.floats(20, 300))
def test_lines_hold_all_letters_and_keep_the_width(text: str, width: float) -> None:
    cleaned = esc(text)
    lines = break_lines([[Span(part)] for part in cleaned.split("\n")], STYLE, width)
    for line in lines:
        shown = "".join(run.text for run in line.runs).strip()
        assert line.width <= width + 0.01 or len(shown) <= 2
    printable = [char for char in cleaned if not char.isspace() and fonts.printable(char)]
    got = [char for line in lines for run in line.runs for char in run.text if not char.isspace()]
    mirrored = {bidi.mirrored(char) for char in printable}
    assert set(printable) <= set(got) | mirrored
    assert len(got) >= len(printable)


def test_a_text_is_cut_between_lines_and_loses_nothing() -> None:
    block = Text("one two three four five six seven eight nine ten " * 8, STYLE)
    block.fit(200)
    first, rest = block.cut(100)
    assert first.height <= 100
    assert first.height + rest.height == block.height
    assert block.cut(20) is None
    assert len(block.split(200, 100)) == 2


def test_long_texts_take_time_in_proportion() -> None:
    words = "word " * 40_000
    block = Text(words, STYLE)
    assert block.fit(480) > 10_000
    assert sum(len(line.runs) for line in block.lines) == len(block.lines)


def test_elided_text_fits() -> None:
    line = elided("A very long name of a very small shop", STYLE, 90)
    assert line.width <= 90
    assert line.runs[0].text.endswith("…")
    assert elided("short", STYLE, 90).width == width_of("short", STYLE)
