"""Never & Always poster: two columns on one page, read from across the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.reading import Reader

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the shop's list."""
    return Gathered((Topic("", "", content.never_always(reader), versioned=False),))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import never_always_poster

    return never_always_poster.sections(gathered, press)


def _ways(_reader: Reader) -> list[Choice]:
    return [
        Choice("auto", _("As the type is larger")),
        Choice("portrait", _("Portrait")),
        Choice("landscape", _("Landscape")),
    ]


SHEET = SheetSpec(
    name="never-always-poster",
    title=N_("Never & Always poster"),
    about=N_("What we never and always do"),
    area="standards",
    order=30,
    options=(
        SheetOption(
            name="turn",
            title=N_("Turn of the page"),
            kind="choice",
            default="auto",
            choices=_ways,
            hint=N_("auto, portrait or landscape"),
        ),
    ),
    gather=gather,
    build=build,
    poster=True,
)
