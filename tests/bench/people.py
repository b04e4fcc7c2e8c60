"""Seeded people for the bench: the same count gives the same rows, and more rows begin with the same ones."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from cxdesk.text import fold

WORDS = Path(__file__).with_name("words.toml")
UNSPACED = frozenset({"zh", "ja"})
FIRST_DAY = date(2018, 1, 1).toordinal()
DAYS = 3_000
COLUMNS = (
    "id", "name", "called", "phones", "email", "birthday", "city", "language", "preferences", "allergies",
    "notes", "since", "last_visit", "visits", "title_key", "created_at", "changed_at", "revision",
)  # fmt: skip


class Chance(random.Random):
    """Picks from sequences, fast."""

    def pick(self, words: Sequence[str]) -> str:
        return words[int(self.random() * len(words))]


def rows(count: int, *, at: str, revision: int, seed: int = 20) -> Iterator[tuple[object, ...]]:
    """Give `count` rows with the columns of COLUMNS."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    pools = {
        code: [words[kind].get(code, "").split(split) for kind, split in
               (("given", " "), ("family", " "), ("cities", " "), ("local", "; "))]
        for code in words["weights"]
    }  # fmt: skip
    some = Chance(seed)
    chance, pick = some.random, some.pick
    codes = some.choices(list(words["weights"]), list(words["weights"].values()), k=4_096)
    iso = [date.fromordinal(FIRST_DAY - 30_000 + i).isoformat() for i in range(30_000 + DAYS)]
    for record_id in range(1, count + 1):
        code = pick(codes)
        given, family, cities, local = pools[code]
        first, last = pick(given), pick(family)
        if code not in UNSPACED and chance() < 0.3:
            first += (" " if chance() < 0.6 else "-") + pick(given)
        name = last + first if code in UNSPACED else f"{first} {last}"
        wishes = [pick(words["drinks"]), pick(words["places"]), pick(words["habits"])]
        if local[0] and chance() < 0.6:
            wishes.append(pick(local))
        if chance() < 0.6:
            wishes.append("buys " + pick(words["things"]))
        if chance() < 0.03:
            wishes.append("asks for " + pick(words["rare"]))
        phone = f"+{pick(('1', '33', '44', '49', '55', '81'))} {100 + int(chance() * 900)}"
        since = 30_000 + int(chance() * DAYS)
        seen = since + int(chance() * (30_000 + DAYS - since))
        yield (
            record_id, name, first if chance() < 0.4 else "",
            json.dumps([f"{phone} {int(chance() * 10**6):06d}"]),
            f"p{record_id:07d}@example.{pick(('com', 'net', 'org'))}" if chance() < 0.7 else "",
            iso[int(chance() * 25_000)] if chance() < 0.8 else None, pick(cities), code, "; ".join(wishes),
            json.dumps([pick(words["allergies"])]) if chance() < 0.3 else "[]",
            f"Met {pick(words['met'])}, {iso[since]}." if chance() < 0.3 else "",
            iso[since], iso[seen], int(chance() * 40), fold(name)[:200], at, at, revision,
        )  # fmt: skip


def typed(names: Sequence[tuple[str, str, str]], count: int, *, seed: int = 5) -> list[str]:
    """Return what is typed to find some of `names` (name, preferences, phones): names, words, misses."""
    some = Chance(seed)
    rare = tomllib.loads(WORDS.read_text(encoding="utf-8"))["rare"]
    found: list[str] = []
    while len(found) < count:
        name, wishes, phones = some.choice(names)
        words = [word for word in wishes.replace(";", " ").replace(",", " ").split() if len(word) >= 3]
        kind = some.random()
        if kind < 0.30:
            said = some.pick(name.split())
        elif kind < 0.50:
            said = name
        elif kind < 0.70:
            said = some.pick(words)
        elif kind < 0.82:
            said = f"{some.pick(name.split())} {some.pick(words)}"
        elif kind < 0.90:
            said = phones.split()[-1]
        else:
            said = some.pick(rare) if kind < 0.95 else some.pick(words) + "qx"
        found.append((fold(said) if some.random() < 0.5 else said)[:18])
    return found


def key_presses(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give, word by word, what stands in the field after each key that is no space."""
    for word in words:
        yield tuple(word[: i + 1] for i in range(len(word)) if not word[i].isspace())
