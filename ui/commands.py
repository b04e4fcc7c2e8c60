"""The commands that need a window: screenshot, demo, self-test."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from cxdesk import log, paths
from cxdesk.cli import group
from cxdesk.cli.passphrases import passphrase_option, unlocked
from cxdesk.cli.shared import FILE, FOLDER, say
from cxdesk.entities import default_registry
from cxdesk.i18n import _, ngettext
from ui.display import has_display

SIZE = "1366x768"


class Size(click.ParamType[tuple[int, int]]):
    """A size such as 1366x768."""

    name = "size"

    def convert(
        self, value: str | tuple[int, int], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return (width, height) in logical pixels."""
        if isinstance(value, tuple):
            return value
        width, _x, height = value.partition("x")
        if not (width.isdecimal() and height.isdecimal()):
            self.fail(_("“{value}” is not a size such as 1366x768.").format(value=value), param, ctx)
        return int(width), int(height)


@click.command()
@click.option("--workspace", "file", type=FILE, required=True)
@passphrase_option
@click.option("--page", required=True, help=_("the name of a page, such as standards"))
@click.option("--out", type=FILE, required=True, help=_("the PNG to write"))
@click.option("--size", type=Size(), default=SIZE, show_default=True)
@click.option("--theme", type=click.Choice(["light", "dark", "contrast"]), default="light", show_default=True)
@click.option("--scale", type=click.FloatRange(0.5, 4), default=1.0, show_default=True)
def screenshot(file: Path, page: str, out: Path, size: tuple[int, int], theme: str, scale: float) -> None:
    """Draw a page of the real window into a picture."""
    offscreen_without_display()
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    from ui.portrait import Studio

    with unlocked(file), Studio(theme) as studio:
        studio.open(file)
        studio.take(page, out, size)


@click.command()
@click.option("--out", type=FOLDER, required=True, help=_("the folder for the sheets and pictures"))
def demo(out: Path) -> None:
    """Make the sample shop, print every sheet of it, and draw every page."""
    offscreen_without_display()
    from ui.portrait import Studio
    from ui.showing import OWNER, make_sample, print_every_sheet

    out.mkdir(parents=True, exist_ok=True)
    sample = make_sample(out / "sample.cxdesk")
    sheets = print_every_sheet(sample, out)
    with Studio("light", who=OWNER) as studio:
        studio.open(sample)
        pages = studio.page_names()
        for page in pages:
            studio.take(page, out / f"page-{page}.png", (1366, 768))
    say(
        ngettext("{n} sheet", "{n} sheets", len(sheets))
        + ", "
        + ngettext("{n} page", "{n} pages", len(pages))
    )
    say(_("The sample shop is in {folder}.").format(folder=out))


@click.command("self-test")
def self_test() -> None:
    """Open the window, visit every page, print every sheet, check the store and the guide."""
    offscreen_without_display()
    from cxdesk.store.check import check_file
    from ui.pages import discover
    from ui.portrait import Studio
    from ui.showing import OWNER, make_sample, print_every_sheet

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = make_sample(folder / "sample.cxdesk")
        with Studio("light", who=OWNER) as studio:
            studio.open(sample)
            pages = studio.page_names()
            for page in pages:
                studio.show(page, (1280, 720))
                studio.window.grab()
            studio.draw(folder / "window.png")
            guide = sorted({f"{spec.guide}.md" for spec in discover(studio.bridge)})
        sheets = print_every_sheet(sample, folder)
        problems = check_file(sample)
    problems += [f"{name} is missing in the guide" for name in guide if not paths.guide(name).is_file()]
    for problem in problems:
        say(problem)
    if problems:
        raise SystemExit(1)
    click.echo("kinds: " + " ".join(spec.table for spec in default_registry()))
    click.echo("pages: " + " ".join(pages))
    click.echo("sheets: " + " ".join(sheets))
    click.echo(_("All is well."))


def offscreen_without_display() -> None:
    """Draw in memory where there is no screen; what Qt has to say about that goes to the log."""
    log.set_up()
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def translate_help() -> None:
    """Let every command say in her language what it does."""
    for command in (group, *group.commands.values()):
        command.help = _(command.help) if command.help else None
        command.epilog = _(command.epilog) if command.epilog else None


def run(words: list[str]) -> int:
    """Run one command of the command line; return its exit code."""
    translate_help()
    try:
        group.main(words, prog_name="cxdesk")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)


for _command in (screenshot, demo, self_test):
    group.add_command(_command)
