"""Sheets about a metric: the number from across the room, the chart in lines, what the number means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pypdfium2.raw as pdfium
import pytest

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.person import Person
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import UserError
from cxdesk.output import printing
from cxdesk.output.sheet import Printed
from cxdesk.workspace import Workspace
from tests.core.output import reading
from tests.core.output.test_sheets import HOSTILE
from tests.core.services.metrics.metric_desk import MONDAY, TODAY, Desk

KNOWN = (42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44)
LONG = "Guests of the three months before that who came back within three months without being asked"
LANGUAGES = ["en-GB", "de-DE", "fr-FR", "pl-PL"]


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def printed(desk: Desk, sheet: str, paper: str = "A4", today: date = TODAY, **options: object) -> Printed:
    return printing.render(printing.sheet(sheet), desk.ws, options, paper=paper, today=today)


def share(desk: Desk, hits: int, n: int, **more: object) -> int:
    """Return a share of so many, typed for a whole week."""
    parts = [desk.part(name, "week") for name in ("Came back", "Seen")]
    for part, value in zip(parts, (hits, n), strict=True):
        desk.type(part, MONDAY, *([value] * 2), cadence="week")
    return desk.metric("share", *parts, **{"name": "Retention", "decimals": 0, **more})


def standards(desk: Desk, *texts: str) -> tuple[int, ...]:
    stage = desk.ws.add(Stage(name="Welcome"))
    return tuple(
        desk.ws.add(Standard(stage=stage, kind="operational", text=text, status="adopted")) for text in texts
    )


def says(made: Printed, *texts: str) -> bool:
    page = reading.text(made.pdf)
    missing = [text for text in texts if reading.squeezed(text) not in page]
    assert not missing, missing
    return True


def inside(made: Printed) -> bool:
    return reading.letters_outside(made.pdf) == [] and reading.ink_outside(made.pdf) == []


def pictures(made: Printed) -> int:
    with reading.opened(made.pdf) as document:
        return sum(
            1 for page in document for _one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
        )  # fmt: skip


@contextmanager
def speaking(ws: Workspace, language: str) -> Iterator[None]:
    (row,) = ws.rows(Shop)
    ws.change(Shop, row.id, language=language)
    yield


# The scoreboard poster


@pytest.mark.parametrize(("paper", "least"), [("A4", 120), ("Letter", 120), ("A3", 165), ("Tabloid", 150)])
def test_the_number_is_read_from_across_the_room(desk: Desk, paper: str, least: float) -> None:
    desk.target(
        share(desk, 71, 100, drivers=standards(desk, "Say the name", "Walk to the door", "Thank")), 75
    )
    made = printed(desk, "scoreboard-poster", paper)
    assert made.pages == 1
    assert made.messages == ()
    assert inside(made)
    assert says(made, "Retention", "week of", "4 points to go", "target 75%", "Say the name", "Thank")
    assert _size_on_paper(made, "71%") >= least
    assert pictures(made) == 0


def _size_on_paper(made: Printed, words: str) -> float:
    """Return the largest height of digits in which words stand, as points of type."""
    digits = [
        box[3] - box[1] for _page, letter, _size, box in reading.letters(made.pdf) if letter in set(words)
    ]
    return max(digits) / 0.711


@pytest.mark.parametrize(
    ("value", "target", "direction", "said"),
    [
        (71, 75, "up", "4 points to go"),
        (74, 75, "up", "1 point to go"),
        (75, 75, "up", "Target reached"),
        (80, 75, "up", "Target passed by 5 points"),
        (12, 10, "down", "2 points too much"),
        (7, 10, "down", "Better than the target by 3 points"),
    ],
)
def test_the_way_to_the_target_is_told_in_words(
    desk: Desk, value: int, target: int, direction: str, said: str
) -> None:  # fmt: skip
    desk.target(share(desk, value, 100, direction=direction), target)
    assert says(printed(desk, "scoreboard-poster"), said)


def test_a_count_has_so_many_to_go(desk: Desk) -> None:
    desk.target(desk.weekly(*KNOWN, decimals=0), 50)
    assert says(printed(desk, "scoreboard-poster"), "6 to go", "target 50")


def test_a_score_of_four_answers_is_nowhere_on_the_wall(desk: Desk) -> None:
    share(desk, 3, 4, survey=True)
    made = printed(desk, "scoreboard-poster")
    assert "75" not in reading.text(made.pdf)
    assert says(made, "Fewer than 5 answers: no score yet, read the comments.")


def test_a_score_of_few_answers_is_an_early_one(desk: Desk) -> None:
    metric = share(desk, 9, 12, survey=True)
    assert says(printed(desk, "scoreboard-poster"), "Early: of 12 answers.")
    desk.ws.change(Metric, metric, survey=False)
    assert "Early" not in reading.text(printed(desk, "scoreboard-poster").pdf)


def test_the_registered_mark_comes_with_its_note_where_the_shop_says_so(desk: Desk) -> None:
    metric = share(desk, 60, 100, survey=True)
    assert "NPS" not in reading.text(printed(desk, "scoreboard-poster").pdf)
    desk.ws.change(Metric, metric, nps=True)
    for sheet in ("scoreboard-poster", "xmr-page", "metric-definition"):
        assert says(printed(desk, sheet), "Retention (NPS®)", "registered trademarks of Bain & Company")


def test_no_name_of_a_person_is_on_the_wall(desk: Desk) -> None:
    owner = desk.ws.add(Person(name="Zdenka Quist"))
    metric = share(desk, 71, 100, owner=owner)
    desk.note("Zdenka was ill", MONDAY + timedelta(days=2))
    desk.note("The remembered guest", MONDAY, "launch", metric)
    made = printed(desk, "scoreboard-poster")
    assert "Zdenka" not in reading.text(made.pdf)
    assert says(made, "launch: The remembered guest")


def test_without_standards_it_can_be_filled_in_and_says_how(desk: Desk) -> None:
    share(desk, 71, 100)
    (message,) = printed(desk, "scoreboard-poster").messages
    assert "What moves it" in message


def test_a_shop_without_a_number_gets_a_poster_to_write_on(desk: Desk) -> None:
    for sheet in ("scoreboard-poster", "xmr-page", "metric-definition"):
        made = printed(desk, sheet)
        assert made.pages == 1
        assert inside(made)


def test_a_long_number_turns_the_page_or_is_rounded_and_is_never_small_in_silence(desk: Desk) -> None:
    desk.weekly(123456.75, decimals=2, name="Takings")
    made = printed(desk, "scoreboard-poster")
    assert inside(made)
    assert _size_on_paper(made, "1234567890") >= 119
    assert reading.sizes(made.pdf)[0][0] > reading.sizes(made.pdf)[0][1]
    desk.ws.change(Metric, desk.weekly(123456789.25, decimals=2, name="Rounded"), key=True)
    made = printed(desk, "scoreboard-poster")
    assert says(made, "123,456,789")
    assert "rounded to 123,456,789" in made.messages[0]
    desk.weekly(98765432101.25, decimals=2, name="Huge")
    made = printed(desk, "scoreboard-poster", metric="huge")
    assert inside(made)
    assert "98,765,432,101 is too long for type of 120 points" in made.messages[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", ["scoreboard-poster", "xmr-page", "metric-definition"])
def test_long_names_and_other_languages_stay_on_the_page(desk: Desk, sheet: str, language: str) -> None:
    texts = [f"{LONG} and the {n}. time, too, whatever they were told" for n in range(3)]
    metric = share(desk, 71, 100, name=LONG, why=LONG, source=LONG, unit="per dozen guests", nps=True)
    desk.ws.change(Metric, metric, drivers=standards(desk, *texts))
    desk.target(metric, 75)
    desk.note(LONG, MONDAY, "launch")
    with speaking(desk.ws, language):
        made = printed(desk, sheet)
    assert inside(made)
    assert says(made, "Guests of the three months")
    assert _overlaps(made) == []


def _overlaps(made: Printed) -> list[str]:
    """Return letters that lie upon others on the first page."""
    boxes = [(box, letter) for page, letter, _size, box in reading.letters(made.pdf) if page == 0]
    boxes.sort()
    found = []
    for i, ((left, low, right, high), one) in enumerate(boxes):
        for (a, b, c, d), other in boxes[i + 1 :]:
            if a >= right:
                break
            wide, tall = min(right, c) - a, min(high, d) - max(low, b)
            if wide > 0.35 * min(right - left, c - a) and tall > 0.35 * min(high - low, d - b) > 0:
                found.append(one + other)
    return found


def test_what_people_type_is_never_read_as_anything_else(desk: Desk) -> None:
    for i, text in enumerate([*HOSTILE, r"$x^2$ \alpha"]):
        metric = desk.weekly(*KNOWN, name=f"{text} {i}", why=text, source=text)
        desk.note(text[:190], MONDAY, "launch", metric)
        for sheet in ("scoreboard-poster", "xmr-page", "metric-definition"):
            assert says(printed(desk, sheet, metric=str(metric)), f"{text} {i}"[:20])


# The chart page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_chart_page_says_all_that_the_chart_shows(desk: Desk, paper: str) -> None:
    metric = desk.weekly(*KNOWN, None, 60, 44, name="Calls")
    start = MONDAY - timedelta(weeks=13)
    desk.ws.add(MetricTarget(metric=metric, value=Decimal(50), from_on=start, reason="A first step"))
    desk.note("Phones moved", MONDAY - timedelta(weeks=1), "launch")
    made = printed(desk, "xmr-page", paper)
    width, height = reading.sizes(made.pdf)[0]
    assert width > height
    assert inside(made)
    assert pictures(made) == 0
    assert says(
        made, "upper limit 51.4", "average 43.67", "lower limit 35.93", "above the usual up and down",
        "launch: Phones moved", "n = 14 values", "1 missing", "limits of 12 values, locked", "A first step",
        "no data", "Every value",
    )  # fmt: skip
    assert _overlaps(made) == []


def test_without_limits_no_chart_says_that_all_is_usual(desk: Desk) -> None:
    desk.weekly(*KNOWN[:4])
    made = printed(desk, "xmr-page")
    assert says(made, "None yet: so few values have no limits.", "Too early to tell")
    assert "limit" not in reading.text(made.pdf).replace("havenolimits", "")


def test_the_table_may_stay_away_and_too_many_values_do(desk: Desk) -> None:
    desk.weekly(*(KNOWN * 15))
    assert printed(desk, "xmr-page", table=False).pages == 1
    made = printed(desk, "xmr-page", periods="all")
    assert made.pages == 1
    assert "181 values are too many" in made.messages[0]
    assert says(printed(desk, "xmr-page", periods="30"), "30 weeks")


def test_a_chart_adds_lines_and_little_weight(desk: Desk) -> None:
    metric = desk.weekly(*(KNOWN * 2))
    with_chart = len(printed(desk, "xmr-page", table=False).pdf)
    desk.ws.change(Metric, metric, active=True)
    without = len(printed(desk, "metric-definition").pdf)
    assert with_chart - without < 80 * 1024


# The definition


def test_the_definition_says_what_the_number_means(desk: Desk) -> None:
    owner = desk.ws.add(Person(name="Maya Ortiz"))
    metric = share(
        desk, 71, 100, owner=owner, why="Who stays tells more.", source="Appointment book",
        drivers=standards(desk, "Say the name"), decimals=1,
    )  # fmt: skip
    desk.ws.add(
        MetricTarget(
            metric=metric, value=Decimal(75), from_on=MONDAY, by_on=date(2027, 1, 1), reason="It can be done"
        )
    )  # fmt: skip
    first = desk.ws.get(Metric, metric).record.first
    desk.ws.add(
        MetricVersion(
            metric=metric, version=1, name="Retention", formula="total", first=first, cadence="month",
            until_on=MONDAY, why_changed="A share can be compared",
        )
    )  # fmt: skip
    desk.ws.change(Metric, metric, version=2, defined_on=MONDAY)
    made = printed(desk, "metric-definition")
    assert made.version == 2
    assert says(
        made, "“Came back”, out of “Seen”, in per cent.", "Came back – Count · Every week", "Every week",
        "More is better", "Appointment book", "Maya Ortiz", "Who stays tells more.", "Say the name", "75%",
        "It can be done", "“Came back”, as they were counted.", "A share can be compared", "version 1",
    )  # fmt: skip


# Which metric


def test_a_metric_is_named_by_name_or_number_and_the_key_one_is_usual(desk: Desk) -> None:
    desk.weekly(*KNOWN, name="Calls")
    key = desk.weekly(*KNOWN, name="Retention", key=True)
    assert says(printed(desk, "scoreboard-poster"), "Retention")
    assert printed(desk, "xmr-page", metric="CALLS").about == "Calls"
    assert printed(desk, "xmr-page", metric=str(key)).about == "Retention"
    with pytest.raises(UserError, match=r"There is no metric “Cals”\. There are: “Calls”, “Retention”\."):
        printed(desk, "xmr-page", metric="Cals")
    with pytest.raises(UserError, match="how many periods"):
        printed(desk, "xmr-page", periods="some")


def test_an_old_poster_is_told_by_its_mark(desk: Desk, tmp_path: Path) -> None:
    metric = share(desk, 71, 100)
    before = printed(desk, "scoreboard-poster").mark
    assert printed(desk, "scoreboard-poster").mark == before
    desk.target(metric, 75)
    assert printed(desk, "scoreboard-poster").mark != before


def test_values_beyond_a_limit_that_follow_each_other_are_one_signal(desk: Desk) -> None:
    metric = desk.weekly(*KNOWN, *[60] * 12)
    job = printing.gather_job(printing.sheet("xmr-page"), desk.ws, {"metric": str(metric)}, today=TODAY)
    said = [one for one in job.gathered.topics[0].body.signals if "usual" in one]
    assert len(said) == 1
    assert " to " in said[0]
