"""How well families are found: real comments, and campaigns of 312 letters made of their sentences.

Needs the folder of real data in PORTAL_DEMO_DATA, and a minute. Run it as `python bench/families.py`. The letters of a
campaign are edited (no, 10, 20 or 35 of 100 words), and a third each is plain, has paragraphs of others added, or has
its sentences in another order. The comments whose sentences a campaign uses are left out, so that every real comment
in its family is a mistake. The candidates are found by the same marks as at a site, kept in memory. Then the real
comments and a campaign are grouped in a database, as the worker does it; `python bench/families.py 10000` for more.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from portal.moderation.families.joining import matches, to_join
from portal.moderation.families.matches import Candidate
from portal.moderation.families.shingles import Shingled, marks, shingled

FILES = ("american-assembly.bowling-green", "bg2050-volunteers")
LETTERS, MOST_OF_A_MARK = 312, 8
SHARES, KINDS = (0.0, 0.1, 0.2, 0.35), ("plain", "added", "reordered")


@dataclass(frozen=True)
class Letter:
    """One text; a real comment has no kind."""

    body: str
    share: float = 0.0
    kind: str = ""


def real_comments() -> list[str]:
    """The bodies of the two real files."""
    folder = Path(os.environ.get("PORTAL_DEMO_DATA", "") or sys.exit("PORTAL_DEMO_DATA names no folder")) / "feedback"
    found = []
    for name in FILES:
        with (folder / name / "comments.csv").open(newline="", encoding="utf-8") as file:
            found += [row["comment-body"].strip() for row in csv.DictReader(file)]
    return found


def campaign(rng: random.Random, real: list[str], length: int) -> tuple[list[Letter], set[str]]:
    """The letters of a campaign about `length` characters long, and the comments whose sentences it uses."""
    order = [body for body in dict.fromkeys(real) if len(body.split()) >= 8]
    rng.shuffle(order)
    used = [order.pop()]
    while sum(map(len, used)) < length:
        used.append(order.pop())
    words = [word for body in real for word in body.split()]
    letters = []
    for number in range(LETTERS):
        share, kind = SHARES[number % 4], KINDS[number // 4 % 3]
        parts = list(used)
        if kind == "reordered":
            rng.shuffle(parts)
        parts = [_edited(rng, part, share, words) for part in parts]
        if kind == "added":
            added = "\n\n".join(rng.choice(order) for _ in range(rng.randint(1, 3)))
            parts.insert(rng.choice((0, len(parts))), added)
        letters.append(Letter(" ".join(part if part[-1:] in ".!?" else part + "." for part in parts), share, kind))
    return letters, set(used)


def _edited(rng: random.Random, text: str, share: float, words: list[str]) -> str:
    """Six of ten edits replace a word, two drop it, two add one."""
    edited: list[str] = []
    for word in text.split():
        fate = rng.random() / share if share else 1.0
        if fate >= 1:
            edited.append(word)
        elif fate < 0.6:
            edited.append(rng.choice(words))
        elif fate < 0.8:
            edited += [word, rng.choice(words)]
    return " ".join(edited)


def grouped(letters: list[Letter]) -> tuple[list[set[int]], float]:
    """The families of these letters, sent one after another, and the milliseconds of one."""
    texts: list[Shingled] = []
    borne: dict[str, list[int]] = defaultdict(list)
    family: dict[int, int] = {}
    members: dict[int, set[int]] = {}
    began = time.process_time()
    for number, letter in enumerate(letters):
        text = shingled(letter.body)
        own = marks(letter.body, text, "one page")
        shared = Counter(other for mark in own for other in borne[mark])
        near = [Candidate(other, family.get(other)) for other in sorted(shared, key=lambda one: (-shared[one], one))]
        found = [match.candidate for match in to_join(matches(text, near, texts.__getitem__))]
        texts.append(text)
        for mark in own:
            if len(borne[mark]) < MOST_OF_A_MARK:
                borne[mark].append(number)
        if found:
            olds = {one.family_id for one in found if one.family_id is not None}
            joined = {number, *(one.comment_id for one in found)}.union(*(members.pop(old) for old in olds))
            members[min(olds, default=number)] = joined
            family |= dict.fromkeys(joined, min(olds, default=number))
    return list(members.values()), (time.process_time() - began) * 1000 / len(letters)


def in_a_database(real: list[str], most: int) -> None:
    """Print what it costs to group a campaign and `most` comments or fewer as the worker does, on SQLite."""
    from bench.sites import bench_site, cpu_ms, put_comments, statements
    from portal.moderation.handlers.families import group_comments

    rng = random.Random(1)
    bodies = [letter.body for letter in campaign(rng, real, 1000)[0]] + real
    words = [word for body in real for word in body.split()]
    while len(bodies) < most:
        bodies.append(" ".join(rng.choices(words, k=rng.randint(10, 150))))
    rng.shuffle(bodies)
    with bench_site():
        ids = put_comments(bodies)
        with statements() as sent:
            _none, cost = cpu_ms(lambda: group_comments(ids))
        each = f"{cost / len(ids):.2f} ms and {len(sent) / len(ids):.2f} statements each"
        print(f"\n{len(ids)} comments with a campaign, on SQLite: {cost / 1000:.1f} s of computing, {each}")


def main() -> None:
    """Print the figures."""
    real = real_comments()
    in_a_database(real, int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    families, cost = grouped([Letter(body) for body in real])
    print(
        f"{len(real)} real comments: {len(families)} families of {sum(map(len, families))} comments, {cost:.2f} ms each"
    )
    for length in (150, 500, 1000, 2000):
        rng = random.Random(length)
        sent, used = campaign(rng, real, length)
        letters = sent + [Letter(body) for body in real if body not in used]
        rng.shuffle(letters)
        families, cost = grouped(letters)
        best = max(families, key=lambda members: sum(bool(letters[one].kind) for one in members))
        hits = [letters[one] for one in best if letters[one].kind]
        strangers = len(best) - len(hits)
        by = {share: sum(hit.share == share for hit in hits) * 4 / LETTERS for share in SHARES}
        by |= {kind: sum(hit.kind == kind for hit in hits) * 3 / LETTERS for kind in KINDS}
        print(f"\n{LETTERS} letters of {length} characters among {len(letters) - LETTERS} comments, {cost:.2f} ms each")
        print(f"  precision {len(hits) / len(best):.3f} ({strangers} strangers), recall {len(hits) / LETTERS:.3f}")
        print("  recall by edits and kind: " + ", ".join(f"{what} {part:.2f}" for what, part in by.items()))


if __name__ == "__main__":
    main()
