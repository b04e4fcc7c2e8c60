"""What sheets say, read from the workspace as plain values: no drawing, no connection kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from cxdesk.clock import today
from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.person import Person
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.entities.vision import Vision
from cxdesk.i18n import N_, _
from cxdesk.output.sheet import NOT_MARKED, Choice, Options, ShopHead
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.text import one_line

ALL, NONE = "all", "none"
NO_TEAM = N_(
    "nobody is on the team yet. Add people on the page Team, or with “cxdesk add FILE person name=…”."
)
DEFECT, OPERATIONAL, EXPERIENTIAL, ABOVE = "defect", "operational", "experiential", "above_beyond"


@dataclass(frozen=True, slots=True)
class Item:
    """One standard, or one thing that can go wrong."""

    kind: str
    text: str
    why: str = ""
    sounds_like: str = ""
    how_we_know: str = ""
    non_negotiable: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class StageText:
    """A stage with its four lists. `place` and `of` count the stages in use."""

    name: str
    wants: str = ""
    aim: str = ""
    practise: str = ""
    items: tuple[Item, ...] = ()
    place: int = field(default=0, metadata=NOT_MARKED)
    of: int = field(default=0, metadata=NOT_MARKED)

    def of_kind(self, *kinds: str) -> list[Item]:
        """Return the items of some lists, list by list."""
        return [item for kind in kinds for item in self.items if item.kind == kind]


@dataclass(frozen=True, slots=True)
class PillarText:
    """A pillar of the vision."""

    title: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class VisionText:
    """One version of the service vision."""

    statement: str = ""
    purpose: str = ""
    pillars: tuple[PillarText, ...] = ()
    draft: bool = False
    version: int = field(default=1, metadata=NOT_MARKED)


@dataclass(frozen=True, slots=True)
class NeverAlwaysText:
    """The two sides of the list."""

    never: tuple[str, ...] = ()
    always: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standards:
    """All stages and standards, read once."""

    stages: list[Stored[Stage]]
    by_stage: dict[int, list[Stored[Standard]]]
    frozen: Counter[int]  # earlier versions by standard

    def versions(self, stage_id: int) -> int:
        """Return how many new versions the standards of a stage have had, retired ones included."""
        return sum(self.frozen[one.id] for one in self.by_stage.get(stage_id, ()))

    def text(self, stage: Stored[Stage], *, drafts: bool = False) -> StageText:
        """Return a stage with what is not retired; `drafts` tells which are not adopted yet."""
        active = [one.id for one in self.stages if one.record.active or one.id == stage.id]
        rows = [one.record for one in self.by_stage.get(stage.id, ())]
        record = stage.record
        return StageText(
            name=record.name,
            wants=record.wants,
            aim=record.aim,
            practise=record.practise,
            items=tuple(item(one, drafts=drafts) for one in rows if one.status != "retired"),
            place=active.index(stage.id) + 1,
            of=len(active),
        )


def item(record: Standard, *, drafts: bool = False) -> Item:
    """Return a standard as sheets say it; `drafts` tells when it is not adopted yet."""
    return Item(
        kind=record.kind,
        text=record.text,
        why=record.why,
        sounds_like=record.sounds_like,
        how_we_know=record.how_we_know,
        non_negotiable=record.non_negotiable,
        draft=drafts and record.status == "draft",
    )


def shop_head(reader: Reader) -> ShopHead:
    """Return what stands at the head of a sheet; a workspace without a shop gets a blank one."""
    shop = shop_of(reader)
    if shop is None:
        return ShopHead("")
    return ShopHead(one_line(shop.name, 500), shop.brand_colour, shop.logo, shop.address, shop.language)


def shop_of(reader: Reader) -> Shop | None:
    """Return the shop, when there is one."""
    return next((one.record for one in reader.rows(Shop)), None)


def standards(reader: Reader) -> Standards:
    """Read stages, standards and how many versions they had."""
    by_stage: dict[int, list[Stored[Standard]]] = {}
    for one in reader.rows(Standard):
        by_stage.setdefault(one.record.stage or 0, []).append(one)
    for rows in by_stage.values():
        rows.sort(key=lambda one: one.record.position)
    frozen = Counter(one.record.standard or 0 for one in reader.rows(StandardVersion))
    return Standards(reader.rows(Stage), by_stage, frozen)


def stages_wanted(known: Standards, wanted: str) -> list[Stored[Stage]]:
    """Return the stage at a place, or all in use."""
    if wanted == ALL:
        return [one for one in known.stages if one.record.active]
    return [one for one in known.stages if str(one.record.position) == wanted]


def stage_choices(reader: Reader) -> list[Choice]:
    """Return the places of the stages in use, and all of them."""
    found = [
        Choice(str(one.record.position), f"{one.record.position} · {one_line(one.record.name, 80)}")
        for one in reader.rows(Stage)
        if one.record.active
    ]
    return [*(found or [Choice("1", _("A blank one to write on"))]), Choice(ALL, _("All stages"))]


def vision(reader: Reader, version: str = "") -> VisionText:
    """Return a version of the vision: the one asked for, else the adopted one, else the latest draft."""
    rows = reader.rows(Vision)
    if version:
        chosen = [one for one in rows if str(one.record.version) == version]
    else:
        chosen = [one for one in rows if one.record.status == "adopted"]
        chosen = chosen or [one for one in rows if one.record.status == "draft"]
    if not chosen:
        return VisionText()
    best = max(chosen, key=lambda one: one.record.version)
    record = best.record
    pillars = tuple(
        PillarText(one.record.title, one.record.meaning) for one in reader.rows(Pillar, vision=best.id)
    )
    return VisionText(record.statement, record.purpose, pillars, record.status == "draft", record.version)


def never_always(reader: Reader) -> NeverAlwaysText:
    """Return the shop's list."""
    rows = [one.record for one in reader.rows(NeverAlways)]
    rows.sort(key=lambda one: one.position)
    sides = {side: tuple(one.text for one in rows if one.side == side) for side in ("never", "always")}
    return NeverAlwaysText(sides["never"], sides["always"])


def people_choices(reader: Reader) -> list[Choice]:
    """Return nobody, everybody, and each person who has not left."""
    named = [Choice(one.record.name, one.record.name) for one in _present(reader, today())]
    return [Choice(NONE, _("No names")), Choice(ALL, _("Everybody, names filled in")), *named]


def people(reader: Reader, options: Options, name: str) -> tuple[str, ...]:
    """Return the names that were asked for."""
    wanted = options.words(name)
    if ALL in wanted:
        return team(reader, options.today)
    return tuple(one for one in wanted if one not in {NONE, ""})


def team(reader: Reader, day: date) -> tuple[str, ...]:
    """Return the names of all who have not left by that day."""
    return tuple(one.record.name for one in _present(reader, day))


def _present(reader: Reader, day: date) -> list[Stored[Person]]:
    """Return who has not left by that day."""
    return [one for one in reader.rows(Person) if one.record.left_on is None or one.record.left_on > day]
