"""Commands on records: new, kinds, records, set, add."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cxdesk.cli import links
from cxdesk.cli.passphrases import passphrase_option
from cxdesk.cli.shared import FILE, emit, say, say_left_out, sensitive_option, workspace
from cxdesk.cli.starters import TradeOption
from cxdesk.entities import default_registry
from cxdesk.entities.shop import Shop
from cxdesk.errors import InputError, UserError
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.schema.kinds import Refused
from cxdesk.schema.reading import Writer
from cxdesk.services import countries, exporting
from cxdesk.text import one_line
from cxdesk.workspace import Workspace


@click.command()
@click.argument("file", type=FILE)
@click.option("--trade", required=True, cls=TradeOption)
@click.option("--name", required=True, help=_("the shop's name"))
@click.option("--sample", is_flag=True, help=_("fill it with the sample shop's people and history too"))
def new(file: Path, trade: str, name: str, *, sample: bool) -> None:
    """Make a workspace in FILE with the starter content of a trade."""
    from cxdesk import clock
    from cxdesk.services import samples, trades

    content = trades.load(trade)
    if sample and trade != samples.sample().trade:
        raise UserError(_("The sample shop is a {trade}.").format(trade=samples.sample().trade))
    ws = Workspace.create(file, Shop(name=name, trade=trade, **countries.of_this_computer()))
    try:
        ws.run(_("add starter content"), lambda tx: trades.apply(tx, content))
        if sample:
            ws.run(_("fill the sample shop"), lambda tx: samples.fill_sample(tx, clock.today()))
        say(_("{file} is ready.").format(file=file))
    finally:
        ws.close()


@click.command()
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
@click.option("--sql", "kind", metavar="KIND", help=_("print the CREATE TABLE that a kind asks for"))
def kinds(*, as_json: bool, kind: str | None) -> None:
    """List the record kinds with their fields."""
    registry = default_registry()
    if kind:
        from cxdesk.store.layout import create_table

        click.echo(create_table(registry.spec(kind)))
        return
    described = [_described(spec) for spec in registry]
    if as_json:
        emit(described)
        return
    for spec in described:
        click.echo(f"{spec['kind']}  ({spec['label']})")
        for field in spec["fields"]:
            more = " ".join(filter(None, (field["type"], field["to"], "required" * field["required"])))
            choices = f"  one of: {', '.join(field['choices'])}" if field["choices"] else ""
            click.echo(f"    {field['name']:<16} {more}{choices}")
        click.echo()


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.argument("kind")
@click.option("--json", "as_json", is_flag=True, help=_("a list of objects with id and every field"))
@sensitive_option
def records(file: Path, kind: str, *, as_json: bool, with_sensitive: bool) -> None:
    """List the records of a KIND in FILE."""
    with workspace(file, read_only=True) as ws:
        spec = ws.spec(kind)
        rows: list[Stored[Any]]
        rows, left = exporting.told(spec, ws.rows(spec.cls), with_sensitive=with_sensitive)
    if as_json:
        emit([exporting.as_json(spec, row) for row in rows])
    else:
        for row in rows:
            click.echo(f"{row.id:>5}  {spec.title_of(row.record)}")
        say(ngettext("{n} record", "{n} records", len(rows)))
    say_left_out(left)


@click.command("set")
@click.argument("file", type=FILE)
@passphrase_option
@click.argument("kind")
@click.argument("record_id", metavar="ID", type=int)
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--as", "who", default="", metavar="NAME", help=_("who the history names"))
@click.option(
    "--new-version", metavar="WHY", help=_("standards: freeze the present wording first; say why it changes")
)
def set_(
    file: Path, kind: str, record_id: int, values: tuple[str, ...], who: str, new_version: str | None
) -> None:
    """Change fields of one record; done when it is safely in the file."""
    with workspace(file, who=who) as ws:
        spec = ws.spec(kind)
        wanted = _parsed(ws, spec, values)
        before = ws.get(spec.cls, record_id).record
        if new_version is None:
            _change(ws, spec, record_id, wanted)
        elif kind != "standard":
            raise InputError({"kind": _("Only standards have versions.")})
        else:
            from cxdesk.services import standards

            ws.run(_("new version"), lambda tx: standards.new_version(tx, record_id, new_version, **wanted))
        say(_what_changed(spec, before, ws.get(spec.cls, record_id)))


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.argument("kind")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--as", "who", default="", metavar="NAME", help=_("who the history names"))
@click.option("--json", "as_json", is_flag=True, help=_("print the new record as JSON"))
def add(file: Path, kind: str, values: tuple[str, ...], who: str, *, as_json: bool) -> None:
    """Add a record of a KIND; prints its number."""
    with workspace(file, who=who) as ws:
        spec = ws.spec(kind)
        if spec.single:
            raise InputError({"kind": _("There is one of it already; use “set”.")})
        record_id = _add(ws, spec, _parsed(ws, spec, values))
        row = ws.get(spec.cls, record_id)
        if as_json:
            emit(exporting.as_json(spec, row))
        else:
            click.echo(record_id)
        say(_("Added: {record}.").format(record=_named(spec, row)))


def _add(ws: Workspace, spec: EntitySpec, wanted: dict[str, Any]) -> int:
    """Add a record; a standard that is out of use already takes the answers of the window with it."""
    record = spec.cls(**spec.cleaned(wanted))
    if spec.table != "standard":
        return ws.add(record)
    from cxdesk.services import standards

    return ws.run(_("add {kind}").format(kind=_(spec.one)), lambda tx: standards.add(tx, record))


def _change(ws: Workspace, spec: EntitySpec, record_id: int, wanted: dict[str, Any]) -> None:
    """Change a record; a standard that goes out of use takes the answers of the window with it."""
    if spec.table != "standard" or wanted.get("status") != "retired":
        ws.change(spec.cls, record_id, **wanted)
        return
    from cxdesk.services import standards

    record = ws.get(spec.cls, record_id).record
    why, was_for = (str(wanted.get(name, getattr(record, name))) for name in ("retired_why", "was_for"))

    def act(tx: Writer) -> None:
        tx.change(spec.cls, record_id, **{name: wanted[name] for name in wanted if name != "status"})
        standards.retire(tx, record_id, why, was_for)

    ws.run(_("retire standard"), act)


def _named(spec: EntitySpec, row: Stored[Any]) -> str:
    return _("{kind} {id} “{title}”").format(
        kind=_(spec.one), id=row.id, title=one_line(spec.title_of(row.record), 60)
    )


def _what_changed(spec: EntitySpec, before: Any, now: Stored[Any]) -> str:
    """Return one sentence on what a record says otherwise than before."""
    fields = [name for name in spec.fields if getattr(before, name) != getattr(now.record, name)]
    version = getattr(now.record, "version", None)
    if spec.table == "standard" and "version" in fields:
        return _("Version {version} has begun: {record}.").format(version=version, record=_named(spec, now))
    if not fields:
        return _("Nothing to change, it said so already: {record}.").format(record=_named(spec, now))
    return _("Changed {fields}: {record}.").format(fields=", ".join(fields), record=_named(spec, now))


def _parsed(ws: Workspace, spec: EntitySpec, values: tuple[str, ...]) -> dict[str, Any]:
    parsed: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for value in values:
        name, equals, written = value.partition("=")
        if not equals:
            raise click.UsageError(_("“{value}” is not FIELD=VALUE.").format(value=value))
        field = spec.fields.get(name)
        if field is not None and not field.editable:
            wrong[name] = _("{field}: the program keeps this by itself. Leave it out.").format(field=name)
            continue
        try:
            parsed[name] = links.parse(ws, field, written) if field else written
        except Refused as refused:
            wrong[name] = _("{field}: {why}").format(field=name, why=refused)
    if wrong:
        raise InputError(wrong)
    return parsed


def _described(spec: EntitySpec) -> dict[str, Any]:
    return {
        "kind": spec.table,
        "label": _(spec.label),
        "fields": [
            {
                "name": field.name,
                "label": _(field.label),
                "type": field.kind.name,
                "required": field.required,
                "to": field.to,
                "choices": [key for key, _label in field.choices],
            }
            for field in spec.fields.values()
        ],
    }


COMMANDS = (new, kinds, records, set_, add)
