"""Wallet cards: the vision on one side, its pillars on the other, for every pocket."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxdesk.i18n import N_
from cxdesk.output.sheet import Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.output.sheets.vision_poster import VERSION, vision_wanted
from cxdesk.schema.reading import Reader

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


def gather(reader: Reader, options: Options) -> Gathered:
    """Read a version of the vision; the purpose is not on the card."""
    vision = replace(vision_wanted(reader, options), purpose="")
    return Gathered((Topic("", "", vision, vision.version, versioned=bool(vision.statement)),))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw them."""
    from cxdesk.output.layouts import wallet_cards

    return wallet_cards.sections(gathered, press)


SHEET = SheetSpec(
    name="wallet-cards",
    title=N_("Wallet cards"),
    about=N_("The vision for the pocket, to cut out"),
    area="standards",
    order=45,
    options=(
        VERSION,
        SheetOption(
            name="sheets",
            title=N_("Sheets of paper"),
            kind="int",
            default=1,
            hint=N_("Ten cards on each sheet of A4, eight on US Letter"),
        ),
    ),
    gather=gather,
    build=build,
)
