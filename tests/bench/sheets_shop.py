"""A shop with as many stages as one likes, no two of them alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.vision import Vision
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace

TODAY = date(2026, 11, 21)
STANDARDS = (
    (
        "operational", "Look up within ten seconds of the door",
        "Ten seconds feel like a minute to who waits",
        "Good morning, I am with you in a moment", "Did everybody look up?",
    ),
    (
        "operational", "Offer a seat and something to drink", "Hands that hold a cup are calm", "",
        "Was a drink offered before the coat was off?",
    ),
    (
        "experiential", "Say one thing that you remember of the last visit",
        "To be known is why people come back", "How was the concert in Łódź?", "Which one did you say today?",
    ),
    ("above_beyond", "Walk outside with an umbrella when it rains", "", "", ""),
    ("above_beyond", "Have the favourite chair free and warm", "", "", ""),
    ("defect", "Nobody looks up for a minute", "", "", ""),
    ("defect", "A guest stands in front of an empty desk", "", "", ""),
)  # fmt: skip
NEVER = ("Point", "Phone out", "Blame others", "Argue", "Rush goodbye", "Ignore waiting")
ALWAYS = ("Show the way", "Eyes up", "Own it", "Greet in ten", "Walk to door", "Thank by name")


def turned(words: str, by: int) -> str:
    """Return the words in another order, so that no two sheets say the same and nothing can be remembered."""
    parts = words.split()
    by %= max(1, len(parts))
    return " ".join(parts[by:] + parts[:by])


def shop_with(stages: int, path: Path) -> Workspace:
    """Return a workspace with so many stages, each with its standards."""
    workspace = Workspace.create(path, Shop(name="Willow & Co. Salon", address="12 Mill Lane · 0171 000 111"))

    def fill(tx: Transaction) -> None:
        tx.add(
            Vision(
                statement="Every guest leaves feeling known.", version=1, status="adopted", adopted_on=TODAY
            )
        )
        for side, lines in (("never", NEVER), ("always", ALWAYS)):
            for line in lines:
                tx.add(NeverAlways(side=side, text=line))
        for number in range(1, stages + 1):
            aim = turned(
                "greet any guest by name, in person or on the phone, and say what happens next", number
            )
            practise = turned(
                "One comes in with a bad day and the other finds a chair. Swap after three minutes.", number
            )
            stage = tx.add(Stage(name=f"Welcome {number}", aim=aim, practise=practise))
            for kind, text, why, sounds, know in STANDARDS:
                tx.add(
                    Standard(
                        stage=stage, kind=kind, text=turned(text, number), why=turned(why, number),
                        sounds_like=sounds, how_we_know=know, non_negotiable=kind == "experiential",
                        status="adopted",
                    )
                )  # fmt: skip

    workspace.run("fill", fill, undoable=False)
    return workspace
