"""Vision poster: the statement as large as the page allows, the pillars below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.entities.vision import Vision
from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_CURRENT = "adopted"


def gather(reader: Reader, options: Options) -> Gathered:
    """Read it."""
    vision = vision_wanted(reader, options)
    return Gathered((Topic("", "", vision, vision.version, versioned=bool(vision.statement)),))


def vision_wanted(reader: Reader, options: Options) -> content.VisionText:
    """Return a version of the vision: the adopted one unless another was asked for."""
    wanted = options.word("version")
    return content.vision(reader, "" if wanted == _CURRENT else wanted)


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import vision_poster

    return vision_poster.sections(gathered, press)


def _versions(reader: Reader) -> list[Choice]:
    rows = sorted(reader.rows(Vision), key=lambda one: -one.record.version)
    numbered = [
        Choice(str(one.record.version), f"{one.record.version} · {one_line(one.record.statement, 60)}")
        for one in rows
    ]
    return [Choice(_CURRENT, _("The adopted one")), *numbered]


VERSION = SheetOption(
    name="version",
    title=N_("Version"),
    kind="choice",
    default=_CURRENT,
    choices=_versions,
    hint=N_("adopted, or the number of a version"),
)

SHEET = SheetSpec(
    name="vision-poster",
    title=N_("Vision poster"),
    about=N_("The service vision with its pillars"),
    area="standards",
    order=40,
    options=(VERSION,),
    gather=gather,
    build=build,
    poster=True,
)
