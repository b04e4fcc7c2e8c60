"""What the print centre is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import printing
from cxdesk.schema.reading import Reader
from ui.printing import pages as pdf
from ui.printing.pages import PdfPages
from ui.tasks import Cancelled

if TYPE_CHECKING:
    from cxdesk.output.sheet import Job as SheetJob
    from cxdesk.output.sheet import Printed
    from ui.tasks import Job

WHOLE_SET = "whole-set"
"""The name under which the pack of all sheets stands in the list of kinds."""


@dataclass(frozen=True, slots=True)
class Request:
    """A sheet with its options, or the whole set; `include` names the sheets that go into that."""

    sheet: str
    paper: str
    text_size: str
    options: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return _("Whole set") if self.sheet == WHOLE_SET else _(printing.sheet(self.sheet).title)


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A finished PDF with the request it answers."""

    request: Request
    printed: Printed
    pages: PdfPages


@dataclass(frozen=True, slots=True)
class Draw:
    """Work for `Tasks`: draws sheets that were gathered on the main thread."""

    request: Request
    jobs: tuple[SheetJob, ...]

    def __call__(self, job: Job) -> Made:
        if job.cancelled:
            raise Cancelled
        if self.request.sheet == WHOLE_SET:
            printed = printing.pack(self.jobs, self.request.title)
        else:
            printed = printing.build_job(self.jobs[0])
        return Made(self.request, printed, pdf.measured(printed.pdf))


def gathered(request: Request, reader: Reader) -> Draw:
    """Read what a request needs, on the thread of the workspace. Raises UserError."""
    paper, size = request.paper, request.text_size
    if request.sheet == WHOLE_SET:
        wanted = [(spec, spec.whole) for name, spec in printing.sheets().items() if name in request.include]
    else:
        wanted = [(printing.sheet(request.sheet), request.options)]
    jobs = [
        printing.gather_job(spec, reader, dict(options), paper=paper, text_size=size)
        for spec, options in wanted
    ]
    return Draw(request, tuple(jobs))
