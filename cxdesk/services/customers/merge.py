"""Two records of the same person become one: looked at before, and undone exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from cxdesk import clock, phones
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import ALERTS, Preference
from cxdesk.entities.visit import Visit
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.customers.duplicates import country
from cxdesk.services.customers.subject import HELD
from cxdesk.store import erasing
from cxdesk.text import fold

Source = Literal["keep", "other", "both", "none"]
CONSENT = ("consent", "consent_on", "consent_text", "consent_by")
"""They go together: when, by whom and in which words belongs to what was said."""
_STRENGTH = {"": 0, "yes": 1, "no": 2}


class Line(NamedTuple):
    """One field of the preview: both values, what it will say, and where that comes from."""

    field: str
    kept: Any
    other: Any
    value: Any
    source: Source


class Preview(NamedTuple):
    """What a merge would do. `again` counts the preferences and visits that both have: they stay once."""

    lines: tuple[Line, ...]
    preferences: int
    visits: int
    again: int


def preview(reader: Reader, keep: int, other: int, choices: Mapping[str, str] | None = None) -> Preview:
    """Say what `merge` would do. Raises NotFound, and InputError for choices that can't be."""
    one, two = _both(reader, keep, other)
    lines = tuple(_lines(one, two, choices or {}, country(reader)))
    found = [len(reader.rows(kind, customer=other)) for kind in (Preference, Visit)]
    same = _same_preferences(reader, keep, other)
    twice = len(same) + len(_same_visits(reader, keep, other, same))
    return Preview(lines, found[0], found[1], twice)


def merge(tx: Writer, keep: int, other: int, choices: Mapping[str, str] | None = None) -> None:
    """Put all that is held of `other` to `keep`, and remove `other`.

    `choices` say "keep" or "other" by the name of a field; without, what is empty is filled, lists are
    joined, a no goes before a yes, and what had to give way stays among the other columns. Raises
    NotFound, InputError.
    """
    one, two = _both(tx, keep, other)
    lines = list(_lines(one, two, choices or {}, country(tx)))
    values = {line.field: line.value for line in lines if line.value != line.kept}
    values["more"] = _told(lines, one.record, two)
    same = _same_preferences(tx, keep, other)
    for gone, stays in same.items():
        _join_preferences(tx, stays, gone)
    for row in [*tx.rows(Visit, customer=keep), *tx.rows(Visit, customer=other)]:
        marks = _marks(row.record, same)
        if marks != {"kept": row.record.kept, "missed": row.record.missed}:
            tx.change(Visit, row.id, **marks)
    for gone in _same_visits(tx, keep, other, same):
        tx.remove(Visit, gone)
    for gone in same:
        tx.remove(Preference, gone)
    for cls, link in HELD.items():
        for row in tx.rows(cls, **{link: other}):
            tx.change(cls, row.id, **{link: keep})
    tx.remove(Customer, other)
    tx.change(Customer, keep, **values)


def _both(reader: Reader, keep: int, other: int) -> tuple[Stored[Customer], Stored[Customer]]:
    if keep == other:
        raise InputError({"other": _("These are one record already: choose two.")})
    return reader.get(Customer, keep), reader.get(Customer, other)


# Fields


def _lines(
    one: Stored[Customer], two: Stored[Customer], choices: Mapping[str, str], shop_country: str
) -> Iterable[Line]:
    spec = spec_of(Customer)
    wrong = {
        name: _("{name}: say “keep” or “other”, for a field of both records.").format(name=name)
        for name, wish in choices.items()
        if name not in spec.fields or wish not in {"keep", "other"} or name in {*CONSENT[1:], "more"}
    }
    if wrong:
        raise InputError(wrong)
    from_other = choices.get("consent", _whose_consent(one.record, two.record)) == "other"
    for name in spec.fields:
        if name == "more":
            continue
        kept, other = getattr(one.record, name), getattr(two.record, name)
        if name in CONSENT:
            value = other if from_other else kept
        elif name in choices:
            value = kept if choices[name] == "keep" else other
        else:
            value = _joined(name, kept, other, shop_country)
        yield Line(name, kept, other, value, _source(value, kept, other))


def _source(value: Any, kept: Any, other: Any) -> Source:
    if not value:
        return "none"
    if value == kept:
        return "both" if kept == other else "keep"
    return "other" if value == other else "both"


def _whose_consent(one: Customer, two: Customer) -> str:
    """Return whose consent counts: a no before a yes, a yes before none, else that of the kept record."""
    return "other" if _STRENGTH[two.consent] > _STRENGTH[one.consent] else "keep"


def _joined(name: str, kept: Any, other: Any, shop_country: str) -> Any:
    if name == "phones":
        return join_phones(kept, other, shop_country)
    rule = _RULES.get(name)
    return rule(kept, other) if rule else kept or other


def join_phones(kept: tuple[str, ...], other: tuple[str, ...], shop_country: str) -> tuple[str, ...]:
    """Return the numbers of both, each once however it is written, as many as a record takes."""
    by_key: dict[str, str] = {}
    for number in (*kept, *other):
        by_key.setdefault(phones.key(number, shop_country) or number, number)
    return tuple(by_key.values())[: spec_of(Customer).fields["phones"].most]


def _first_day(one: date | None, two: date | None) -> date | None:
    return min(filter(None, (one, two)), default=None)


def _last_day(one: date | None, two: date | None) -> date | None:
    return max(filter(None, (one, two)), default=None)


def _texts(one: str, two: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, (one.strip(), two.strip()))))


_RULES: Mapping[str, Callable[[Any, Any], Any]] = {
    "tags": lambda one, two: tuple(dict.fromkeys((*one, *two))),
    "since": _first_day,
    "first_visit": lambda one, two: one and two,
    "do_not_store": lambda one, two: one or two,
    "note": _texts,
    "followed_up_on": _last_day,
    "look_again_on": _first_day,
}


def _told(lines: Iterable[Line], kept: Customer, two: Stored[Customer]) -> str:
    """Return the other columns of both, with what had to give way, and the mark of the record that goes.

    By that mark an erasure knows what in the history, and in older copies, is of the same person.
    """
    said = [kept.more, two.record.more]
    spec = spec_of(Customer)
    for line in lines:
        left = _left_out(line)
        if left:
            said.append(f"{_(spec.fields[line.field].label)}: {left}")
    mark = erasing.merged_mark(two.id)
    head = _("Put together with another record on {day} {mark}").format(
        day=clock.today().isoformat(), mark=mark
    )
    return _texts("\n".join(filter(None, said)), head)


def _left_out(line: Line) -> str:
    field = spec_of(Customer).fields[line.field]
    if field.name == "phones":
        return "; ".join(one for one in (*line.kept, *line.other) if one not in line.value)
    if field.kind.name not in {"text", "long_text"} or line.field in CONSENT:
        return ""
    left = (one for one in (line.kept, line.other) if one and one not in line.value)
    return "; ".join(left)


# What hangs on both


def _same_preferences(reader: Reader, keep: int, other: int) -> dict[int, int]:
    """Return by the id of each preference of `other` the one of `keep` that says the same."""
    known = {_said(row.record): row.id for row in reader.rows(Preference, customer=keep)}
    found = {}
    for row in reader.rows(Preference, customer=other):
        if _said(row.record) in known:
            found[row.id] = known[_said(row.record)]
    return found


def _said(one: Preference) -> tuple[str, str]:
    return one.sort, " ".join(fold(one.text).split())


def _join_preferences(tx: Writer, stays: int, gone: int) -> None:
    """Let the one that stays say what both said: stronger alert, first sight, last confirmation."""
    one, two = tx.get(Preference, stays).record, tx.get(Preference, gone).record
    alerts = [name for name, _label in ALERTS]
    tx.change(
        Preference,
        stays,
        alert=max(one.alert, two.alert, key=alerts.index),
        person=one.person or two.person,
        seen_on=_first_day(one.seen_on, two.seen_on),
        confirmed_on=_last_day(one.confirmed_on, two.confirmed_on),
        review_on=_first_day(one.review_on, two.review_on),
        off=one.off and two.off,
    )


def _marks(visit: Visit, same: Mapping[int, int]) -> dict[str, tuple[int, ...]]:
    kept = tuple(dict.fromkeys(same.get(one, one) for one in visit.kept))
    missed = tuple(dict.fromkeys(same.get(one, one) for one in visit.missed))
    return {"kept": kept, "missed": missed}


def _same_visits(reader: Reader, keep: int, other: int, same: Mapping[int, int]) -> list[int]:
    """Return the visits of `other` that `keep` has too, in every field."""

    def said(visit: Visit) -> tuple[Any, ...]:
        values = vars(visit) | _marks(visit, same)
        return tuple(values[name] for name in spec_of(Visit).fields if name != "customer")

    known = {said(row.record) for row in reader.rows(Visit, customer=keep)}
    return [row.id for row in reader.rows(Visit, customer=other) if said(row.record) in known]
