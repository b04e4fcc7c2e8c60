"""The command group, and how errors end."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

import click

from cxdesk import __version__, errors, log, paths
from cxdesk.cli import (
    customers,
    day,
    files,
    imports,
    metrics,
    paper,
    people,
    privacy,
    records,
    recovery,
    starters,
)
from cxdesk.cli.shared import say
from cxdesk.i18n import _

EPILOG = (
    "Dates are written 2026-11-21, numbers with a point, lists with ; between their items, "
    "other records by name or number. Exit codes: 0 done, 1 not done (a sentence says why), 2 not understood."
)


class PlainGroup(click.Group):
    """A group whose commands end in a sentence, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except errors.CxDeskError as error:
            say(error.message)
        except BrokenPipeError:  # who reads our output has seen enough
            raise
        except OSError as error:
            say(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
        except (click.exceptions.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - the last stop before the person at the keyboard
            _note_fault(error)
        sys.exit(1)


def _note_fault(error: Exception) -> None:
    """Say that the fault is ours, and where to find what helps to mend it."""
    log.set_up()
    # Without the message: it may hold what a person typed.
    frames = "".join(traceback.format_tb(error.__traceback__))
    logging.getLogger("cxdesk.cli").error("%s\n%s", type(error).__name__, frames)
    say(
        _("CX Desk met a fault of its own ({fault}); what was done was taken back. Details: {log}").format(
            fault=type(error).__name__, log=paths.log_dir() / "cxdesk.log"
        )
    )


@click.group(cls=PlainGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cxdesk")
def group() -> None:
    """CX Desk: run your customer experience from one file on your own computer.

    `cxdesk` alone opens the window with the workspace used last; `cxdesk FILE` opens that one.
    """


COMMANDS = (
    *records.COMMANDS,
    *customers.COMMANDS,
    *day.COMMANDS,
    *metrics.COMMANDS,
    *starters.COMMANDS,
    *paper.COMMANDS,
    *files.COMMANDS,
    *imports.COMMANDS,
    *people.COMMANDS,
    *privacy.COMMANDS,
    *recovery.COMMANDS,
)
for command in COMMANDS:
    group.add_command(command)
