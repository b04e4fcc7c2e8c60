"""`@entity`: one declaration, from which table, form, list, search, CSV, undo and print derive."""

# Without `annotations` of the future: as text those of the named tuples would be compiled at the start.
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar, dataclass_transform

from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.schema import kinds
from cxdesk.schema.fields import Field
from cxdesk.text import fold

T = TypeVar("T")
_SPEC = "__entity_spec__"


class _Declared(NamedTuple):
    cls: type[Any]
    table: str
    label: str
    one: str
    icon: str
    title: str
    order: int
    fields: Mapping[str, Field]
    position: str = ""
    within: tuple[str, ...] = ()
    single: bool = False
    hidden: bool = False
    gone_on: str = ""
    found_at: str = ""
    unfound: tuple[str, tuple[str, ...]] = ("", ())
    fits: Callable[[Any], Mapping[str, str]] | None = None


class EntitySpec(_Declared):
    """All that is declared of one record kind. Labels are marked, not translated."""

    @cached_property
    def searched(self) -> tuple[Field, ...]:
        """The fields whose text the search finds a record by; none where it is found at another one."""
        return () if self.found_at else self.told

    @cached_property
    def told(self) -> tuple[Field, ...]:
        """The fields whose text the search finds, here or at the record of `found_at`."""
        return tuple(field for field in self.fields.values() if field.search)

    @cached_property
    def listed(self) -> tuple[Field, ...]:
        """The fields that the list shows at first."""
        return tuple(field for field in self.fields.values() if field.in_list)

    @cached_property
    def links(self) -> tuple[Field, ...]:
        """The fields that refer to other records."""
        return tuple(field for field in self.fields.values() if field.to)

    @property
    def placed_alone(self) -> bool:
        """Whether all records of the kind stand in one order of their own, as the stages of a journey do."""
        return bool(self.position) and not self.within

    def title_of(self, record: Any) -> str:
        """Return what names `record` in one line."""
        field = self.fields[self.title]
        return field.write(getattr(record, self.title)).strip()

    def is_gone(self, record: Any, today: date) -> bool:
        """Tell whether a record is not offered any more."""
        last: date | None = getattr(record, self.gone_on) if self.gone_on else None
        return last is not None and last <= today

    def title_key(self, record: Any) -> str:
        """Return the folded title, by which lists are sorted."""
        return self.key_of(getattr(record, self.title))

    def key_of(self, title: Any) -> str:
        """Return the folded title of a record by the value of the field that names it."""
        return fold(self.fields[self.title].write(title).strip())[:200]

    def values(self, record: Any) -> dict[str, Any]:
        """Return the declared values of `record` by field name."""
        return {name: getattr(record, name) for name in self.fields}

    def to_row(self, record: Any) -> dict[str, Any]:
        """Return the declared columns of `record`, with the derived title key."""
        row = {name: field.to_db(getattr(record, name)) for name, field in self.fields.items()}
        row["title_key"] = self.title_key(record)
        return row

    def from_row(self, row: Mapping[str, Any]) -> Any:
        """Return the record of a row that has at least the declared columns."""
        values = {name: empty if (kept := row[name]) is None else kept for name, empty in self._as_kept}
        for name, read, field in self._read:
            values[name] = read(row[name], field)
        return self.cls(**values)

    @cached_property
    def _as_kept(self) -> tuple[tuple[str, Any], ...]:
        """The fields whose values stand in their columns as they are, and what an empty column means."""
        return tuple((name, field.kind.empty) for name, field in self.fields.items() if field.kind.as_kept)

    @cached_property
    def _read(self) -> tuple[tuple[str, Callable[[Any, Field], Any], Field], ...]:
        """The other fields, and what makes their values: asked of each row, without a step between."""
        others = ((name, field) for name, field in self.fields.items() if not field.kind.as_kept)
        return tuple((name, field.kind.from_db, field) for name, field in others)

    def cleaned(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return `values` as they are kept.

        Raises InputError with a sentence for each field that can't be kept, and for unknown names.
        """
        kept: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, value in values.items():
            field = self.fields.get(name)
            if field is None:
                wrong[name] = _("{name} is not a field here. The fields are: {fields}.").format(
                    name=name, fields=", ".join(self.fields)
                )
                continue
            try:
                kept[name] = field.clean(value)
            except kinds.Refused as refused:
                wrong[name] = _("{field}: {why}").format(field=_(field.label), why=refused)
                continue
            if field.required and field.is_empty(kept[name]):
                wrong[name] = _("{field}: write something here; it can't be left empty.").format(
                    field=_(field.label)
                )
        if wrong:
            raise InputError(wrong)
        return kept

    def check(self, record: Any) -> None:
        """Raise InputError where values of a record, each right by itself, can't stand together."""
        wrong = self.fits(record) if self.fits is not None else {}
        if wrong:
            raise InputError(dict(wrong))


class Stored(NamedTuple, Generic[T]):
    """A record as it stands in the workspace."""

    id: int
    record: T
    created_at: str
    changed_at: str
    revision: int


def spec_of(kind: type[Any] | object) -> EntitySpec:
    """Return the declaration of an entity class or of one of its records."""
    spec: EntitySpec = getattr(kind, _SPEC)
    return spec


def changed(record: T, **values: Any) -> T:
    """Return a copy of `record` with other values."""
    return type(record)(**{**vars(record), **values})


class _Record:
    """The methods of a frozen value, keyword only; `_initial` has the values of fields that are not given.

    They are what `dataclasses` would make, which writes source text for each class and compiles it: for
    all our kinds that took a twentieth of the program's start.
    """

    _initial: Mapping[str, Any]

    def __init__(self, **values: Any) -> None:
        mine = vars(self)
        mine.update(self._initial)
        mine.update(values)
        if len(mine) > len(self._initial):
            unknown = sorted(mine.keys() - self._initial.keys())
            raise TypeError(f"{type(self).__name__} has no {', '.join(unknown)}")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({values})"

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} can't be changed: a record is a value")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} can't be taken away: a record is a value")


_METHODS = {
    method.__name__: method
    for method in (
        _Record.__init__, _Record.__eq__, _Record.__hash__,
        _Record.__repr__, _Record.__setattr__, _Record.__delattr__,
    )
}  # fmt: skip


@dataclass_transform(kw_only_default=True, frozen_default=True)
def entity(
    *,
    table: str,
    label: str,
    one: str,
    icon: str,
    title: str,
    order: int,
    position: str = "",
    within: tuple[str, ...] = (),
    single: bool = False,
    hidden: bool = False,
    gone_on: str = "",
    found_at: str = "",
    unfound: tuple[str, tuple[str, ...]] = ("", ()),
    fits: Callable[[Any], Mapping[str, str]] | None = None,
) -> Callable[[type[T]], type[T]]:
    """Declare a record kind.

    `label` and `one` name several and one of it, `title` is the field that names a record,
    `position` the field that orders records `within` the fields given; `single` is a kind of one
    row, and `hidden` keeps a kind that the program itself writes out of the lists of pages. From the day
    in the field `gone_on` on, a record stays where it is named but is not offered any more. The text of a
    kind with `found_at` is found at the record that this link leads to, but for rows where the field of
    `unfound` holds one of its values. `fits` returns a sentence for each field that can't be kept with
    the others of its record.
    """

    def declare(cls: type[T]) -> type[T]:
        fields: dict[str, Field] = {}
        for name in cls.__annotations__:
            declared = cls.__dict__[name]
            fields[name] = declared.named(name)
            setattr(cls, name, declared.initial)
        for name, method in _METHODS.items():
            setattr(cls, name, method)
        setattr(cls, "_initial", {name: field.initial for name, field in fields.items()})  # noqa: B010
        spec = EntitySpec(
            cls=cls, table=table, label=label, one=one, icon=icon, title=title, order=order,
            fields=fields, position=position, within=within, single=single, hidden=hidden, gone_on=gone_on,
            found_at=found_at, unfound=unfound, fits=fits,
        )  # fmt: skip
        setattr(cls, _SPEC, spec)
        return cls

    return declare
