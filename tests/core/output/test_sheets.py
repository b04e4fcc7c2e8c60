"""Every sheet, on both papers, with little text, much text, hostile text and none: read back."""

from __future__ import annotations

import pytest

from cxdesk.output import printing
from cxdesk.output.sheet import Printed
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader

NAMES = ["training-sheet", "stage-sheet", "never-always-poster", "vision-poster", "standards-manual"]
NAMES += ["role-card", "cue-legend", "wallet-cards", "sign-off-sheet", "walk-round-sheet"]
NAMES += ["huddle-sheet", "huddle-calendar"]  # with topics: test_huddles
PAPERS = {"A4": (595, 842), "Letter": (612, 792)}

HOSTILE = [
    "<b>x",
    '<img src="/etc/passwd"/>',
    '<img src="file:///etc/passwd" width="9"/>',
    '<onDraw name="x" label="y"/>',
    "</para><para>",
    "&amp; &lt;b&gt; &#65; &nope;",
    '<font color="[].__class__">x</font>',
    "<a href='http://x'>y</a>",
    "<super>1</super>",
    "<!-- note -->",
    "<![CDATA[x]]>",
    "%s %d {name} {0}",
    "{customer} {customers}",
    "\\n \\x00 (()",
    "'; DROP TABLE shop; --",
    "\"=cmd|' /C calc'!A0\"",
    "../../etc/passwd",
    "a&b<c>d",
    "<",
    ">",
    "&",
    "]]>",
    "<br/>",
    "<seq id='x'/>",
    "<bullet>x</bullet>",
    "<unichar code='65'/>",
    "<index item='x'/>",
    "<greek>a</greek>",
    "endstream endobj",
    "/JavaScript (app.alert(1))",
]


def everything(name: str) -> dict[str, object]:
    return {"stage": "all"} if name in {"training-sheet", "stage-sheet", "sign-off-sheet"} else {}


def printed(
    name: str, reader: MemoryReader | None = None, paper: str = "A4", text_size: str = "normal"
) -> Printed:
    return paper_shop.printed(name, reader, everything(name), paper=paper, text_size=text_size)


def check_paper(made: Printed, paper: str) -> None:
    assert reading.letters_outside(made.pdf) == []
    assert reading.ink_outside(made.pdf) == []
    assert {tuple(sorted(map(round, size))) for size in reading.sizes(made.pdf)} == {
        tuple(sorted(PAPERS[paper]))
    }
    assert len(reading.sizes(made.pdf)) == made.pages


def missing(made: Printed, texts: list[str]) -> list[str]:
    page = reading.text(made.pdf)
    return [text for text in texts if reading.squeezed(text) not in page]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_the_sample_prints_whole(name: str, paper: str) -> None:
    reader = paper_shop.sample()
    made = printed(name, paper=paper)
    check_paper(made, paper)
    assert made.messages == ()
    wanted = {
        "training-sheet": [*paper_shop.texts_of(reader), *paper_shop.NEVER, *paper_shop.ALWAYS],
        "stage-sheet": [row.record.text for row in reader.rows(paper_shop.Standard)],
        "never-always-poster": [*paper_shop.NEVER, *paper_shop.ALWAYS],
        "vision-poster": ["Every guest leaves feeling known.", "We notice", "We go first"],
        "standards-manual": [*paper_shop.texts_of(reader), "I know the name before the door closes."],
        "role-card": [
            *(row.record.text for row in reader.rows(paper_shop.Standard) if row.record.kind != "defect"),
            *("Same time in six weeks?", "I know the name before the door closes.", "Warm the towel"),
            *(*paper_shop.NEVER, *paper_shop.ALWAYS),
        ],
        "cue-legend": [text for cue in paper_shop.CUES for text in cue],
        "wallet-cards": ["Every guest leaves feeling known.", "We notice", "use it the next time."],
        "huddle-sheet": ["Every guest leaves feeling known.", "Lea Brandt", "Tom Eriksen"],
        "huddle-calendar": ["November 2026", "Wednesday", "closed"],
        "sign-off-sheet": [
            *(row.record.text for row in reader.rows(paper_shop.Standard) if row.record.kind != "defect"),
            *("Lea Brandt", "Omar Haddad", "Jin Park", "Sofia Rossi", "Tom Eriksen"),
        ],
        "walk-round-sheet": [text for cue in paper_shop.NEGATIVE for text in cue]
        + ["Omar Haddad sees to it"],
    }
    assert missing(made, wanted[name]) == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_ten_times_the_text_is_all_there(name: str, paper: str) -> None:
    reader = paper_shop.changed(paper_shop.sample(), lambda text: " ".join([text] * 10))
    made = printed(name, reader, paper)
    assert reading.letters_outside(made.pdf) == []
    assert reading.ink_outside(made.pdf) == []
    page = reading.text(made.pdf)
    for row in paper_shop.sample().rows(paper_shop.Standard):
        if name in {"training-sheet", "stage-sheet", "standards-manual"} or (
            name in {"role-card", "sign-off-sheet"} and row.record.kind != "defect"
        ):
            assert page.count(max(row.record.text.split(), key=len)) >= 10
    if name == "never-always-poster":
        assert page.count("Ignorewaiting") == page.count("Thankbyname") == 10
    if name == "role-card":
        assert page.count("Ignorewaiting") == page.count("Thankbyname") == 10 * 2 * 2
    if name == "walk-round-sheet":
        assert page.count("Thedeadplant") == page.count("Wefindyourvisitbyname.") == 10
    if name == "cue-legend":
        assert page.count("Foldedcorner") % 10 == 0 < page.count("Foldedcorner")
    if name == "wallet-cards":
        cards = 10 if paper == "A4" else 8
        assert page.count("Weknowourcraft") == page.count("Everyguestleavesfeelingknown.") == 10 * cards
        assert all(title in made.messages[0] for title in ("We know our craft", "We notice", "We go first"))
        assert "We go first" in made.messages[1]
    if name == "vision-poster":
        assert page.count("Wegofirst") == 10
        assert page.count("Everyguestleavesfeelingknown.") == 10


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_shop_on_its_first_day_gets_lines_to_write_on(name: str, paper: str) -> None:
    made = printed(name, paper_shop.empty(), paper)
    check_paper(made, paper)
    assert made.messages == ()
    assert made.pages == {"standards-manual": 8, "role-card": 2, "wallet-cards": 2}.get(name, 1)
    with reading.opened(made.pdf) as document:
        kinds = [one.type for one in document[made.pages // 2].get_objects()]
    assert kinds.count(2) > 10  # paths: lines and boxes


def test_an_empty_file_without_a_shop_prints_too() -> None:
    for name in NAMES:
        check_paper(printed(name, MemoryReader()), "A4")


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_is_printed_as_it_is(name: str) -> None:
    reader = paper_shop.sample(name="<b>&amp;")
    for row in reader.rows(paper_shop.NeverAlways):
        reader.put(
            paper_shop.NeverAlways(side=row.record.side, position=row.id, text=f"{HOSTILE[row.id]} z"), row.id
        )
    for i, text in enumerate(HOSTILE):
        reader.add(
            paper_shop.Standard(
                stage=3, position=20 + i, kind="operational", text=text, why=f"{text} why", status="draft"
            )
        )
        reader.add(paper_shop.Cue(position=20 + i, name=text, do=f"{text} do"))
        reader.add(paper_shop.NegativeCue(shows=f"{text} x", place=text, replaced_by=f"{text} y"))
    reader.put(paper_shop.Vision(statement=" ".join(HOSTILE[:9]), version=2, status="adopted"), 1)
    made = printed(name, reader)
    check_paper(made, "A4")
    wanted = {
        "never-always-poster": [f"{HOSTILE[i]} z" for i in range(1, 16)],
        "vision-poster": HOSTILE[:9],
        "stage-sheet": HOSTILE,
        "role-card": [*HOSTILE[:9], *(f"{HOSTILE[i]} z" for i in range(1, 16))],
        "cue-legend": [*HOSTILE, *(f"{text} do" for text in HOSTILE)],
        "wallet-cards": HOSTILE[:9],
        "huddle-sheet": HOSTILE[:9],
        "huddle-calendar": ["<b>&amp;"],
        "sign-off-sheet": HOSTILE,
        "walk-round-sheet": [*HOSTILE, *(f"{text} {end}" for text in HOSTILE for end in "xy")],
    }
    assert missing(made, wanted.get(name, [*HOSTILE, *(f"{text} why" for text in HOSTILE)])) == []
    assert b"/Subtype /Image" not in made.pdf
    assert b"/URI" not in made.pdf
    assert b"/JavaScript" not in made.pdf


def test_control_characters_and_overrides_leave_no_trace() -> None:
    reader = paper_shop.changed(
        paper_shop.sample(), lambda text: f"\x00\x07\u202e{text}\u2066\x1b[0m\ud800\ufeff"
    )
    made = printed("training-sheet", reader)
    check_paper(made, "A4")
    assert not set("\x00\x07\x1b\u202e\u2066\ufeff\ufffd") & set("".join(reading.page_texts(made.pdf)))


@pytest.mark.parametrize("name", NAMES)
def test_printing_again_gives_the_same_bytes(name: str) -> None:
    first, second = printed(name), printed(name, paper_shop.sample())
    assert first.pdf == second.pdf
    assert first == second


@pytest.mark.parametrize("size", ["small", "normal", "large"])
@pytest.mark.parametrize("name", NAMES)
def test_text_sizes(name: str, size: str) -> None:
    check_paper(printed(name, text_size=size), "A4")


def test_larger_text_is_larger_on_paper() -> None:
    spec, reader = printing.sheet("training-sheet"), paper_shop.sample()
    found = []
    for size in ("small", "normal", "large"):
        made = printing.render(spec, reader, {"stage": "3"}, text_size=size, today=DAY)
        found.append(max(reading.size_of(made.pdf, "Offer the next date")))
    assert found == sorted(found)
    assert found[2] / found[0] > 1.25


@pytest.mark.parametrize("colour", ["#FFEE00", "#FFFFFF", "#000000", "nonsense", ""])
def test_any_brand_colour_stays_readable(colour: str) -> None:
    from cxdesk.output.colour import WHITE, contrast, from_hex, readable

    assert contrast(readable(from_hex(colour)), WHITE) >= 4.5
    check_paper(printed("training-sheet", paper_shop.sample(brand_colour=colour)), "A4")


def test_words_of_the_shop_stand_on_sheets() -> None:
    from cxdesk import i18n

    i18n.use_words({"customer": ("guest", "guests")})
    try:
        page = reading.text(printed("stage-sheet", paper_shop.sample()).pdf)
    finally:
        i18n.use_words(i18n.DEFAULT_WORDS)
    assert "Whatguestswanthere" in page
    assert "customer" not in page.lower()
