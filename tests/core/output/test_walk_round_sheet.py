"""The walk-round sheet: place by place, with photos, what is gone, and rows for new ones."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from PIL import Image

from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.errors import UserError
from cxdesk.output.sheet import Printed
from cxdesk.schema.entity import changed
from cxdesk.services.paper_forms import Places
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import MemoryReader
from tests.core.output.test_kit import bomb


def sheet(reader: MemoryReader | None = None, **options: object) -> Printed:
    return paper_shop.printed("walk-round-sheet", reader, options, numbered=True)


def keys(made: Printed) -> list[dict[str, Any]]:
    return [dict(place.key) for place in Places.read(made.forms[0].places).places]


# A picture is packed as quickly as can be: noise does not get smaller.
FASTER: dict[str, dict[str, Any]] = {"PNG": {"compress_level": 1}, "WEBP": {"method": 0}}


@cache
def noise(size: tuple[int, int]) -> Image.Image:
    return Image.effect_noise(size, 80).convert("RGB")


def photo(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), number: int = 0) -> bytes:
    """Return a photo that differs from those of other numbers."""
    out = io.BytesIO()
    picture = noise(size).copy()
    picture.paste((number * 20, 0, 0), (0, 0, 40, 40))
    picture.save(out, kind, **FASTER.get(kind, {}))
    return out.getvalue()


def test_cues_stand_place_by_place_those_without_one_last() -> None:
    reader = paper_shop.sample()
    reader.add(NegativeCue(shows="Dust", place="entrance"))
    page = reading.text(sheet(reader).pdf)
    order = ["Entrance", "Thedeadplant", "Dust", "Frontdesk", "NOREFUNDS", "Anywhere", "havetowait"]
    places = [page.index(word) for word in order]
    assert places == sorted(places)
    assert page.count("Entrance") == 1  # written in two ways, it is one place


def test_each_cue_has_a_box_a_date_and_initials_and_a_line_where_nothing_replaces_it() -> None:
    made = sheet()
    for cue in (1, 2, 3):
        fields = {one["field"] for one in keys(made) if one.get("cue") == cue}
        assert fields == {"gone", "date", "initials"} | ({"replaced_by"} if cue == 2 else set())


def test_what_is_gone_is_left_out_or_ticked() -> None:
    reader = paper_shop.sample()
    reader.put(changed(reader.tables[NegativeCue][1], done_on=date(2026, 10, 3)), 1)
    some, every = sheet(reader), sheet(reader, cues="all")
    assert "NOREFUNDS" not in reading.text(some.pdf)
    assert "NOREFUNDS" in reading.text(every.pdf)
    assert "Oct3,2026" in reading.text(every.pdf)
    assert not [one for one in keys(every) if one.get("cue") == 1]
    assert some.mark == every.mark == sheet().mark  # what is done is no other wording


def test_other_words_are_another_mark() -> None:
    reader = paper_shop.sample()
    reader.put(changed(reader.tables[NegativeCue][1], replaced_by="Come back any time."), 1)
    assert sheet(reader).mark != sheet().mark


@pytest.mark.parametrize("count", [0, 1, 6, 60])
def test_blank_rows_as_many_as_asked_for(count: int) -> None:
    made = sheet(blank=str(count))
    rows = [one for one in keys(made) if "row" in one]
    assert len(rows) == 4 * count
    assert {one["row"] for one in rows} == set(range(1, count + 1))
    assert reading.letters_outside(made.pdf) == []
    assert ("Foundontheway" in reading.text(made.pdf)) == (count > 0)


def test_too_many_or_no_number_of_blank_rows() -> None:
    with pytest.raises(UserError, match="60"):
        sheet(blank="61")
    with pytest.raises(UserError, match="whole number"):
        sheet(blank="some")
    assert len([one for one in keys(sheet(blank="")) if "row" in one]) == 24


def test_a_shop_without_any_gets_a_page_of_rows() -> None:
    made = sheet(paper_shop.empty())
    assert made.pages == 1
    assert len([one for one in keys(made) if "row" in one]) == 4 * 14


def test_photos_are_printed_small() -> None:
    reader = paper_shop.sample()
    for i in range(12):
        picture = photo(("JPEG", "PNG", "WEBP")[i % 3], ((1600, 1200), (300, 1900), (1900, 80))[i % 3], i)
        reader.add(NegativeCue(shows=f"Sign {i}", place="Hall", photo=picture))
    made = sheet(reader)
    widths = [int(width) for width in re.findall(rb"/Width (\d+)", made.pdf)]
    assert len(widths) == 12
    assert max(widths) <= 262  # 30 mm at 220 dots an inch
    assert len(made.pdf) < 600_000
    assert reading.ink_outside(made.pdf) == []
    assert sheet(reader).pdf == made.pdf


@pytest.mark.parametrize("data", [b"no picture", bomb(), photo("JPEG")[:900]])
def test_a_photo_that_can_t_be_read_is_left_out(data: bytes) -> None:
    reader = paper_shop.sample()
    reader.add(NegativeCue(shows="A sign", photo=data))
    made = sheet(reader)
    assert "Asign" in reading.text(made.pdf)
    assert b"/Subtype /Image" not in made.pdf


def test_many_cues_of_a_place_repeat_its_name_on_the_next_page() -> None:
    reader = MemoryReader()
    for i in range(40):
        reader.add(NegativeCue(shows=f"Sign {i}x", place="Hall", replaced_by="Nothing"))
    made = sheet(reader)
    texts = [reading.squeezed(text) for text in reading.page_texts(made.pdf)]
    assert len(texts) > 2
    assert all("Hall" in text for text in texts if "Sign" in text)
    assert all(sum(f"Sign{i}x" in text for text in texts) == 1 for i in range(40))
    assert len([one for one in keys(made) if one["field"] == "gone"]) == 40


def test_a_word_that_is_longer_than_a_page_is_cut_and_ticked_once() -> None:
    reader = MemoryReader()
    reader.add(NegativeCue(shows="sign " * 900, place="x" * 120))
    made = sheet(reader)
    assert reading.text(made.pdf).count("sign") >= 900
    assert reading.letters_outside(made.pdf) == []
    assert [one["field"] for one in keys(made) if "cue" in one].count("gone") == 1


def test_the_columns_are_headed_as_on_other_sheets() -> None:
    text = reading.text(paper_shop.printed("walk-round-sheet").pdf)
    for heading in ("Gone", "Date", "Initials", "Where", "Whatitsaysorshows", "Foundon"):
        assert heading in text
