"""Commands that take something in: import, undo-import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cxdesk import settings
from cxdesk.cli.passphrases import passphrase_option
from cxdesk.cli.shared import FILE, emit, say, workspace
from cxdesk.errors import UserError
from cxdesk.i18n import _, ngettext
from cxdesk.workspace import Workspace, through

if TYPE_CHECKING:
    from cxdesk.services.cells import Ambiguous
    from cxdesk.services.imports.batches import Preview
    from cxdesk.services.imports.mapping import Mapping
    from cxdesk.services.imports.plans import Item

_MOST_SAID = 20
"""So many lines that are left out are said one by one."""


@click.command("import", options_metavar="[OPTIONS]")
@click.argument("words", metavar="JSON FILE | FILE KIND TABLE", nargs=-1, required=True)
@passphrase_option
@click.option(
    "--mapping",
    metavar="FILE|NAME",
    help=_("of a table: which column is what, as JSON or by a name"),
)
@click.option("--save-mapping", default="", metavar="NAME", help=_("of a table: keep which column is what"))
@click.option("--dry-run", is_flag=True, help=_("of a table: say what it would do, and do nothing"))
@click.option("--json", "as_json", is_flag=True, help=_("of a table: what each line does, as JSON"))
@click.option("--as", "who", default="", metavar="NAME", help=_("who the history names"))
def import_(
    words: tuple[str, ...], mapping: str | None, save_mapping: str, who: str, *, dry_run: bool, as_json: bool
) -> None:
    """Make a workspace in FILE from the JSON of an export, or take a TABLE into FILE.

    KIND is what the table holds: metrics, customers or visits. A TABLE is CSV, XLSX or ODS, of customers also
    vCard. With the columns metric, period and value (or numerator and denominator), or with the headings of
    an address book or a till, it needs no mapping. Lines that can't be taken are named, the others are kept;
    the same table twice adds nothing. “cxdesk undo-import” takes it back.
    """
    if save_mapping and dry_run:
        raise click.UsageError(_("A dry run keeps nothing."))
    if len(words) == 2 and not (mapping or save_mapping or dry_run or as_json):
        _import_export(Path(words[0]), Path(words[1]))
    elif len(words) == 3:
        told = _Told(mapping or "", save_mapping, who, dry=dry_run, as_json=as_json)
        _import_table(Path(words[0]), words[1], Path(words[2]), told)
    else:
        raise click.UsageError(_("Write either JSON FILE, or FILE KIND TABLE."))


@click.command("undo-import")
@click.argument("file", type=FILE)
@passphrase_option
@click.argument("batch", metavar="[ID]", type=int, required=False)
@click.option("--list", "as_list", is_flag=True, help=_("list what was taken in"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
@click.option("--as", "who", default="", metavar="NAME", help=_("who the history names"))
def undo_import(file: Path, batch: int | None, who: str, *, as_list: bool, as_json: bool) -> None:
    """Take back all that an import did, the newest one or that of ID; or nothing, and say why."""
    from cxdesk.entities.import_batch import ImportBatch
    from cxdesk.services import exporting
    from cxdesk.services.imports import batches

    with workspace(file, who=who, read_only=as_list) as ws:
        if as_list:
            rows = batches.standing(ws)
            if as_json:
                emit([exporting.as_json(ws.spec("import_batch"), row) for row in rows])
                return
            for row in rows:
                undone = _("taken back") if row.record.undone_at else ""
                click.echo(f"{row.id:>5}  {row.record.imported_at}  {row.record.file}  {undone}".rstrip())
            return
        chosen = batch if batch is not None else batches.newest(ws)
        name = ws.get(ImportBatch, chosen).record.file
        label = _("take back the import of {file}").format(file=name)
        through(ws.run_in_steps(label, lambda tx: batches.take_back(tx, chosen)))
        if as_json:
            emit(exporting.as_json(ws.spec("import_batch"), ws.get(ImportBatch, chosen)))
        say(_("The import of {file} is taken back.").format(file=name))


class _Told(NamedTuple):
    """What the options say. `mapping` is a file or a name."""

    mapping: str
    save_mapping: str
    who: str
    dry: bool
    as_json: bool


def _mapping(ws: Workspace, kind: str, told: str) -> Mapping | None:
    """Return the mapping of a file, else that of a name. Raises UserError, EnvironmentFault."""
    from cxdesk.services.imports import kept_mappings
    from cxdesk.services.imports import mapping as mappings

    if not told:
        return None
    if Path(told).exists() or Path(told).suffix.lower() == ".json":
        return mappings.load(Path(told))
    return kept_mappings.named(ws, kind, told)


def _import_export(json_file: Path, file: Path) -> None:
    Workspace.from_export(json_file.read_text(encoding="utf-8-sig"), file, who=settings.load().who).close()
    say(_("{file} is ready.").format(file=file))


def _how_to_tell(doubt: Ambiguous) -> str:
    examples = (json.dumps({doubt.what: choice}) for choice in doubt.choices)
    how = _("Write which one is meant into a file, and name it with --mapping: {examples}.")
    return f"{doubt.message} {how.format(examples=' / '.join(examples))}"


def _import_table(file: Path, kind: str, table: Path, told: _Told) -> None:
    from cxdesk.services.cells import Ambiguous
    from cxdesk.services.imports import batches, kept_mappings, likeness

    batches.target(kind)
    with workspace(file, who=told.who, read_only=told.dry) as ws:
        chosen = _mapping(ws, kind, told.mapping)
        opened = batches.open_file(table, chosen)
        if chosen is not None:
            chosen = batches.completed(kind, opened, chosen)
        elif kept_mappings.fitting(ws, kind, opened) is None:
            other, words = likeness.other_kind(kind, opened)
            if other:
                hint = _("{words} If it is, write “{other}” in the place of “{kind}”.")
                say(hint.format(words=words, other=other, kind=kind))
        try:
            made = through(batches.preview(ws, kind, opened, chosen))
        except Ambiguous as doubt:
            raise UserError(_how_to_tell(doubt)) from doubt
        batch = 0
        if not told.dry and made.plan.tally.does_something:
            label = _("import {file}").format(file=table.name)
            batch = through(ws.run_in_steps(label, lambda tx: batches.write(tx, kind, made)))
        if told.save_mapping:
            ws.run(
                _("keep a mapping"),
                lambda tx: kept_mappings.keep(tx, kind, told.save_mapping, made.mapping, made.table),
            )
    dry = told.dry
    if told.as_json:
        emit(_described(kind, made, batch, dry=dry))
    _say(made, dry=dry)
    if made.plan.tally.counts["wrong"] and not any(
        made.plan.tally.counts[what] for what in ("add", "update", "same")
    ):
        raise SystemExit(1)


def _described(kind: str, made: Preview, batch: int, *, dry: bool) -> dict[str, Any]:
    from cxdesk.services.imports import tables

    counts = made.plan.tally.counts
    return {
        "kind": kind,
        "file": made.table.path.name,
        "read": tables.described(made.table),
        "dry_run": dry,
        "import": batch or None,
        "added": counts["add"],
        "changed": counts["update"],
        "same": counts["same"],
        "refused": counts["wrong"],
        "notices": made.plan.notices,
        "rows": [item._asdict() for item in made.plan.tally.items],
    }


def _say(made: Preview, *, dry: bool) -> None:
    from cxdesk.services.imports import tables

    tally = made.plan.tally
    say(tables.described(made.table))
    for sentence in made.plan.notices[:_MOST_SAID]:
        say(sentence)
    for item in tally.doubtful[:_MOST_SAID]:
        say(_line(item))
    for item in tally.wrong[:_MOST_SAID]:
        say(_line(item))
    more = tally.counts["wrong"] - min(_MOST_SAID, len(tally.wrong))
    if more:
        words = ngettext("… and {n} line more is left out.", "… and {n} lines more are left out.", more)
        say(words.format(n=more))
    words = _("It would add {add} and change {update}; {same} are as they are, {wrong} are left out.")
    if not dry:
        words = _("Added {add}, changed {update}; {same} were so already, {wrong} were left out.")
    say(words.format(**tally.counts))


def _line(item: Item) -> str:
    where = " ".join(filter(None, (item.title, item.where)))
    if not where:
        return _("Line {line}: {why}").format(line=item.line, why=item.why)
    return _("Line {line} ({where}): {why}").format(line=item.line, where=where, why=item.why)


COMMANDS = (import_, undo_import)
