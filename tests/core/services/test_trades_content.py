"""Every trade's file: complete, short, concrete, and nothing that the program itself would hint at."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cxdesk import i18n
from cxdesk.entities import default_registry, never_always, recovery_protocol, standard, vision
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.standard import Standard
from cxdesk.paths import resource
from cxdesk.schema.entity import spec_of
from cxdesk.services import trade_files, trades
from cxdesk.services.metrics import entry_periods
from cxdesk.services.recovery.models import MODELS
from cxdesk.services.trade_files import StandardText, Trade
from cxdesk.workspace import Workspace

TRADES = [info.trade for info in trades.available()]
NOT_DEFECTS = ("operational", "experiential", "above_beyond")

# Longest texts, with the trade's own words in them.
LONGEST = {
    ("about",): 100,
    ("vision", "purpose"): 110,
    ("pillars", "title"): 30,
    ("pillars", "meaning"): 110,
    ("roles", "name"): 24,
    ("roles", "in_my_job"): 110,
    ("roles", "examples"): 80,
    ("stages", "name"): 24,
    ("stages", "wants"): 110,
    ("stages", "aim"): 140,
    ("stages", "practise"): 150,
    ("standards", "text"): 90,
    ("standards", "why"): 110,
    ("standards", "sounds_like"): 110,
    ("standards", "how_we_know"): 110,
    ("never_always", "text"): 16,
    ("never_always", "why"): 90,
    ("cues", "name"): 40,
    ("cues", "meaning"): 80,
    ("cues", "do"): 130,
    ("protocols", "name"): 34,
    ("protocols", "say"): 150,
    ("steps", "name"): 16,
    ("steps", "does"): 80,
    ("protocols", "make_good"): 70,
    ("protocols", "no_money"): 70,
    ("protocols", "limit_words"): 100,
    ("protocols", "never_say"): 50,
    ("metrics", "name"): 40,
    ("metrics", "why"): 110,
    ("questions", "text"): 160,
    ("questions", "best"): 140,
    ("questions", "acceptable"): 140,
    ("questions", "wrong"): 90,
    ("questions", "reason"): 150,
    ("role_plays", "title"): 50,
    ("role_plays", "customer"): 150,
    ("role_plays", "staff"): 150,
    ("role_plays", "hidden"): 150,
    ("role_plays", "watch"): 80,
    ("huddles", "topic"): 50,
    ("huddles", "ask"): 130,
}
PROTOCOLS = ("late", "wrong_item", "rude", "damaged", "price", "no_show", "safety", "overbooked")
CHOICES = {
    ("metrics", "unit"): {"percent", "money", "minutes", "count", "ratio"},
    ("metrics", "direction"): {"up", "down"},
    ("metrics", "cadence"): {"daily", "weekly", "monthly", "quarterly"},
    ("metrics", "daily"): {"numerator", "denominator"},
    ("standards", "kind"): {key for key, _label in standard.KINDS},
    ("never_always", "side"): {key for key, _label in never_always.SIDES},
    ("protocols", "model"): {key for key, _label in recovery_protocol.MODELS},
}
# Besides the program's own list: what two people would tick differently.
VAGUE = re.compile(
    r"\b(friendly|asap|nicely?|quick(ly)?|good|proper(ly)?|prompt(ly)?|warmly|polite)\b", re.IGNORECASE
)
# How the shop calls them is the shop's business, so texts use the placeholders.
SHOP_WORDS = re.compile(r"\b(customers?|clients?|guests?|patients?)\b", re.IGNORECASE)
ARTICLE = re.compile(r"\ban?\s+\{", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{(\w*)\}")


@cache
def trade_of(name: str) -> Trade:
    return trades.load(name)


@pytest.fixture(params=TRADES)
def trade(request: pytest.FixtureRequest) -> Trade:
    return trade_of(request.param)


def texts(value: Any, section: str = "", name: str = "") -> Iterator[tuple[str, str, str]]:
    """Give (section, field, text) of every text in a trade."""
    if isinstance(value, str):
        yield section, name, value
    elif isinstance(value, tuple):
        inner = name if value and dataclasses.is_dataclass(value[0]) else section
        for item in value:
            yield from texts(item, inner, name)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            inner = field.name if field.name in {"vision", "words"} else section
            yield from texts(getattr(value, field.name), inner, field.name)


def spoken(trade: Trade) -> list[tuple[str, str, str]]:
    """Return every text that a person reads: no keys, no references, no vocabulary."""
    keys = {"trade", "key", "stage", "kind", "owner", "side", "unit", "direction", "cadence", "daily"}
    keys |= {"pillar"}
    links = {("standards", "roles"), ("protocols", "defect")}
    return [
        (section, name, text)
        for section, name, text in texts(trade)
        if name not in keys and section != "words" and (section, name) not in links and name != "products"
    ]


def filled(trade: Trade, text: str) -> str:
    words = trade.words
    pairs = {n: (getattr(words, f"{n}_one"), getattr(words, f"{n}_many")) for n in i18n.DEFAULT_WORDS}
    return i18n.fill_words(text, i18n.words_from(pairs))


def per_stage(trade: Trade, kind: str) -> dict[str, int]:
    counts = Counter(item.stage for item in trade.standards if item.kind == kind)
    return {stage.key: counts[stage.key] for stage in trade.stages}


def test_salon_and_cafe_are_complete() -> None:
    assert TRADES[:2] == ["salon", "cafe"]


def test_the_parts_are_counted(trade: Trade) -> None:
    sides = Counter(item.side for item in trade.never_always)
    assert 5 <= len(trade.stages) <= 8
    assert len(trade.vision.pillars) == 3
    assert 3 <= len(trade.roles) <= 5
    assert 8 <= sides["never"] <= 10
    assert 8 <= sides["always"] <= 10
    assert len(trade.products) >= 8
    assert len(trade.cues) == 6
    assert tuple(item.key for item in trade.protocols) == PROTOCOLS
    assert {len(part) for part in (trade.metrics, trade.questions, trade.role_plays, trade.huddles)} == {10}


def test_standards_are_spread_over_the_stages(trade: Trade) -> None:
    assert sum(item.kind == "defect" for item in trade.standards) >= 15
    assert sum(item.kind in NOT_DEFECTS for item in trade.standards) >= 20
    assert set(per_stage(trade, "defect").values()) <= {2, 3, 4}
    assert min(per_stage(trade, "operational").values()) >= 2
    assert min(per_stage(trade, "experiential").values()) >= 1
    assert max(per_stage(trade, "experiential").values()) <= standard.MOST_EXPERIENTIAL
    assert min(per_stage(trade, "above_beyond").values()) >= 1


def test_standards_stand_in_the_order_of_stages_and_lists(trade: Trade) -> None:
    stages = [stage.key for stage in trade.stages]
    kinds = [key for key, _label in standard.KINDS]
    places = [(stages.index(item.stage), kinds.index(item.kind)) for item in trade.standards]
    assert places == sorted(places)


def test_nothing_is_empty(trade: Trade) -> None:
    assert [where for *where, text in texts(trade) if not text.strip() or text != text.strip()] == []
    lists = [
        (part, field.name)
        for item in (*trade.roles, *trade.protocols, *trade.questions, *trade.role_plays, *trade.standards)
        for part, field in ((item, field) for field in dataclasses.fields(item))
        if getattr(item, field.name) == () and field.name not in {"make_good", "no_money"}
    ]
    assert lists == []
    assert max(len(role.examples) for role in trade.roles) <= 3


def test_texts_are_short(trade: Trade) -> None:
    found = [
        f"{section}.{name} {len(text)} {text}"
        for section, name, raw in texts(trade)
        for text in (filled(trade, raw),)
        if len(text) > LONGEST.get((section, name), LONGEST.get((name,), 200))
    ]
    assert found == []


def test_texts_fit_their_fields(trade: Trade) -> None:
    for item in trade.standards:
        values = {
            name: filled(trade, getattr(item, name)) for name in ("text", "why", "sounds_like", "how_we_know")
        }
        assert spec_of(Standard).cleaned(values) == values


def test_choices_are_known(trade: Trade) -> None:
    found = [
        (section, name, text)
        for section, name, text in texts(trade)
        if (section, name) in CHOICES and text not in CHOICES[section, name]
    ]
    assert found == []


def test_every_reference_resolves(trade: Trade) -> None:
    stages = {stage.key for stage in trade.stages}
    roles = {role.name for role in trade.roles}
    pillars = {pillar.title for pillar in trade.vision.pillars}
    for item in trade.standards:
        assert item.stage in stages, item
        assert {item.owner, *item.roles} <= roles, item
        assert item.pillar in pillars, item
    defects = {item.text for item in trade.standards if item.kind == "defect"}
    assert {protocol.defect for protocol in trade.protocols} <= defects
    assert {item.owner for item in trade.standards} >= roles - {"Owner"}
    assert {item.pillar for item in trade.standards} == pillars


def test_nothing_stands_twice(trade: Trade) -> None:
    groups = [
        [stage.name for stage in trade.stages],
        [item.text for item in trade.standards],
        [item.sounds_like for item in trade.standards],
        [item.text for item in trade.never_always],
        [item.name for item in (*trade.roles, *trade.cues, *trade.protocols)],
        [item.name for item in trade.metrics],
        [item.text for item in trade.questions],
        [item.title for item in trade.role_plays],
        [item.topic for item in trade.huddles],
    ]
    found = [
        text for group in groups for text, count in Counter(map(str.casefold, group)).items() if count > 1
    ]
    assert found == []


def test_the_program_has_no_hint_on_any_standard(trade: Trade) -> None:
    found = {
        item.text: hints
        for item in trade.standards
        if (
            hints := standard.checks(
                Standard(stage=1, kind=item.kind, text=filled(trade, item.text), why=item.why)
            )
        )
    }
    assert found == {}


def test_the_program_has_no_hint_on_never_and_always(trade: Trade) -> None:
    items = [NeverAlways(side=item.side, text=item.text) for item in trade.never_always]
    assert [hint for item in items for hint in never_always.checks(item)] == []


def test_the_vision_passes_its_checks(trade: Trade) -> None:
    statement = filled(trade, trade.vision.statement)
    assert vision.checks(statement, trade.products) == []
    assert 8 <= len(statement.split()) <= 12


def test_no_vague_words_where_something_is_to_be_seen(trade: Trade) -> None:
    watched = {"text", "how_we_know", "aim", "statement", "meaning", "watch", "do", "does"}
    found = [
        f"{section}.{name}: {text}"
        for section, name, text in spoken(trade)
        if name in watched and section != "questions"
        if VAGUE.search(text) or standard.vague_words(text)
    ]
    assert found == []


def test_what_we_do_is_said_as_an_instruction(trade: Trade) -> None:
    """An imperative begins with a verb: no article, no pronoun, no "we should"."""
    not_verbs = re.compile(
        r"(a|an|the|we|you|they|it|there|everyone|staff|all|each|every|please)\b", re.IGNORECASE
    )
    found = [item.text for item in trade.standards if item.kind in NOT_DEFECTS and not_verbs.match(item.text)]
    assert found == []
    assert [stage.aim for stage in trade.stages if not_verbs.match(stage.aim)] == []


def test_how_we_know_is_one_question_with_yes_or_no(trade: Trade) -> None:
    yes_no = re.compile(r"(was|were|is|are|did|does|do|has|have|could|can)\b", re.IGNORECASE)
    for item in trade.standards:
        assert item.how_we_know.count("?") == 1, item.how_we_know
        assert item.how_we_know.endswith("?"), item.how_we_know
        assert yes_no.match(item.how_we_know), item.how_we_know


def test_most_standards_take_ten_seconds(trade: Trade) -> None:
    done = [item for item in trade.standards if item.kind in NOT_DEFECTS]
    short = [item for item in done if 0 < item.seconds <= standard.MOST_SECONDS]
    assert len(short) >= 0.6 * len(done)
    firm = [item for item in trade.standards if item.non_negotiable]
    assert 8 <= len(firm) <= 20
    assert {item.stage for item in firm} == {stage.key for stage in trade.stages}
    assert [item.text for item in firm if item.kind in {"defect", "above_beyond"}] == []


def test_protocols_are_whole(trade: Trade) -> None:
    for protocol in trade.protocols:
        assert 4 <= len(protocol.steps) <= 6, protocol.name
        assert 2 <= len(protocol.make_good + protocol.no_money) <= 4, protocol.name
        assert 2 <= len(protocol.never_say) <= 4, protocol.name
        assert "asking" in protocol.limit_words, protocol.name
        assert 0 < protocol.acknowledge_minutes < protocol.resolve_minutes, protocol.name
        assert protocol.follow_up_days > 0, protocol.name


def test_protocols_go_by_several_models_and_keep_to_their_words(trade: Trade) -> None:
    for protocol in trade.protocols:
        words = [step.name for step in protocol.steps]
        assert len(set(words)) == len(words), protocol.name
        if protocol.model != "own":
            assert words == [step.name for step in MODELS[protocol.model]], protocol.name
    assert {protocol.model for protocol in trade.protocols} == set(MODELS)


def test_something_may_be_given_with_money_and_without(trade: Trade) -> None:
    for part in ("make_good", "no_money"):
        assert sum(bool(getattr(protocol, part)) for protocol in trade.protocols) >= 3


def test_no_protocol_names_a_sum_that_may_be_given(trade: Trade) -> None:
    """How much is for the shop to say; a sum of ours would be taken for a rule."""
    for protocol in trade.protocols:
        said = " ".join((protocol.limit_words, *protocol.make_good, *protocol.no_money))
        assert not re.search(r"\d|€|\$", said), protocol.name


def test_every_defect_is_judged_and_nothing_else(trade: Trade) -> None:
    for item in trade.standards:
        judged = {item.likelihood, item.severity}
        assert judged <= ({1, 2, 3} if item.kind == "defect" else {0}), item.text
    severe = {item.text for item in trade.standards if item.severity == 3}
    harmful = next(protocol for protocol in trade.protocols if protocol.key == "safety")
    assert harmful.defect in severe
    assert 3 <= len(severe) <= 0.5 * sum(item.kind == "defect" for item in trade.standards)


def test_a_new_shop_has_a_few_numbers_for_each_day(trade: Trade, ws: Workspace) -> None:
    ws.run("start", lambda tx: trades.apply(tx, trade))
    parts = ws.rows(MetricPart)
    daily = [row.record for row in parts if row.record.cadence == "day"]
    assert 1 <= len(daily) <= 4, [one.name for one in daily]
    metrics = [row.record for row in ws.rows(Metric)]
    assert all(one.cadence == "week" for one in metrics if {one.first, one.second} & {
        row.id for row in parts if row.record.cadence == "day"})  # fmt: skip
    yesterday = date(2026, 11, 20)
    due = [one.part.record.cadence for one in entry_periods.due(ws, yesterday, newest=True)]
    assert due.count("day") == len(daily)


def test_the_parts_that_wait_are_whole(trade: Trade) -> None:
    for metric in trade.metrics:
        assert metric.numerator != metric.denominator
        assert metric.direction
        assert metric.cadence
    for question in trade.questions:
        assert len({question.best, question.acceptable, *question.wrong}) == 4
    for play in trade.role_plays:
        assert play.customer != play.staff
        assert len(play.watch) == 3
        assert all(line.endswith("?") for line in play.watch)
    assert all(huddle.ask.endswith((".", "?")) for huddle in trade.huddles)
    assert all(cue.do.endswith(".") for cue in trade.cues)


def test_placeholders_are_those_of_the_vocabulary(trade: Trade) -> None:
    known = set(i18n.words_from({}))
    found = [
        text for *_where, text in texts(trade) for name in PLACEHOLDER.findall(text) if name not in known
    ]
    assert found == []
    assert [text for *_where, text in texts(trade) if "{" in PLACEHOLDER.sub("", text)] == []


def test_no_article_before_a_placeholder(trade: Trade) -> None:
    assert [text for *_where, text in texts(trade) if ARTICLE.search(text)] == []


def test_texts_use_the_words_of_the_shop(trade: Trade) -> None:
    assert [
        (where, text) for *where, text in spoken(trade) if SHOP_WORDS.search(PLACEHOLDER.sub("", text))
    ] == []


def test_typography_is_that_of_print(trade: Trade) -> None:
    """Curved quotes, no double spaces, no sign that the paper faces might lack."""
    odd = re.compile(r"""['"]|  |[^\x20-\x7eÀ-ÿ’“”–]""")
    assert [text for *_where, text in texts(trade) if odd.search(text)] == []


@pytest.mark.parametrize("name", TRADES)
def test_the_file_names_its_trade_and_says_nothing_of_its_making(name: str) -> None:
    raw = resource("trades", f"{name}.toml").read_text(encoding="utf-8")
    assert tomllib.loads(raw)["trade"] == name
    assert not re.search(r"https?://|[\s\"]/\w+/|TODO|lorem", raw)


def test_waiting_lists_what_has_no_record_kind() -> None:
    assert trades.waiting() == ("questions", "role_plays")
    lists = {field.name for field in dataclasses.fields(Trade)}
    applied = {
        "trade",
        "name",
        "about",
        "products",
        "words",
        "vision",
        "roles",
        "stages",
        "standards",
        "never_always",
        "cues",
        "huddles",
        "metrics",
        "protocols",
    }
    assert lists - applied == set(trades.waiting())


def test_nothing_waits_once_its_kind_exists() -> None:
    """Whoever declares one of these kinds applies its section too, and takes it off the list."""
    tables = {spec.table for spec in default_registry()}
    assert set(trades.WAITING.values()) & tables == set()


HUDDLE = {"topic": "x", "ask": "y"}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({**HUDDLE, "colour": "red"}, r"here: unknown keys \['colour'\]"),
        ({"topic": "x"}, r"here: missing keys \['ask'\]"),
        ({**HUDDLE, "ask": 3}, r"here\.ask: this needs str, not int"),
    ],
)
def test_a_table_that_breaks_the_format_says_where(table: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        trade_files.read_table(trade_files.HuddleText, table, "here")


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("roles", "Stylist", r"here\.roles: this needs a list"),
        ("roles", ["Stylist", 1], r"here\.roles\[1\]: this needs str, not int"),
        ("seconds", True, r"here\.seconds: this needs int, not bool"),
        ("non_negotiable", 1, r"here\.non_negotiable: this needs bool, not int"),
    ],
)
def test_values_of_the_wrong_type_are_refused(key: str, value: Any, says: str) -> None:
    table: dict[str, Any] = dataclasses.asdict(trade_of("salon").standards[0])
    table["roles"] = list(table["roles"])
    assert trade_files.read_table(StandardText, table, "here") == trade_of("salon").standards[0]
    with pytest.raises(ValueError, match=says):
        trade_files.read_table(StandardText, {**table, key: value}, "here")


def test_a_table_where_one_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('words = "none"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.toml\.words: this needs a table"):
        trade_files.read_file(Trade, path)
