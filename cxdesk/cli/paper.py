"""Commands on paper: sheets, packs, print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cxdesk import clock
from cxdesk.cli.passphrases import passphrase_option
from cxdesk.cli.shared import FILE, emit, say, workspace
from cxdesk.i18n import _, ngettext
from cxdesk.output.paper import ENLARGED, PAPERS
from cxdesk.services.exporting import write_whole

if TYPE_CHECKING:
    from cxdesk.output.sheet import Printed, SheetOption

T = TypeVar("T")


@click.command()
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
def sheets(*, as_json: bool) -> None:
    """List the kinds of sheet with their options."""
    from cxdesk.output import printing

    found = printing.sheets()
    if as_json:
        emit([_described(spec, "sheet") for spec in found.values()])
        return
    for name, spec in found.items():
        click.echo(f"{name}  {_(spec.title)}: {_(spec.about)}")
        for option in spec.options:
            click.echo(f"    --option {option.name}=…  {_with_default(option)}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
def packs(*, as_json: bool) -> None:
    """List the packs: several sheets as one PDF with contents."""
    from cxdesk.output import packs as known

    found = known.packs()
    if as_json:
        emit([_described(spec, "pack", [part.sheet for part in spec.parts]) for spec in found.values()])
        return
    for name, spec in found.items():
        click.echo(f"{name}  {_(spec.title)}: {_(spec.about)}")
        click.echo(f"    {', '.join(part.sheet for part in spec.parts)}")
        for option in spec.options:
            click.echo(f"    --{option.name} …  {_with_default(option)}")


@click.command("print")
@click.argument("what", metavar="SHEET|FILE", required=False, default="")
@passphrase_option
@click.option("--workspace", "file", type=FILE, help=_("the workspace to print from; for a pack FILE does"))
@click.option("--pack", metavar="PACK", help=_("a pack instead of a sheet; “cxdesk packs” lists them"))
@click.option("--person", metavar="NAME", help=_("of a pack: for whom, the name filled in"))
@click.option("--stage", metavar="PLACE", help=_("of a pack: which stage, by its place"))
@click.option("--out", type=FILE, required=True, help=_("the PDF to write"))
@click.option(
    "--paper",
    type=click.Choice([*PAPERS, *ENLARGED]),
    help=_("default: the shop's paper; large paper is for posters"),
)
@click.option(
    "--text-size", type=click.Choice(["small", "normal", "large"]), default="normal", show_default=True
)
@click.option(
    "--option",
    "options",
    metavar="KEY=VALUE",
    multiple=True,
    help=_("an option of the sheet; may be repeated"),
)
@click.option(
    "--copies",
    type=click.IntRange(1, 999),
    default=1,
    show_default=True,
    help=_("how many; each copy of a form has its own number"),
)
@click.option("--no-log", is_flag=True, help=_("do not note it in the print log; forms have no number then"))
def print_(
    what: str,
    file: Path | None,
    out: Path,
    paper: str | None,
    text_size: str,
    options: tuple[str, ...],
    copies: int,
    *,
    no_log: bool,
    **pack: str | None,
) -> None:
    """Print a SHEET into a PDF, or with --pack a pack of sheets from FILE."""
    name = pack.pop("pack")
    chosen = _pairs(options) | {key: value for key, value in pack.items() if value is not None}
    if name is None:
        file = _only(file, "--workspace")
        maker = _sheet_maker(_only(what, "SHEET"))
    else:
        file = _only(file if not what else (None if file else Path(what)), "FILE")
        maker = _pack_maker(name)
    with workspace(file, read_only=no_log) as ws:
        paper = paper or ws.shop.paper
        made = partial(
            maker, ws, chosen, paper=paper, text_size=text_size, today=clock.today(), copies=copies
        )
        if no_log:
            printed = made()
            write_whole(out, printed.pdf)
        else:
            printed = _noted(ws, partial(made, numbered=True), out, paper, copies)
    for message in printed.messages:
        say(message)
    say(ngettext("{n} page in {out}", "{n} pages in {out}", printed.pages).format(out=out))


def _only(value: T | None, name: str) -> T:
    """Return what must be given once."""
    if not value:
        raise click.UsageError(_("Give {name}, and only once.").format(name=name))
    return value


def _pairs(options: Iterable[str]) -> dict[str, str]:
    wanted = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not equals:
            raise click.UsageError(_("“{value}” is not KEY=VALUE.").format(value=option))
        wanted[key] = value
    return wanted


def _sheet_maker(name: str) -> Callable[..., Printed]:
    from cxdesk.output import printing

    return partial(printing.render, printing.sheet(name))


def _pack_maker(name: str) -> Callable[..., Printed]:
    from cxdesk.output import packs as known

    return partial(known.render_pack, known.pack(name))


def _noted(ws: Any, make: Callable[[], Printed], out: Path, paper: str, copies: int) -> Printed:
    """Write a print and note it; a form whose number was taken meanwhile is drawn anew."""
    from cxdesk.output import record

    while True:
        printed = make()
        at = clock.stamp(clock.now())
        try:
            with record.noting(
                ws, printed, paper=paper, copies=copies, printed_at=at, by=ws.who, target="file"
            ):
                write_whole(out, printed.pdf)
        except record.NumberTakenError:
            continue
        return printed


def _with_default(option: SheetOption) -> str:
    words = _("{title} (default: {value})")
    return words.format(title=_(option.title), value=_typed(option.default))


def _typed(value: object) -> str:
    """Return a value of an option as it is typed; JSON has its own true and false."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _described(spec: Any, kind: str, sheets: Sequence[str] = ()) -> dict[str, Any]:
    return {
        kind: spec.name,
        "title": _(spec.title),
        "about": _(spec.about),
        **({"sheets": sheets} if sheets else {}),
        "options": [
            {"name": option.name, "title": _(option.title), "default": option.default}
            for option in spec.options
        ],
    }


COMMANDS = (sheets, packs, print_)
