"""Commands on people and their data: erase, subject, duplicates, merge, review."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxdesk import clock
from cxdesk.cli.passphrases import passphrase_option
from cxdesk.cli.shared import FILE, FOLDER, backup_folders, emit, is_there, say, workspace
from cxdesk.errors import UserError
from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from cxdesk.entities.erasure import Erasure
    from cxdesk.services.customers.erase import StillThere
    from cxdesk.workspace import Workspace

_KEEP = "keep"


@click.command()
@click.argument("file", type=FILE)
@click.argument("kind", type=click.Choice(["customer"]))
@click.argument("record_id", metavar="ID", type=int)
@passphrase_option
@click.option("--purge-backups", is_flag=True, help=_("take them out of the backups, too"))
def erase(file: Path, kind: str, record_id: int, *, purge_backups: bool) -> None:
    """Erase a person for good, with visits, preferences and history. It can't be undone.

    Asked for once more with the same ID, it writes FILE anew and looks at the backups again.
    """
    from cxdesk.entities.customer import Customer
    from cxdesk.services.customers import erase as erasing

    with workspace(file) as ws:
        if not purge_backups and ws.find(Customer, record_id) is not None:
            ws.backup("before-erase")
        mentions = _mentions(ws, record_id)
        gone = erasing.erase(ws, record_id)
        say(
            _("Number {id} of “{kind}” is erased from {file}.").format(
                id=record_id, kind=kind, file=file.name
            )
        )
        if mentions:
            say(
                _("The name may stand in what was written about others, too. Look at: {records}.").format(
                    records=", ".join(mentions)
                )
            )
        failed = [_backups_of(ws, gone, folder, purge=purge_backups) for folder in backup_folders()]
    if any(failed):
        raise SystemExit(1)


def _mentions(ws: Workspace, record_id: int) -> list[str]:
    """Return kind and id of other records in which the name stands: they are for somebody to look at."""
    from cxdesk.entities.customer import Customer

    row = ws.find(Customer, record_id)
    if row is None:
        return []
    hits = ws.search(row.record.name, limit=20)
    return [f"{hit.kind} {hit.id}" for hit in hits if (hit.kind, hit.id) != ("customer", record_id)]


def _backups_of(ws: Workspace, gone: tuple[Erasure, ...], folder: Path | None, *, purge: bool) -> bool:
    """Say what the backups in a folder hold, and purge them if asked to; tell whether some are left."""
    from cxdesk.services.customers import erase as erasing

    if not is_there(folder):
        return purge
    there = erasing.still_there(ws.path, gone, folder)
    if purge and there.holding:
        done, _left = erasing.purge(there.holding, gone)
        say(
            ngettext(
                "{n} backup was written anew without it.",
                "{n} backups were written anew without it.",
                len(done),
            )
        )
        there = erasing.still_there(ws.path, gone, folder)
    _say_what_is_there(there, ws.shop.language)
    return purge and bool(there.holding or there.unread)


def _say_what_is_there(there: StillThere, language: str) -> None:
    from cxdesk.services.customers import erase as erasing

    day = date_text(there.last_day, language) if there.last_day else ""
    for sentence in erasing.sentences(there, day):
        say(sentence)


@click.command()
@click.argument("file", type=FILE)
@click.argument("record_id", metavar="ID", type=int)
@passphrase_option
@click.option("--out", type=FOLDER, required=True, help=_("the folder for the files"))
def subject(file: Path, record_id: int, out: Path) -> None:
    """Write everything that is kept of a person: for them, as PDF, as tables and as JSON."""
    from cxdesk.output import printing
    from cxdesk.services.customers import subject as subjects
    from cxdesk.services.exporting import write_whole
    from cxdesk.store.db import file_error

    today = clock.today()
    with workspace(file, read_only=True) as ws:
        written = subjects.write(ws, record_id, out, today)
        sheet = printing.sheet("subject-sheet")
        printed = printing.render(sheet, ws, {"customer": str(record_id)}, paper=ws.shop.paper, today=today)
    try:
        written.append(write_whole(out / f"customer-{record_id}.pdf", printed.pdf))
    except OSError as error:
        raise file_error(error, out) from error
    for message in printed.messages:
        say(message)
    say(ngettext("{n} file in {to}", "{n} files in {to}", len(written)).format(to=out))


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.option(
    "--apart",
    metavar="ONE OTHER",
    nargs=2,
    type=int,
    multiple=True,
    help=_("these are two people, and no pair any more; may be repeated"),
)
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
def duplicates(file: Path, apart: tuple[tuple[int, int], ...], *, as_json: bool) -> None:
    """List people who may be in FILE twice, the likeliest first, and why."""
    from cxdesk.entities.customer import Customer
    from cxdesk.services.contacts import alike
    from cxdesk.services.customers import duplicates as twice

    with workspace(file, read_only=not apart) as ws:
        for one, other in apart:
            ws.run(_("not the same"), partial(twice.not_the_same, one=one, other=other))
        found = twice.hints(ws)
        titles = ws.titles(Customer, {one for hint in found for one in (hint.one, hint.other)})
    if as_json:
        emit(
            [
                {"one": hint.one, "other": hint.other, "names": [titles[hint.one], titles[hint.other]],
                 "reasons": list(hint.reasons)}
                for hint in found
            ]
        )  # fmt: skip
        return
    for hint in found:
        names = f"{hint.one} {titles[hint.one]}  =  {hint.other} {titles[hint.other]}"
        click.echo(f"{names}  ({alike.why(hint)})")
    say(ngettext("{n} pair may be one person.", "{n} pairs may be one person.", len(found)))


@click.command()
@click.argument("file", type=FILE)
@click.argument("keep", type=int)
@click.argument("other", type=int)
@passphrase_option
@click.option(
    "--take",
    "choices",
    metavar="FIELD=keep|other",
    multiple=True,
    help=_("from which record a field is taken; may be repeated"),
)
@click.option("--dry-run", is_flag=True, help=_("only say what it would do"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
def merge(
    file: Path, keep: int, other: int, choices: tuple[str, ...], *, dry_run: bool, as_json: bool
) -> None:
    """Make one of two records of the same person: KEEP gets all that OTHER has, and OTHER goes."""
    from cxdesk.services.customers import merge as merging

    wishes = _wishes(choices)
    with workspace(file, read_only=dry_run) as ws:
        found = merging.preview(ws, keep, other, wishes)
        if as_json:
            emit(_as_json(found))
        else:
            _show(found)
        if not dry_run:
            ws.run(_("merge {customers}"), lambda tx: merging.merge(tx, keep, other, wishes))
            say(_("{other} is part of {keep} now.").format(other=other, keep=keep))


def _wishes(choices: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(choice.partition("=")[::2] for choice in choices)
    if any(wish not in {_KEEP, "other"} for wish in pairs.values()):
        raise UserError(_("Write --take as FIELD=keep or FIELD=other, such as email=other."))
    return pairs


def _as_json(found: Any) -> dict[str, Any]:
    from cxdesk.entities.customer import Customer
    from cxdesk.schema.entity import spec_of

    fields = spec_of(Customer).fields
    return {
        "fields": {line.field: {"value": fields[line.field].to_json(line.value), "from": line.source}
                   for line in found.lines if line.source != "none"},
        "preferences": found.preferences, "visits": found.visits, "in_both": found.again,
    }  # fmt: skip


def _show(found: Any) -> None:
    from cxdesk.entities.customer import Customer
    from cxdesk.schema.entity import spec_of

    fields = spec_of(Customer).fields
    for line in found.lines:
        if line.source != "none":
            click.echo(
                f"{_(fields[line.field].label)}: {fields[line.field].write(line.value)}  [{line.source}]"
            )
    say(
        _(
            "Notes that come along: {notes}; {visits} that come along: {n}. Held by both already: {again}."
        ).format(notes=found.preferences, n=found.visits, again=found.again)
    )


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.option(
    "--keep", "kept", metavar="ID", type=int, multiple=True, help=_("keep this one for another year")
)
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
def review(file: Path, kept: tuple[int, ...], *, as_json: bool) -> None:
    """List people who were not there for long, to decide on. Nothing goes by itself."""
    from cxdesk.services.customers import retention

    today = clock.today()
    with workspace(file, read_only=not kept) as ws:
        if kept:
            ws.run(_("keep for another year"), lambda tx: retention.keep_for_a_year(tx, kept, today))
        found = retention.due(ws, today)
    if as_json:
        emit(
            [{"customer": one.customer, "name": one.name, "last": one.last.isoformat() if one.last else None,
              "since": one.known.isoformat()} for one in found]
        )  # fmt: skip
        return
    for one in found:
        click.echo(f"{one.customer}  {one.known.isoformat()}  {one.name}")
    say(ngettext("{n} is to be decided on.", "{n} are to be decided on.", len(found)))


COMMANDS = (erase, subject, duplicates, merge, review)
