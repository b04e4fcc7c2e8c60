"""The sample shop: a trade's starter content with a team, sign-offs, dates, versions and a past vision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from cxdesk import i18n
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.person import Person
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import FROZEN, Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.entities.vision import Vision
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.paths import resource
from cxdesk.schema.reading import Writer
from cxdesk.services import sign_offs, trades
from cxdesk.services.samples_customers import fill_customers, sample_customers
from cxdesk.services.samples_incidents import fill_incidents, sample_incidents
from cxdesk.services.samples_numbers import fill_numbers, sample_numbers
from cxdesk.services.samples_recovery import fill_recovery, sample_recovery
from cxdesk.services.samples_trail import fill_trail, sample_trail
from cxdesk.services.trade_files import PillarText, StandardText, read_file

SAMPLE = "willow"


@dataclass(frozen=True, slots=True)
class SampleShop:
    """The fields of the shop."""

    name: str
    address: str
    brand_colour: str
    language: str
    currency: str
    opening_days: tuple[str, ...]
    keep_sensitive: bool


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Somebody who works there; `does` names the flags of a person that are set."""

    name: str
    role: str
    department: str
    works: str
    joined_in_days: int
    does: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleSignOffs:
    """A sheet that came back: who was shown a stage, and seen doing it where `seen_in_days` is not 0.

    `standards` are all of the stage when empty. The wording signed for is the one of that day.
    """

    stage: str
    people: tuple[str, ...]
    trainer: str
    shown_in_days: int
    seen_in_days: int
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleNegativeCue:
    """A sign or phrase that is to go, or is gone where `done_in_days` is not 0."""

    shows: str
    sort: str
    place: str
    stage: str
    tells: str
    replaced_by: str
    found_in_days: int
    owner: str
    done_in_days: int


@dataclass(frozen=True, slots=True)
class Adoption:
    """Since when the trade's vision is in force, and as which version."""

    version: int
    adopted_in_days: int
    adopted_by: str


@dataclass(frozen=True, slots=True)
class PastVision:
    """A vision that was replaced."""

    version: int
    statement: str
    purpose: str
    adopted_in_days: int
    adopted_by: str
    pillars: tuple[PillarText, ...]


@dataclass(frozen=True, slots=True)
class StageState:
    """The state of all standards of a stage."""

    name: str
    status: str
    review_in_days: int


@dataclass(frozen=True, slots=True)
class StandardState:
    """The state of one standard of the trade; cost in minor units."""

    text: str
    status: str
    review_in_days: int
    cost: int = 0


@dataclass(frozen=True, slots=True)
class PastWording:
    """What an earlier version of a standard said."""

    standard: str
    version: int
    text: str
    why: str
    sounds_like: str
    how_we_know: str
    non_negotiable: bool
    seconds: int
    from_in_days: int
    until_in_days: int
    why_changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraStandard(StandardText):
    """A standard of this shop alone; `stage` is the name of one."""

    status: str
    review_in_days: int
    cost: int
    retired_why: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What a file of `resources/samples` holds."""

    trade: str
    shop: SampleShop
    people: tuple[SamplePerson, ...]
    vision: Adoption
    past_visions: tuple[PastVision, ...]
    stages: tuple[StageState, ...]
    standards: tuple[StandardState, ...]
    versions: tuple[PastWording, ...]
    extra_standards: tuple[ExtraStandard, ...]
    sign_offs: tuple[SampleSignOffs, ...]
    negative_cues: tuple[SampleNegativeCue, ...]


@cache
def sample() -> Sample:
    """Return the sample shop's data."""
    return read_file(Sample, resource("samples", f"{SAMPLE}.toml"))


def sample_shop() -> Shop:
    """Return the shop to make a sample workspace for."""
    return Shop(sample=True, trade=sample().trade, **_shop_values())


def fill_sample(tx: Writer, today: date) -> None:
    """Make the workspace the sample shop, as of `today`.

    Meant for a file of its own. Fields of the shop that somebody has set stay; a second time adds nothing.
    Raises UserError in the workspace of another trade.
    """
    work = _Filling(tx, sample(), today)
    if not work.begin():
        return
    trades.apply(tx, sample().trade)
    work.learn()
    work.add_people()
    work.set_vision()
    work.set_states()
    work.add_extras()
    work.add_past_wording()
    work.add_sign_offs()
    work.add_negative_cues()
    work.add_numbers()
    work.add_customers()
    work.add_recovery()
    work.add_incidents()
    work.add_trail()


def _shop_values() -> dict[str, Any]:
    shop = sample().shop
    return {name: getattr(shop, name) for name in SampleShop.__dataclass_fields__}


class _Filling:
    """The steps, with what they look up."""

    def __init__(self, tx: Writer, data: Sample, today: date) -> None:
        self._tx = tx
        self._data = data
        self._today = today
        self._roles: dict[str, int] = {}
        self._stages: dict[str, int] = {}
        self._standards: dict[str, int] = {}
        self._people: dict[str, int] = {}

    def begin(self) -> bool:
        """Fill and mark the shop; return False when the sample is there already."""
        fresh = Shop(name="")
        for row in self._tx.rows(Shop):
            if row.record.sample and self._tx.count(Person):
                return False
            if row.record.trade not in {"", self._data.trade}:
                raise UserError(
                    _("The sample shop is of the trade “{trade}”. Make a new file of that trade.").format(
                        trade=self._data.trade
                    )
                )
            unset = {
                name: value
                for name, value in _shop_values().items()
                if getattr(row.record, name) == getattr(fresh, name)
            }
            self._tx.change(Shop, row.id, sample=True, **unset)
            return True
        self._tx.add(sample_shop())
        return True

    def learn(self) -> None:
        """Note the records of the trade by their titles."""
        self._roles = {row.record.name: row.id for row in self._tx.rows(Role)}
        self._stages = {row.record.name: row.id for row in self._tx.rows(Stage)}
        self._standards = {row.record.text: row.id for row in self._tx.rows(Standard)}

    def add_people(self) -> None:
        """Add the team."""
        for person in self._data.people:
            self._people[person.name] = self._tx.add(
                Person(
                    name=person.name,
                    role=self._roles[person.role],
                    department=person.department,
                    works=person.works,
                    joined_on=self._day(person.joined_in_days),
                    **dict[str, Any](dict.fromkeys(person.does, True)),
                )
            )

    def set_vision(self) -> None:
        """Adopt the trade's vision and put the older ones behind it."""
        now = self._data.vision
        for row in self._tx.rows(Vision):
            adopted = self._day(now.adopted_in_days)
            self._tx.change(
                Vision,
                row.id,
                version=now.version,
                status="adopted",
                adopted_on=adopted,
                adopted_by=now.adopted_by,
            )
        for past in self._data.past_visions:
            vision = self._tx.add(
                Vision(
                    statement=past.statement,
                    purpose=past.purpose,
                    version=past.version,
                    status="past",
                    adopted_on=self._day(past.adopted_in_days),
                    adopted_by=past.adopted_by,
                )
            )
            for pillar in past.pillars:
                self._tx.add(Pillar(vision=vision, title=pillar.title, meaning=pillar.meaning))

    def set_states(self) -> None:
        """Give the standards their status and review date: of their stage, or their own."""
        own = {state.text: state for state in self._data.standards}
        by_stage = {self._stages[state.name]: state for state in self._data.stages}
        for row in self._tx.rows(Standard):
            state = own.pop(row.record.text, None) or by_stage.get(row.record.stage or 0)
            if state:
                cost = getattr(state, "cost", 0) or None
                due = self._day(state.review_in_days)
                self._tx.change(Standard, row.id, status=state.status, review_on=due, cost=cost)
        _all_found(own)

    def add_extras(self) -> None:
        """Add the standards of this shop alone."""
        pillars = {row.record.title: row.id for row in self._tx.rows(Pillar)}
        for extra in self._data.extra_standards:
            plain = {name: getattr(extra, name) for name in (*FROZEN, "status", "retired_why")}
            links = {
                "stage": self._stages[extra.stage],
                "owner": self._roles[extra.owner],
                "roles": tuple(self._roles[name] for name in extra.roles),
                "pillar": pillars.get(extra.pillar),
                "review_on": self._day(extra.review_in_days),
                "cost": extra.cost or None,
            }
            self._tx.add(Standard(**(plain | links)))

    def add_past_wording(self) -> None:
        """Add the frozen earlier versions of standards."""
        words = i18n.words_from(self._tx.rows(Shop)[0].record.words())
        for past in self._data.versions:
            standard = self._tx.get(Standard, self._standards[past.standard])
            frozen = {name: getattr(past, name) for name in FROZEN if hasattr(past, name)}
            texts = {
                n: i18n.fill_words(value, words) for n, value in frozen.items() if isinstance(value, str)
            }
            self._tx.add(
                StandardVersion(
                    standard=standard.id,
                    version=past.version,
                    kind=standard.record.kind,
                    from_on=self._day(past.from_in_days),
                    until_on=self._day(past.until_in_days),
                    why_changed=past.why_changed,
                    **(frozen | texts),
                )
            )
            self._tx.change(Standard, standard.id, version=past.version + 1)

    def add_sign_offs(self) -> None:
        """Add what the team has signed for, each in the wording of its day."""
        roles = {row.id: row.record.role for row in self._tx.rows(Person)}
        for sheet in self._data.sign_offs:
            wanted = {self._standards[text] for text in sheet.standards}
            items = sign_offs.items_for(self._tx, stage=self._stages[sheet.stage])
            shown = self._day(sheet.shown_in_days)
            seen = self._day(sheet.seen_in_days) if sheet.seen_in_days else None
            for name in sheet.people:
                person = self._people[name]
                for item in items:
                    if (item.standard_id in wanted or not wanted) and item.asked_of(roles[person]):
                        given = {"person": person, "shown_on": shown, "seen_on": seen}
                        self._sign(item, seen or shown, trainer=self._people[sheet.trainer], **given)

    def _sign(self, item: sign_offs.Item, last: date, **given: Any) -> None:
        version, words = item.version, item.text
        for past in self._tx.rows(StandardVersion, standard=item.standard_id):
            if past.record.until_on and last <= past.record.until_on:
                version, words = past.record.version, past.record.text
        self._tx.add(SignOff(standard=item.standard_id, version=version, item=words, **given))

    def add_negative_cues(self) -> None:
        """Add what the last walk-round found."""
        for cue in self._data.negative_cues:
            plain = {name: getattr(cue, name) for name in ("shows", "sort", "place", "tells", "replaced_by")}
            links = {
                "stage": self._stages[cue.stage],
                "owner": self._people[cue.owner],
                "found_on": self._day(cue.found_in_days),
                "done_on": self._day(cue.done_in_days) if cue.done_in_days else None,
            }
            self._tx.add(NegativeCue(**(plain | links)))

    def add_numbers(self) -> None:
        """Add what is measured."""
        numbers = sample_numbers(SAMPLE)
        fill_numbers(self._tx, numbers, self._today, people=self._people, standards=self._standards)

    def add_customers(self) -> None:
        """Add who comes, and what is known of them."""
        fill_customers(self._tx, sample_customers(SAMPLE), self._today, self._people)

    def add_recovery(self) -> None:
        """Add what is agreed for when it goes wrong."""
        fill_recovery(self._tx, sample_recovery(SAMPLE), people=self._people, roles=self._roles)

    def add_incidents(self) -> None:
        """Add what went wrong, and what was promised."""
        fill_incidents(self._tx, sample_incidents(SAMPLE), self._today, self._people)

    def add_trail(self) -> None:
        """Add one story from end to end."""
        fill_trail(self._tx, sample_trail(SAMPLE), self._today, self._people)

    def _day(self, days: int) -> date:
        return self._today + timedelta(days=days)


def _all_found(left: dict[str, StandardState]) -> None:
    if left:
        raise ValueError(f"no such standards in the trade: {sorted(left)}")
