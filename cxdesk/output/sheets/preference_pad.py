"""Preference pad: blank slips for what somebody noticed of a customer, eight on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.output.sheet import Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.reading import Reader

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

MOST_SHEETS = 50


def gather(reader: Reader, options: Options) -> Gathered:
    """Read nothing. A slip has no number either: it is entered by the name that stands on it."""
    if int(options.word("sheets")) > MOST_SHEETS:
        raise UserError(_("At most {most} sheets of paper at once.").format(most=MOST_SHEETS))
    return Gathered((Topic("", "", (), versioned=False),))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import preference_pad

    return preference_pad.sections(gathered, press)


SHEET = SheetSpec(
    name="preference-pad",
    title=N_("Preference pad"),
    about=N_("Slips for what {staffs} notice"),
    area="customers",
    order=52,
    options=(
        SheetOption(
            name="sheets",
            title=N_("Sheets of paper"),
            kind="int",
            default=1,
            hint=N_("Eight slips on each"),
        ),
    ),
    gather=gather,
    build=build,
)
