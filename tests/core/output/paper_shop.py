"""A shop on paper: records in memory, so that sheets are tested without a file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from cxdesk.entities.cue import Cue
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.person import Person
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.entities.vision import Vision
from cxdesk.errors import NotFound
from cxdesk.output import printing
from cxdesk.output.sheet import Printed
from cxdesk.schema.entity import Stored

DAY = date(2026, 11, 21)


class MemoryReader:
    """Holds records by class; satisfies the `Reader` protocol."""

    def __init__(self) -> None:
        self.tables: dict[type, dict[int, Any]] = defaultdict(dict)
        self.reads = 0

    def add(self, record: Any) -> int:
        table = self.tables[type(record)]
        table[len(table) + 1] = record
        return len(table)

    def put(self, record: Any, record_id: int) -> None:
        self.tables[type(record)][record_id] = record

    def find(self, cls: type, record_id: int | None) -> Any:
        record = self.tables[cls].get(record_id)
        return None if record is None else self._stored(record_id, record)

    def get(self, cls: type, record_id: int) -> Any:
        found = self.find(cls, record_id)
        if found is None:
            raise NotFound("gone")
        return found

    def rows(self, cls: type, **equal: object) -> list[Any]:
        self.reads += 1
        rows = [
            self._stored(record_id, record)
            for record_id, record in self.tables[cls].items()
            if all(getattr(record, name) == value for name, value in equal.items())
        ]
        return sorted(rows, key=lambda one: (getattr(one.record, "position", 0), one.id))

    def count(self, cls: type, **equal: object) -> int:
        return len(self.rows(cls, **equal))

    def values(self, cls: type, field: str) -> list[Any]:
        return [getattr(record, field) for record in self.tables[cls].values()]

    def columns(self, cls: type, *names: str, **equal: object) -> list[tuple[Any, ...]]:
        rows = self.rows(cls, **equal)
        return [
            tuple(row.id if name == "id" else getattr(row.record, name) for name in names) for row in rows
        ]

    @staticmethod
    def _stored(record_id: int | None, record: Any) -> Any:
        return Stored(record_id, record, "2026-11-01T09:00:00Z", "2026-11-20T09:00:00Z", 1)


STAGES = {
    "Before the visit": (
        "To be expected, and to know where to go",
        "tell any guest, on the phone or in writing, when to come, where to park and who will be there",
        "One calls with a bad line and a tight day; the other finds a time. Swap after three minutes.",
        (
            (
                "operational",
                "Answer the phone within three rings",
                "A fourth ring sounds like nobody is there.",
                "Willow and Co., this is Maya. How may I help?",
                "Did it ring three times or fewer?",
                True,
            ),
            (
                "operational",
                "Say day, time and name back before you hang up",
                "One in ten bookings is heard wrong.",
                "",
                "Were day, time and name said back?",
                False,
            ),
            (
                "experiential",
                "Ask what would make this visit perfect",
                "It tells us more than any form.",
                "Is there anything you are looking forward to?",
                "Was the question asked?",
                False,
            ),
            (
                "above_beyond",
                "Text a photo of the door to anybody coming for the first time",
                "",
                "",
                "",
                False,
            ),
            ("defect", "Nobody calls back", "", "", "", False),
            ("defect", "The wrong day is written down", "", "", "", False),
        ),
    ),
    "Arrival & greeting": (
        "To be seen at once, and to be known by name",
        "greet any guest by name within 10 seconds, open their card, and offer what they like without asking",
        "In pairs, 5 minutes: one plays a guest who arrives early on a busy Saturday. Swap after that.",
        (
            (
                "operational",
                "Look up and smile within 10 seconds and 10 feet",
                "A guest who is seen feels welcome, even when we are busy.",
                "I'll be right with you, Ms Raman.",
                "Did we look up within ten seconds?",
                True,
            ),
            (
                "operational",
                "Open the guest’s card before they reach the chair",
                "The card tells us what to remember.",
                "",
                "Was the card open before the guest sat down?",
                True,
            ),
            (
                "experiential",
                "Coat taken, drink offered by preference",
                "Nobody should have to ask twice.",
                "Your chai, Ms Raman?",
                "Was a drink offered without asking what?",
                False,
            ),
            (
                "experiential",
                "Greet by name and one thing we remember",
                "",
                "How was the half marathon?",
                "",
                False,
            ),
            ("above_beyond", "Walk outside with an umbrella when it rains", "", "", "", False),
            ("above_beyond", "Have the favourite chair warm and free", "", "", "", False),
            ("defect", "Nobody looks up for a minute", "", "", "", False),
            ("defect", "The wrong name", "", "", "", False),
            ("defect", "A guest stands at an empty desk", "", "", "", False),
        ),
    ),
    "Saying goodbye": (
        "To leave lighter than they came",
        "walk any guest to the door, with the next date in hand",
        "",
        (
            ("operational", "Offer the next date before they pay", "", "Same time in six weeks?", "", False),
            ("experiential", "Walk to the door and say the name", "", "", "Did somebody walk along?", True),
        ),
    ),
}
CUES = (
    ("White cape", "First time here.", "Whoever passes says hello and their own name."),
    ("Folded corner", "Something went wrong last time.", "Greet first, check twice, tell the owner."),
    ("Blue clip", "Has to leave on time.", "Say how long is left at each step."),
)
NEGATIVE = (
    ("Front desk", "NO REFUNDS WITHOUT RECEIPT!", "We find your visit by name."),
    ("Entrance", "The dead plant", ""),
    ("", "“You'll have to wait.”", "I'll be with you at ten past."),
)
NEVER = (
    "Point",
    "“Not my job”",
    "Phone out",
    "Ignore waiting",
    "Say “calm down”",
    "Blame others",
    "Rush goodbye",
    "Argue",
)
ALWAYS = (
    "Show the way",
    "Own it",
    "Eyes up",
    "Greet in ten",
    "Say sorry first",
    "Fix it now",
    "Walk to door",
    "Thank by name",
)


def sample(**shop: Any) -> MemoryReader:
    """A salon with three stages, a vision, a list, roles and six people."""
    reader = MemoryReader()
    reader.add(Shop(**({"name": "Willow & Co. Salon", "address": "12 Mill Lane · 0171 000 111"} | shop)))
    vision = reader.add(
        Vision(
            statement="Every guest leaves feeling known.",
            version=2,
            status="adopted",
            adopted_on=date(2026, 9, 1),
            purpose="So that nobody in this town goes a month without being looked after well.",
            adopted_by="Maya",
        )
    )
    reader.add(Vision(statement="We make people look good.", version=1, status="past"))
    for place, (title, meaning) in enumerate(
        (
            ("We know our craft", "We never stop learning, and we say so when we don’t know."),
            ("We notice", "We write down what we see, and use it the next time."),
            ("We go first", "We say hello, sorry and thank you before anybody has to ask."),
        ),
        start=1,
    ):
        reader.add(Pillar(vision=vision, position=place, title=title, meaning=meaning))
    for place, (name, (wants, aim, practise, standards)) in enumerate(STAGES.items(), start=1):
        stage = reader.add(Stage(position=place, name=name, wants=wants, aim=aim, practise=practise))
        for i, (kind, text, why, sounds, know, firm) in enumerate(standards, start=1):
            reader.add(
                Standard(
                    stage=stage,
                    position=i,
                    kind=kind,
                    text=text,
                    why=why,
                    sounds_like=sounds,
                    how_we_know=know,
                    non_negotiable=firm,
                    status="adopted",
                )
            )
    for side, items in (("never", NEVER), ("always", ALWAYS)):
        for place, text in enumerate(items, start=1):
            reader.add(NeverAlways(side=side, position=place, text=text))
    for place, (name, meaning, do) in enumerate(CUES, start=1):
        reader.add(Cue(position=place, name=name, meaning=meaning, do=do))
    for where, shows, instead in NEGATIVE:
        reader.add(NegativeCue(place=where, shows=shows, replaced_by=instead, owner=2))
    reader.add(
        Role(
            position=1,
            name="Stylist",
            in_my_job="I open the card before the guest sits down.",
            examples=("Ask about the holiday", "Warm the towel", "Offer the next date"),
        )
    )
    reader.add(Role(position=2, name="Front desk", in_my_job="I know the name before the door closes."))
    for name in ("Lea Brandt", "Omar Haddad", "Jin Park", "Sofia Rossi", "Tom Eriksen"):
        reader.add(Person(name=name, role=1, joined_on=date(2025, 3, 1)))
    reader.add(Person(name="Ada Gone", left_on=date(2026, 1, 31)))
    freeze(reader, 7, "Look up and smile")
    return reader


def printed(
    name: str, reader: MemoryReader | None = None, options: Mapping[str, object] | None = None, **more: Any
) -> Printed:
    """Print a sheet of a shop on `DAY`; that of the sample is made once, however many tests look at it."""
    if reader is None:
        return _of_sample(name, json.dumps([options or {}, more], sort_keys=True))
    return printing.render(printing.sheet(name), reader, options or {}, today=DAY, **more)


@lru_cache(maxsize=256)
def _of_sample(name: str, choices: str) -> Printed:
    options, more = json.loads(choices)
    return printed(name, sample(), options, **more)


def freeze(reader: MemoryReader, standard: int, old: str, why: str = "Ten seconds can be counted") -> None:
    """Keep an earlier wording, as "New version…" does."""
    number = 1 + sum(one.record.standard == standard for one in reader.rows(StandardVersion))
    reader.add(
        StandardVersion(
            standard=standard,
            version=number,
            text=old,
            kind="operational",
            from_on=date(2026, 3, 1),
            until_on=date(2026, 10, 12),
            why_changed=why,
        )
    )


WORDY = {
    "name",
    "text",
    "why",
    "sounds_like",
    "how_we_know",
    "statement",
    "purpose",
    "meaning",
    "do",
    "title",
    "aim",
    "wants",
    "practise",
    "in_my_job",
    "why_changed",
    "address",
    "shows",
    "replaced_by",
}


def changed(reader: MemoryReader, change: Callable[[str], str]) -> MemoryReader:
    """Return the shop with every text changed that a person may write."""
    made = MemoryReader()
    for table in reader.tables.values():
        for record_id, record in table.items():
            texts = {name: change(text) for name, text in vars(record).items() if name in WORDY and text}
            if isinstance(record, Role):
                texts["examples"] = tuple(map(change, record.examples))
            made.put(type(record)(**{**vars(record), **texts}), record_id)
    return made


def empty() -> MemoryReader:
    """A shop on its first day."""
    reader = MemoryReader()
    reader.add(Shop(name="New shop"))
    return reader


def with_list(never: Sequence[str], always: Sequence[str] = ()) -> MemoryReader:
    """The sample with another Never & Always."""
    reader = sample()
    reader.tables[NeverAlways].clear()
    for side, items in (("never", never), ("always", always or never)):
        for place, text in enumerate(items, start=1):
            reader.add(NeverAlways(side=side, position=place, text=text))
    return reader


def texts_of(reader: MemoryReader, stage: int | None = None) -> list[str]:
    """Return the texts of the records that are in use, of one stage or all."""
    found: list[str] = []
    for row in reader.rows(Standard):
        record = row.record
        if record.status != "retired" and stage in {None, record.stage}:
            found += [record.text, record.why, record.sounds_like, record.how_we_know]
    for row in reader.rows(Stage):
        if stage in {None, row.id}:
            found += [row.record.name, row.record.aim, row.record.practise]
    return [text for text in found if text]
