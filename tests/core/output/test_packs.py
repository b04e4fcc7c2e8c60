"""Packs: which sheets, for whom, in order, with contents that tell the right pages."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pypdf
import pytest

from cxdesk.entities.person import Person
from cxdesk.errors import UserError
from cxdesk.output import packs, printing
from cxdesk.output.packs import PackPart, PackSpec
from cxdesk.output.sheet import Printed
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader

NAMES = ["new-starter", "wall-set", "this-stage", "whole-set"]


def printed(name: str, reader: MemoryReader | None = None, paper: str = "A4", **chosen: object) -> Printed:
    """Print a pack; that of the sample without choices is made once, however many tests look at it."""
    if reader is None and not chosen:
        return of_sample(name, paper)
    return packs.render_pack(packs.pack(name), reader or paper_shop.sample(), chosen, paper=paper, today=DAY)


@cache
def of_sample(name: str, paper: str) -> Printed:
    return printed(name, paper_shop.sample(), paper)


def outline(pdf: bytes) -> list[tuple[str, int]]:
    """Return titles and pages of the outline."""
    document = pypdf.PdfReader(io.BytesIO(pdf))
    entries: list[Any] = [one for one in document.outline if not isinstance(one, list)]
    return [(one.title, 1 + document.get_destination_page_number(one)) for one in entries]


def test_packs_are_declared_as_data() -> None:
    assert list(packs.packs()) == NAMES
    for pack in packs.packs().values():
        assert pack.title
        assert pack.about
        assert not set(packs.packs()) & set(printing.sheets())
        for option in pack.options:
            values = [one.value for one in option.choices(paper_shop.sample())] if option.choices else []
            assert option.default in values


@pytest.mark.parametrize("name", NAMES)
def test_every_sheet_of_a_pack_exists_and_has_the_options_that_are_set(name: str) -> None:
    pack = packs.pack(name)
    assert [part.sheet for part in pack.parts] == [part.sheet for part in pack.sheets()]
    for part in pack.parts:
        known = {option.name for option in printing.sheet(part.sheet).options}
        assert {*part.options, *part.filled} <= known, part.sheet


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", NAMES)
def test_contents_and_outline_tell_the_right_pages(name: str, paper: str) -> None:
    made = printed(name, paper=paper)
    pages = [reading.squeezed(page) for page in reading.page_texts(made.pdf)]
    assert made.pages == len(pages)
    assert all(f"page{i}of{len(pages)}" in page for i, page in enumerate(pages, start=1))
    assert "Inthispack" in pages[0]
    assert reading.letters_outside(made.pdf) == []
    found = outline(made.pdf)
    title = packs.pack(name).title
    assert found[0][1] == 1
    assert found[0][0].startswith(title)
    assert [page for _title, page in found] == sorted(page for _title, page in found)
    contents = "".join(pages[: found[1][1] - 1])
    for entry, page in found[1:]:
        assert re.search(re.escape(reading.squeezed(entry)) + str(page), contents), entry
    sheets = list(dict.fromkeys(part.sheet for part in made.parts))
    assert sheets == [part.sheet for part in packs.pack(name).parts]


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_printed_again_has_the_same_bytes(name: str) -> None:
    assert printed(name, paper_shop.sample()).pdf == printed(name).pdf


def test_a_new_starter_gets_her_role_her_name_and_the_rest() -> None:
    made = printed("new-starter", person="jin park")
    first = " ".join(reading.page_texts(made.pdf)[0].split())
    assert "New starter · Jin Park" in first
    assert "Training sheet · Saying goodbye · Jin Park" in first
    assert (made.about, made.messages) == ("Jin Park", ())
    assert [part.about for part in made.parts if part.sheet == "role-card"] == ["Stylist"]
    assert len([part for part in made.parts if part.sheet == "training-sheet"]) == 3


def test_without_a_name_the_pack_is_for_anybody() -> None:
    made = printed("new-starter")
    assert made.about == ""
    assert [part.about for part in made.parts if part.sheet == "role-card"] == ["Stylist", "Front desk"]
    assert "JinPark" not in reading.text(made.pdf)


def test_who_has_no_role_gets_no_role_card_and_that_is_said() -> None:
    reader = paper_shop.sample()
    reader.add(Person(name="Ida, the new one"))
    made = printed("new-starter", reader, person="Ida, the new one")
    assert made.messages == ("Ida, the new one has no role yet, so this is left out: Role card.",)
    assert "role-card" not in {part.sheet for part in made.parts}
    assert "Ida,thenewone" in reading.text(made.pdf)


def test_one_stage_is_that_stage_alone() -> None:
    made = printed("this-stage", stage="2")
    assert made.about == "Arrival & greeting"
    assert {part.about for part in made.parts} == {"Arrival & greeting"}
    assert "Nobodycallsback" not in reading.text(made.pdf)


def test_when_the_first_stage_is_out_of_use_the_next_one_is_meant() -> None:
    reader = paper_shop.sample()
    stage = reader.rows(paper_shop.Stage)[0]
    reader.put(paper_shop.Stage(position=1, name=stage.record.name, active=False), stage.id)
    assert printed("this-stage", reader).about == "Arrival & greeting"


@pytest.mark.parametrize("name", NAMES)
def test_a_shop_on_its_first_day_gets_packs_to_write_on(name: str) -> None:
    made = printed(name, paper_shop.empty())
    assert reading.letters_outside(made.pdf) == []
    assert made.messages == ()


@pytest.mark.parametrize(
    ("name", "chosen", "words"),
    [
        ("new-starter", {"person": "Nobody"}, "none, Lea Brandt, Omar Haddad"),
        ("new-starter", {"person": "Ada Gone"}, "Lea Brandt"),
        ("this-stage", {"stage": "all"}, "1, 2, 3"),
        ("wall-set", {"stage": "1"}, "has no option"),
    ],
)
def test_what_can_t_be_chosen_is_refused(name: str, chosen: dict[str, object], words: str) -> None:
    with pytest.raises(UserError, match=words):
        printed(name, **chosen)


def test_an_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(UserError, match="new-starter, wall-set"):
        packs.pack("starter")


def test_only_what_is_wanted_goes_in_and_never_nothing() -> None:
    spec, reader = packs.pack("wall-set"), paper_shop.sample()
    job = packs.gather_pack(spec, reader, {}, include=("stage-sheet",), today=DAY)
    assert {one.spec.name for one in job.jobs} == {"stage-sheet"}
    with pytest.raises(UserError, match="at least one"):
        packs.gather_pack(spec, reader, {}, include=(), today=DAY)


def test_a_sheet_that_is_not_there_is_left_out() -> None:
    spec = PackSpec(
        name="made-up",
        title="Made up",
        about="",
        sheets=lambda: [PackPart("no-such-sheet"), PackPart("vision-poster")],
    )
    made = packs.render_pack(spec, paper_shop.sample(), {}, today=DAY)
    assert [part.sheet for part in made.parts] == ["vision-poster"]
    assert made.messages == ()


def test_the_contents_say_no_name_twice() -> None:
    made = printed(packs.WHOLE_SET)
    pages = [reading.squeezed(page) for page in reading.page_texts(made.pdf)[:4]]
    for spec in printing.sheets().values():
        name = reading.squeezed(spec.title)
        assert not any(f"{name}·{name}" in page for page in pages), spec.title
    assert any("Sign-offsheet·Beforethevisit" in page for page in pages)
