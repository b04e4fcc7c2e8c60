"""The same shop in Germany and in the United States: dates, numbers, money, paper and week, all through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit

from cxdesk import clock, i18n
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.output import printing
from cxdesk.workspace import Workspace
from tests.core.output.reading import page_texts, sizes
from tests.core.sample_file import sample_shop
from tests.ui.test_whole import every_page, texts_of
from ui.portrait import Studio
from ui.start.defaults import from_locale

DAY = date(2026, 11, 21)
ISO = r"\b\d{4}-\d\d-\d\d\b"
GERMAN_DAY, AMERICAN_DAY = r"\b\d{1,2}\.\d{1,2}\.\d{4}\b", r"\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}\b"
BRITISH_DAY = r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]* \d{4}\b"
AMERICAN_TIME = r"\b\d{1,2}:\d\d\s?[AP]M\b"


@dataclass(frozen=True)
class Country:
    """What a country writes, and what nobody there would."""

    locale: str
    day: str
    money: str
    full_day: str
    first: str
    paper: tuple[float, float]
    theirs: str
    foreign: str


GERMANY = Country(
    "de_DE", "21.11.2026", "1.234,50\xa0€", "Samstag, 21. November 2026", "Mon", (210.0, 297.0),
    GERMAN_DAY, f"{ISO}|{AMERICAN_DAY}|{BRITISH_DAY}|{AMERICAN_TIME}|[€$]\\s?\\d",
)  # fmt: skip
STATES = Country(
    "en_US", "Nov 21, 2026", "$1,234.50", "Saturday, November 21, 2026", "Sun", (215.9, 279.4),
    AMERICAN_DAY, f"{ISO}|{GERMAN_DAY}|{BRITISH_DAY}|\\d\\s?[€$]",
)  # fmt: skip
BOTH = pytest.mark.parametrize("country", [GERMANY, STATES], ids=lambda one: one.locale)


@pytest.fixture(autouse=True)
def _words_back() -> Iterator[None]:
    yield
    i18n.use_words(i18n.DEFAULT_WORDS)


def shop_in(country: Country, path: Path) -> Path:
    """Make the sample shop there."""
    path.write_bytes(_shop(country.locale, clock.today()))
    return path


@cache
def _shop(locale: str, today: date) -> bytes:
    with TemporaryDirectory() as folder:
        ws = sample_shop(Path(folder) / "w.cxdesk", today)
        ws.change(Shop, ws.shop_id or 0, **from_locale(QLocale(locale)).values())
        standard = ws.rows(Standard, kind="operational")[0].id
        ws.change(Standard, standard, cost=123_450, review_on=DAY)
        ws.close()
        return ws.path.read_bytes()


@BOTH
def test_every_sheet_is_written_as_there(country: Country, tmp_path: Path) -> None:
    ws = Workspace.open(shop_in(country, tmp_path / "w.cxdesk"), read_only=True)
    said = ""
    for name, spec in printing.sheets().items():
        printed = printing.render(spec, ws, {}, today=DAY)
        text = " ".join(" ".join(page_texts(printed.pdf)).split())
        assert re.findall(country.foreign, text) == [], name
        found = {tuple(sorted(round(side / 72 * 25.4, 1) for side in page)) for page in sizes(printed.pdf)}
        assert found == {country.paper}, name
        said += text
    assert country.day in said or re.search(country.theirs, said)
    ws.close()


@BOTH
def test_a_month_on_the_wall_begins_with_their_day(country: Country, tmp_path: Path) -> None:
    ws = Workspace.open(shop_in(country, tmp_path / "w.cxdesk"), read_only=True)
    printed = printing.render(printing.sheet("huddle-calendar"), ws, {}, today=DAY)
    text = " ".join(page_texts(printed.pdf)[0].split())
    names = [("Montag", "Sonntag"), ("Monday", "Sunday")][country is STATES]
    if all(name in text for name in names):
        assert (text.index(names[0]) < text.index(names[1])) is (country is GERMANY)
    else:
        assert any(name in text for name in names)  # it is closed on the other one
    ws.close()


@BOTH
def test_every_page_is_written_as_there(
    country: Country, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    file = shop_in(country, tmp_path / "w.cxdesk")
    said: list[tuple[str, str]] = []
    with Studio("light") as studio:
        for page, shown in every_page(studio, file):
            if page == "standards":
                ws = studio.bridge.ws
                standard = next(row for row in ws.rows(Standard) if row.record.review_on == DAY)
                shown.show_record("standard", standard.id)
                studio.settle()
            parts = (shown, studio.window.header)
            said += [(page, text) for part in parts for text in texts_of(part)]
            said += [(page, box.text()) for box in shown.findChildren(QLineEdit)]
        said += [("all", text) for text in texts_of(studio.window)]
    # How the day may be typed as well, and the language field's own examples, are no dates of the shop.
    wrong = [(page, text) for page, text in said if re.search(country.foreign, text)]
    assert wrong == []
    texts = " ".join(text for _page, text in said)
    assert re.search(country.theirs, texts)
    assert f"{country.full_day} · {country.money}" in texts
    # The field holds the bare amount, its sign stands beside it.
    bare = "1234,50" if country is GERMANY else "1234.50"
    assert any(text == bare for _page, text in said)
