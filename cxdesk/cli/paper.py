"""Commands on paper: sheets, print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cxdesk import clock
from cxdesk.cli.shared import FILE, emit, say, workspace
from cxdesk.i18n import _, ngettext
from cxdesk.services.exporting import write_whole


@click.command()
@click.option("--json", "as_json", is_flag=True, help="as JSON")
def sheets(*, as_json: bool) -> None:
    """List the kinds of sheet with their options."""
    from cxdesk.output import printing

    found = printing.sheets()
    if as_json:
        emit([_described(spec) for spec in found.values()])
        return
    for name, spec in found.items():
        click.echo(f"{name}  {_(spec.title)}: {_(spec.about)}")
        for option in spec.options:
            click.echo(f"    --option {option.name}=…  {_(option.title)} (default: {option.default})")


@click.command("print")
@click.argument("sheet")
@click.option("--workspace", "file", type=FILE, required=True, help="the workspace to print from")
@click.option("--out", type=FILE, required=True, help="the PDF to write")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), help="default: the shop's paper")
@click.option(
    "--text-size", type=click.Choice(["small", "normal", "large"]), default="normal", show_default=True
)
@click.option(
    "--option", "options", metavar="KEY=VALUE", multiple=True, help="an option of the sheet; may be repeated"
)
@click.option("--no-log", is_flag=True, help="do not note it in the print log")
def print_(
    sheet: str,
    file: Path,
    out: Path,
    paper: str | None,
    text_size: str,
    options: tuple[str, ...],
    *,
    no_log: bool,
) -> None:
    """Print a SHEET into a PDF."""
    from cxdesk.output import printing, record

    wanted = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not equals:
            raise click.UsageError(_("“{value}” is not KEY=VALUE.").format(value=option))
        wanted[key] = value
    spec = printing.sheet(sheet)
    with workspace(file, read_only=no_log) as ws:
        printed = printing.render(
            spec, ws, wanted, paper=paper or ws.shop.paper, text_size=text_size, today=clock.today()
        )
        write_whole(out, printed.pdf)
        if not no_log:
            rows = record.records(
                printed,
                paper=paper or ws.shop.paper,
                copies=1,
                printed_at=clock.stamp(clock.now()),
                by=ws.who,
                target="file",
            )
            ws.add_all(_("note what was printed"), rows, undoable=False)
    for message in printed.messages:
        say(message)
    say(ngettext("{n} page in {out}", "{n} pages in {out}", printed.pages).format(out=out))


def _described(spec: Any) -> dict[str, Any]:
    return {
        "sheet": spec.name,
        "title": _(spec.title),
        "about": _(spec.about),
        "options": [
            {"name": option.name, "title": _(option.title), "default": option.default}
            for option in spec.options
        ],
    }


COMMANDS = (sheets, print_)
