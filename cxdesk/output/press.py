"""What a layout works with: the look, heads and footers, and a place for what it has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.output.colour import from_hex, readable
from cxdesk.output.fit import fewest_pages
from cxdesk.output.form_head import FormHead
from cxdesk.output.frame import Foot, Head, Section
from cxdesk.output.logo import read_logo
from cxdesk.output.look import Look
from cxdesk.output.paper import TEXT_SIZES, Geometry
from cxdesk.output.places import Form
from cxdesk.output.sheet import Job, Topic
from cxdesk.services.paper_forms import number_text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_TIGHTER = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82)


class Press:
    """Draws one job. Layouts add sentences to `messages` when something did not fit."""

    def __init__(
        self,
        job: Job,
        numbers: dict[str, int],
        anchors: str = "",
        form_numbers: Iterator[int] | None = None,
    ) -> None:
        self.job = job
        self.forms: list[Form] = []
        self._form_numbers = form_numbers if job.first_number else None
        self.numbers = numbers  # pages by anchor, known when drawing
        self._anchors = anchors  # tells the anchors of this job from those of another in the same pack
        self.options = job.options
        self.look = Look(readable(from_hex(job.shop.colour)), TEXT_SIZES[job.text_size])
        self.messages: list[str] = []
        self.day = date_text(job.options.today, job.shop.language)
        self._heads: dict[str, Head] = {}
        self.logo = read_logo(job.shop.logo) if job.shop.logo else None
        if job.shop.logo and self.logo is None:
            self.messages.append(_("The logo is no PNG, JPEG or WebP picture, so it was left out."))

    def head(self, title: str = "") -> Head:
        """Return the head of a page."""
        if title not in self._heads:
            shop = self.job.shop
            words = title or _(self.job.spec.title)
            self._heads[title] = Head(shop.name, shop.address, words, self.look.brand, self.logo)
        return self._heads[title]

    def foot(self, topic: Topic) -> Foot:
        """Return the footer: shop, sheet, what it is about; version, mark and day."""
        names = [self.job.shop.name, _(self.job.spec.title), topic.title]
        version = [_("version {version}").format(version=topic.version)] if topic.versioned else []
        mark = _("mark {mark}").format(mark=topic.mark)
        printed = _("printed {date}").format(date=self.day)
        return Foot(" · ".join(filter(None, names)), " · ".join([*version, mark, printed]))

    def form(self, topic: Topic) -> Form:
        """Return a form about a topic, with the next number: one for each copy and each paper of its own."""
        number = number_text(next(self._form_numbers)) if self._form_numbers else ""
        made = Form(number, self.job.gathered.topics.index(topic))
        self.forms.append(made)
        return made

    def form_section(self, topic: Topic, geometry: Geometry, form: Form, hint: str = "") -> Section:
        """Return pages of a form: its name, what to do and its number stand between the codes."""
        names = " · ".join(filter(None, (_(self.job.spec.title), topic.title)))
        foot = self.foot(topic)
        later = self.job.preview and bool(form.number)
        left = " · ".join(filter(None, ("" if later else form.number, foot.left)))
        head = FormHead(self.job.shop.name, names, hint, form.number, self.look, self.logo, later=later)
        title = topic.title or _(self.job.spec.title)
        return Section([], geometry, replace(foot, left=left), head, title=title, form=form)

    def section(
        self,
        topic: Topic,
        geometry: Geometry,
        story: Sequence[Flowable] = (),
        *,
        head: bool = True,
        title: str = "",
        anchor: str = "",
    ) -> Section:
        """Return a part of the print with the usual head and footer."""
        return Section(
            list(story),
            geometry,
            self.foot(topic),
            self.head() if head else None,
            title=title or topic.title,
            anchor=self._anchors + anchor if anchor else "",
        )

    def flow(self, section: Section, build: Callable[[Look], list[Flowable]]) -> Section:
        """Fill a section with running text; slightly smaller type where that saves a sparse last page."""
        section.pages = fewest_pages(
            lambda scale: build(self.look.scaled(scale)), section.geometry.body, section.room, _TIGHTER
        )
        return section
