"""Commands on what goes wrong: incident."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cxdesk.cli.passphrases import passphrase_option
from cxdesk.cli.shared import FILE, emit, say, workspace
from cxdesk.errors import NotFound, UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.text import fold, one_line

if TYPE_CHECKING:
    from cxdesk.workspace import Workspace

T = TypeVar("T")
_CHANNELS = ("in_person", "phone", "message", "review", "paper", "noticed")
_MOST_NAMED = 5


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.option("--text", required=True, help=_("what happened"))
@click.option("--channel", type=click.Choice(_CHANNELS), default="in_person", show_default=True)
@click.option("--defect", default="", help=_("the defect: its words, their beginning, or the number"))
@click.option("--stage", default="", help=_("a name or number; that of the defect if not told"))
@click.option("--severity", type=click.IntRange(1, 3), default=1, show_default=True)
@click.option("--customer", default="", help=_("somebody on file: the name or the number"))
@click.option("--who", default="", help=_("somebody who is not on file"))
@click.option("--words", default="", help=_("what they said"))
@click.option("--taken-by", default="", help=_("who took it: the name or the number"))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help=_("the day, today if not told"))
@click.option("--at", "at", type=click.DateTime(["%H:%M"]), help=_("the time, now if not told"))
@click.option("--number", default="", help=_("the number of the slip it was written on"))
@click.option("--as", "by", default="", metavar="NAME", help=_("who the history names"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON, with the steps and when each is due"))
def incident(
    file: Path, text: str, channel: str, defect: str, stage: str, severity: int, customer: str, who: str,
    words: str, taken_by: str, day: datetime | None, at: datetime | None, number: str, by: str, *,
    as_json: bool,
) -> None:  # fmt: skip
    """Log what went wrong in FILE, and say the steps that come now.

    Nobody needs to be named. Times are counted in opening hours from when it happened.
    """
    from cxdesk.entities.customer import Customer
    from cxdesk.entities.person import Person
    from cxdesk.entities.stage import Stage
    from cxdesk.entities.standard import Standard
    from cxdesk.services.recovery import incidents
    from cxdesk.services.recovery.incidents import Told

    with workspace(file, who=by) as ws:
        told = Told(
            happened=text,
            channel=channel,
            severity=severity,
            happened_on=day.date() if day is not None else None,
            at=at.time() if at is not None else None,
            customer=_one(ws, Customer, customer),
            who=who,
            stage=_one(ws, Stage, stage),
            defect=_one(ws, Standard, defect, _("defect"), kind="defect"),
            words=words,
            taken_by=_one(ws, Person, taken_by),
            number=number,
        )
        made = ws.run(_("log what went wrong"), lambda tx: incidents.log(tx, told))
        found = _found(ws, made)
    if as_json:
        emit(found)
        return
    click.echo(str(made))
    for step in found["steps"]:
        click.echo(f"{step['due_at'] or '':<20}  {step['name']}")
    if found["tell"]:
        say(f"{found['why']}. {found['tell']}")


def _found(ws: Workspace, made: int) -> dict[str, Any]:
    from cxdesk.entities.incident import Incident
    from cxdesk.services import repeats
    from cxdesk.services.recovery import giving, incidents

    record, bad = ws.get(Incident, made).record, repeats.severity(ws, made)
    return {
        "id": made,
        "severity": bad.level,
        "given_severity": bad.given,
        "again": bad.again,
        "why": bad.why,
        "tell": giving.escalate_text(ws) if bad.again else "",
        "protocol": record.protocol,
        "protocol_version": record.protocol_version,
        "acknowledge_by": record.acknowledge_by or None,
        "acknowledged_at": record.acknowledged_at or None,
        "resolve_by": record.resolve_by or None,
        "follow_up_on": record.follow_up_on.isoformat() if record.follow_up_on is not None else None,
        "steps": [
            {"name": row.record.name, "due_at": row.record.due_at or None}
            for row in incidents.steps(ws, made)
        ],
    }


def _one(ws: Workspace, cls: type[T], typed: str, called: str = "", **equal: object) -> int | None:
    """Return the record of a title, of the only one that begins so, or of a number; None where none is told.

    What it is `called` is said where there is none; else the kind's name is. Raises NotFound, and UserError
    where several are meant.
    """
    word, spec = fold(" ".join(typed.split())), spec_of(cls)
    if not word:
        return None
    rows: list[Stored[T]] = ws.rows(cls, **equal)
    titles = {row.id: fold(one_line(spec.title_of(row.record))) for row in rows}
    found = [row.id for row in rows if titles[row.id] == word]
    if not found and word.isascii() and word.isdecimal() and int(word) in titles:
        found = [int(word)]
    found = found or [row.id for row in rows if titles[row.id].startswith(word)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(
            _("There is no {kind} called “{name}”.").format(kind=called or _(spec.one), name=typed)
        )
    named = {row.id: one_line(spec.title_of(row.record), 60) for row in rows}
    choices = ", ".join(f"{one} “{named[one]}”" for one in found[:_MOST_NAMED])
    raise UserError(
        _("“{name}” can be several: {choices}. Write the number.").format(name=typed, choices=choices)
    )


COMMANDS = (incident,)
