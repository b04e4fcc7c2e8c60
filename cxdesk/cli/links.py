"""Fields that name another record: on the command line by its title or by its number."""

from __future__ import annotations

from typing import Any

from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.schema.fields import Field
from cxdesk.schema.kinds import Refused
from cxdesk.text import clean, fold, one_line
from cxdesk.workspace import Workspace

MOST_SHOWN = 12


def parse(ws: Workspace, field: Field, written: str) -> Any:
    """Read a value as it is written on the command line. Raises Refused with a sentence."""
    if not field.to:
        return field.parse(written)
    if field.kind.name == "ref":
        return _id_of(ws, field, written) if written.strip() else None
    return tuple(_id_of(ws, field, part) for part in written.split(";") if part.strip())


def _id_of(ws: Workspace, field: Field, written: str) -> int:
    """Return the number of the record that is meant; case and accents of a title do not count."""
    word = written.strip()
    if word.isascii() and word.isdecimal():
        return int(word)
    spec = ws.spec(field.to)
    rows: list[Stored[Any]] = ws.rows(spec.cls)
    same = [row for row in rows if fold(spec.title_of(row.record)) == fold(clean(word))]
    if len(same) == 1:
        return same[0].id
    if same:
        raise Refused(
            _("“{name}” is the name of several: {choices}. Write the number.").format(
                name=word, choices=_choices(spec, same)
            )
        )
    if not rows:
        raise Refused(_("There is no “{name}”, for there are none yet.").format(name=word))
    raise Refused(
        _("There is no “{name}”. There are: {choices}.").format(name=word, choices=_choices(spec, rows))
    )


def _choices(spec: EntitySpec, rows: list[Stored[Any]]) -> str:
    named = [f"{row.id} “{one_line(spec.title_of(row.record), 40)}”" for row in rows[:MOST_SHOWN]]
    return ", ".join(named) + (" …" if len(rows) > MOST_SHOWN else "")
