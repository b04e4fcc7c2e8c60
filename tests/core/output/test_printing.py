"""Printing: what is found, what is asked for, on which thread, and several sheets in one file."""

from __future__ import annotations

import io
import subprocess
import sys
import threading

import pypdf
import pytest

from cxdesk.errors import UserError
from cxdesk.output import printing
from cxdesk.output.sheet import Gathered, Options, SheetOption, SheetSpec, Topic, texts
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader

ORDER = [
    "training-sheet",
    "sign-off-sheet",
    "stage-sheet",
    "role-card",
    "never-always-poster",
    "vision-poster",
    "wallet-cards",
    "standards-manual",
    "cue-legend",
    "walk-round-sheet",
    "secret-systems",
    "incident-slips",
    "protocol-cards",
    "protocol-wall",
    "may-do-card",
    "defect-register",
    "incident-record",
    "five-whys",
    "evidence-trail",
    "incident-month",
    "preference-pad",
    "preference-card",
    "todays-list",
    "subject-sheet",
    "tally-sheet",
    "scoreboard-poster",
    "xmr-page",
    "metric-definition",
    "huddle-sheet",
    "huddle-calendar",
]


def test_sheets_are_found_in_their_order() -> None:
    assert list(printing.sheets()) == ORDER
    for spec in printing.sheets().values():
        assert spec.title
        assert spec.about
        for option in spec.options:
            assert option.title
            choices = [one.value for one in option.choices(paper_shop.sample())] if option.choices else []
            assert option.default in choices or option.kind != "choice"
            assert all(one.title for one in (option.choices(MemoryReader()) if option.choices else ()))


def test_listing_and_gathering_load_no_reportlab() -> None:
    code = (
        "import sys; from cxdesk.entities.incident import Incident;"
        "from cxdesk.output import printing, record;"
        "from tests.core.output import paper_shop;"
        "reader = paper_shop.sample(); reader.add(Incident(happened_on=paper_shop.DAY));"
        "jobs = [printing.gather_job(one, reader, {}) for one in printing.sheets().values()];"
        "record.older_copies(paper_shop.sample());"
        "bad = {'reportlab', 'PIL', 'matplotlib', 'uharfbuzz', 'babel', 'PySide6'} & set(sys.modules);"
        "assert not bad, bad; assert len(jobs) > 5"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_drawing_loads_neither_matplotlib_nor_qt() -> None:
    code = (
        "import sys; from cxdesk.output import printing;"
        "from tests.core.output import paper_shop;"
        "printing.preload();"
        "printing.render(printing.sheet('training-sheet'), paper_shop.sample(), {});"
        "assert not {'matplotlib', 'PySide6', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_title_is_told_without_the_other_sheets() -> None:
    for name, spec in printing.sheets().items():
        assert printing.title_of(name) == spec.title
    for strange in ("training_sheet", "old-sheet", "", "..", "__init__", "os.path"):
        assert printing.title_of(strange) == strange


def test_an_unknown_sheet_names_those_there_are() -> None:
    with pytest.raises(UserError, match="training-sheet, sign-off-sheet"):
        printing.sheet("wallet-card")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"colour": "red"}, "stage, why, sounds_like"),
        ({"why": "perhaps"}, "yes or no"),
        ({"stage": "nine"}, "1, 2, 3, all"),
    ],
)
def test_wrong_options_are_refused_with_what_there_is(options: dict[str, object], words: str) -> None:
    with pytest.raises(UserError, match=words):
        printing.gather_job(printing.sheet("training-sheet"), paper_shop.sample(), options)


@pytest.mark.parametrize(
    ("more", "words"),
    [({"paper": "A3"}, "A4, Letter"), ({"text_size": "huge"}, "normal"), ({"copies": 0}, "at least one")],
)
def test_wrong_paper_size_or_copies(more: dict[str, object], words: str) -> None:
    with pytest.raises(UserError, match=words):
        printing.gather_job(printing.sheet("training-sheet"), paper_shop.sample(), {}, **more)


@pytest.mark.parametrize("value", ["yes", "YES", "true", "on", "1", True, 1])
def test_flags_are_read_kindly(value: object) -> None:
    job = printing.gather_job(printing.sheet("training-sheet"), paper_shop.sample(), {"why": value})
    assert job.options.flag("why") is True


def test_other_kinds_of_option() -> None:
    def gather(reader: MemoryReader, options: Options) -> Gathered:
        return Gathered((Topic("", "", (options.word("rows"), options.word("title"))),))

    options = (
        SheetOption(name="rows", title="Rows", kind="int", default=3),
        SheetOption(name="title", title="Title", kind="text", default=""),
    )
    spec = SheetSpec(
        name="made-up",
        title="Made up",
        about="",
        order=1,
        options=options,
        gather=gather,
        build=lambda *_: [],
    )
    reader = MemoryReader()
    assert printing.check_options(spec, reader, {"rows": "12", "title": "Hello"}) == {
        "rows": 12,
        "title": "Hello",
    }
    with pytest.raises(UserError, match="whole number"):
        printing.check_options(spec, reader, {"rows": "many"})


def test_paper_is_that_of_the_shop_unless_given() -> None:
    spec, reader = printing.sheet("vision-poster"), paper_shop.sample(paper="Letter")
    assert printing.gather_job(spec, reader, {}).paper == "Letter"
    assert printing.gather_job(spec, reader, {}, paper="A4").paper == "A4"
    assert printing.gather_job(spec, MemoryReader(), {}).paper == "A4"


def test_a_job_is_drawn_on_another_thread_without_the_reader() -> None:
    reader = paper_shop.sample()
    job = printing.gather_job(printing.sheet("training-sheet"), reader, {"stage": "2"}, today=DAY)
    reads = reader.reads
    made: list[printing.Printed] = []
    threads = [threading.Thread(target=lambda: made.append(printing.build_job(job))) for _one in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reader.reads == reads
    assert made[0] == made[1] == made[2] == printing.build_job(job)


def test_the_date_is_that_of_the_job_and_in_the_language_of_the_shop() -> None:
    spec = printing.sheet("vision-poster")
    english = printing.render(spec, paper_shop.sample(), {}, today=DAY)
    german = printing.render(spec, paper_shop.sample(language="de-DE"), {}, today=DAY)
    assert "printedNov21,2026" in reading.text(english.pdf)
    assert "21.11.2026" in reading.text(german.pdf)


def job_of(name: str, **options: object) -> printing.Job:
    return printing.gather_job(printing.sheet(name), paper_shop.sample(), options, today=DAY)


def test_a_pack_is_one_file_in_order_with_contents() -> None:
    jobs = [
        job_of("vision-poster"),
        job_of("training-sheet", stage="all", people="Jin Park"),
        job_of("stage-sheet"),
        job_of("standards-manual"),
        job_of("standards-manual", roles="no"),
    ]
    made = printing.pack(jobs, "New starter")
    pages = [reading.squeezed(page) for page in reading.page_texts(made.pdf)]
    assert made.pages == len(pages) == 1 + 1 + 3 + 1 + 10 + 9
    assert all(f"page{i}of25" in page for i, page in enumerate(pages, start=1))
    for words in (
        "New starter",
        "Vision poster 2",
        "Training sheet · Before the visit · Jin Park 3",
        "Stage sheet · Before the visit 6",
        "Standards manual 7",
        "Standards manual 17",
    ):
        assert reading.squeezed(words) in pages[0], words
    assert "Ourpromise10" in pages[7]
    assert "Ourpromise20" in pages[17]
    assert len(made.parts) == 1 + 3 + 1 + 1 + 1
    links = [link for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages for link in page.get("/Annots", [])]
    assert len(links) > 10
    assert reading.letters_outside(made.pdf) == []


def test_packs_are_the_same_every_time_and_never_empty() -> None:
    jobs = [job_of("vision-poster"), job_of("never-always-poster")]
    assert printing.pack(jobs, "").pdf == printing.pack(jobs, "").pdf
    with pytest.raises(UserError, match="at least one"):
        printing.pack([], "Nothing")


def test_a_mark_changes_with_any_word_and_with_nothing_else() -> None:
    spec = printing.sheet("training-sheet")

    def mark(reader: MemoryReader) -> str:
        return printing.render(spec, reader, {"stage": "2"}, today=DAY).mark

    first = mark(paper_shop.sample())
    assert len(first) == 4
    assert first == mark(paper_shop.sample(brand_colour="#123456", name="Other"))
    changed = paper_shop.changed(paper_shop.sample(), lambda text: text.replace("chai", "tea"))
    assert mark(changed) != first


def test_texts_of_content_are_found_at_any_depth() -> None:
    topic = Topic("a", "b", ("c", ["d", Topic("e", "f", 3)]))
    assert list(texts(topic)) == ["a", "b", "c", "d", "e", "f"]
