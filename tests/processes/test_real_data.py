"""Two real conversations of a real town, where their files are at hand: what was rejected is nowhere in public.

The rejected texts are read from the files when the test runs; no message of a failure repeats them.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from portal.core.addresses import key_text
from tests.browser.site import Site, copied, part_of, served
from tests.processes.wire import REBUILDING, Surfer, soon

FILES = {
    "what-should-change-2018": "feedback/american-assembly.bowling-green/comments.csv",
    "bowling-green-2050": "feedback/bg2050-volunteers/comments.csv",
}
ALL, PUBLISHED, REJECTED = 1267, 923, 344
SEARCHED = 25


@dataclass(frozen=True)
class Verdicts:
    """The bodies of one file by the verdict of its moderators."""

    published: list[str] = field(repr=False)
    rejected: list[str] = field(repr=False)


@dataclass(frozen=True)
class Canaries:
    """Runs of words that no public text of the whole site holds: one for each rejected text that has one."""

    phrases: list[str] = field(repr=False)

    def __len__(self) -> int:
        return len(self.phrases)

    def seen_in(self, html: str) -> bool:
        """Whether a page shows any of them."""
        shown = _plain(unescape(re.sub(r"<[^>]+>", "", html)))
        return any(phrase in shown for phrase in self.phrases)


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdicts]:
    """What the files say, by project, read without the portal's own reader."""
    folder = os.environ.get("PORTAL_DEMO_DATA", "")
    if not folder or not all((Path(folder) / file).is_file() for file in FILES.values()):
        pytest.skip("PORTAL_DEMO_DATA names no folder with the real conversations")
    return {slug: _read(Path(folder) / file) for slug, file in FILES.items()}


def _read(file: Path) -> Verdicts:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    published = [row["comment-body"] for row in rows if int(row["moderated"]) == 1]
    return Verdicts(published, [row["comment-body"] for row in rows if int(row["moderated"]) != 1])


@pytest.fixture(scope="module")
def real(verdicts: dict[str, Verdicts], original: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A resting site where the real town has joined the illustrative one."""
    place = tmp_path_factory.mktemp("real")
    data = part_of(Path(os.environ["PORTAL_DEMO_DATA"]), place / "data", "feedback")
    site = copied(original, place / "site", data)
    site.do("demo", "load")
    return site


@pytest.fixture(scope="module")
def town(real: Site) -> Iterator[Site]:
    """The same, served; these tests only read."""
    with served(real) as site:
        yield site


@pytest.fixture(scope="module")
def canaries(verdicts: dict[str, Verdicts], real: Site) -> Canaries:
    """What must not turn up anywhere in public."""
    public = _plain(" ".join(_public_texts(real)))
    found = [_phrase(text, public) for each in verdicts.values() for text in each.rejected]
    return Canaries([phrase for phrase in found if phrase])


def _public_texts(site: Site) -> Iterator[str]:
    with site.database() as database:
        for texts in (
            "SELECT body FROM comment WHERE state = 'published'",
            "SELECT title || summary || body || attribution FROM project",
            "SELECT text FROM project_update",
            "SELECT title || summary FROM agenda_item",
        ):
            yield from (text for (text,) in database.execute(texts))


def _plain(text: str) -> str:
    """The bare words, as a search sees them: signs between them hide nothing."""
    return " ".join(re.findall(r"[a-z]+", text.casefold()))


def _phrase(text: str, public: str) -> str:
    """The first six plain words in a row that no public text holds (fewer where the text is shorter)."""
    for run in re.findall(r"[a-z]+(?: [a-z]+){2,}", text.casefold()):
        words = run.split()
        for start in range(max(1, len(words) - 5)):
            if (phrase := " ".join(words[start : start + 6])) not in public:
                return phrase
    return ""


def links_on(html: str) -> set[str]:
    """The paths of this site that a page links to, permalinks of comments left out."""
    found = {urlsplit(href) for href in re.findall(r'href="([^"]+)"', html.replace("&amp;", "&"))}
    inside = {parts.path + (f"?{parts.query}" if parts.query else "") for parts in found if not parts.scheme}
    left_out = re.compile(r"(?:/es)?/(?:comments/|static/|staff)|/es/record\?")  # the record reads alike in English
    return {path for path in inside if path.startswith("/") and not left_out.match(path)}


def _owner(path: str) -> str:
    """The page of the meeting or project that a path belongs to, without its language; else the path itself."""
    found = re.match(r"(?:/es)?(/(?:meetings|projects)/[a-z0-9-]+)", path)
    return found[1] if found else path


def _alike(kind: str, slugs: list[str]) -> set[str]:
    """Pages that were taken over and take no comments: all but a few are left out of a crawl."""
    return {f"/{kind}/{slug}" for slug in slugs[5:]}


def _is_narrowed_list(path: str) -> bool:
    """Whether a list of projects is narrowed by a filter: it shows some of what the whole list shows."""
    parts = urlsplit(path)
    return (
        bool(parts.query)
        and bool(re.fullmatch(r"(?:/es)?/projects(?:/map|\.\w+)?", parts.path))
        and not parts.query.startswith("after=")
    )


def every_page(site: Site, start: str) -> Iterator[tuple[str, str]]:
    """Path and source of every page and file that a stranger reaches from `start`."""
    stranger = Surfer(site)
    with site.database() as database:
        left_out = set()
        for table in ("meeting", "project"):
            rows = database.execute(f"SELECT slug FROM {table} WHERE source IS NOT NULL ORDER BY 1")
            left_out |= _alike(f"{table}s", [slug for (slug,) in rows])
    waiting, seen = {start}, {start}
    while waiting:
        path = waiting.pop()
        page = stranger.open(path, expect=None)
        assert page.status in {200, 410}, f"{path} answered {page.status}"  # 410: the author of a comment took it back
        yield path, page.html
        new = {path for path in links_on(page.html) - seen if _owner(path) not in left_out}
        new = {path for path in new if not _is_narrowed_list(path)}
        seen |= new
        waiting |= new


def test_the_import_takes_every_record_and_keeps_the_verdicts(town: Site, verdicts: dict[str, Verdicts]) -> None:
    assert sum(len(each.published) for each in verdicts.values()) == PUBLISHED
    assert sum(len(each.rejected) for each in verdicts.values()) == REJECTED
    with town.database() as database:
        rows = database.execute(
            "SELECT p.slug, c.state, count(*) FROM comment c JOIN project p ON p.id = c.project_id"
            " JOIN imported_comment i ON i.comment_id = c.id GROUP BY p.slug, c.state"
        ).fetchall()
    counted = {(slug, state): count for slug, state, count in rows}
    assert sum(counted.values()) == ALL
    for slug, each in verdicts.items():
        assert counted[slug, "published"] == len(each.published)
        assert counted[slug, "declined"] == len(each.rejected)


def test_the_pages_count_and_list_exactly_what_was_published(town: Site, verdicts: dict[str, Verdicts]) -> None:
    stranger = Surfer(town)
    for slug, each in verdicts.items():
        path = f"/projects/{slug}/comments"
        assert f"{len(each.published)} comments" in stranger.open(path).text
        listed = 0
        while path:
            page = stranger.open(path)
            listed += len(set(re.findall(r'href="(/comments/[^"#?]+)"', page.html)))
            path = next((link for said, link in page.links().items() if said.startswith("Older")), "")
        assert listed == len(each.published)


@pytest.mark.parametrize("start", ["/", "/es/"])
def test_no_page_that_a_stranger_reaches_holds_a_rejected_text(town: Site, canaries: Canaries, start: str) -> None:
    assert len(canaries) > REJECTED * 0.9, "nearly every rejected text has words of its own"
    pages = list(every_page(town, start))
    assert len(pages) > 60, "the crawl reached the lists of comments"
    assert [path for path, html in pages if canaries.seen_in(html)] == []


def test_no_address_shows_a_rejected_comment(town: Site) -> None:
    with town.database() as database:
        rejected = database.execute("SELECT id FROM comment WHERE state = 'declined'").fetchall()
        (published,) = database.execute("SELECT id FROM comment WHERE state = 'published' LIMIT 1").fetchone()
    stranger, member = Surfer(town), Surfer(town).sign_in("member@example.org")
    stranger.open(f"/comments/{key_text(published)}")
    for (comment_id,) in rejected:
        stranger.open(f"/comments/{key_text(comment_id)}", expect=404)
    member.open(f"/comments/{key_text(rejected[0][0])}", expect=404)


def test_a_member_finds_no_rejected_text_and_a_moderator_does(town: Site, canaries: Canaries) -> None:
    member = Surfer(town).sign_in("member@example.org")
    moderator = Surfer(town).sign_in("moderator@example.org")
    assert soon(lambda: REBUILDING not in member.open("/staff/feedback?q=road").text, 30)
    found = Counter[str]()
    for phrase in canaries.phrases[:: len(canaries) // SEARCHED]:
        address = "/staff/feedback?q=" + quote(f'"{phrase}"')
        found["member"] += canaries.seen_in(member.open(address).html)
        found["member, asking for it"] += "0 results" not in member.open(f"{address}&state=declined").text
        found["moderator"] += "No feedback matches." not in moderator.open(address).text
        found["phrases"] += 1
    assert found["member"] == found["member, asking for it"] == 0
    assert found["moderator"] == found["phrases"], "the moderator's search shows that they are there to be found"


def test_counts_at_the_desk_follow_the_role(town: Site, verdicts: dict[str, Verdicts]) -> None:
    member = Surfer(town).sign_in("member@example.org")
    moderator = Surfer(town).sign_in("moderator@example.org")
    for slug, each in verdicts.items():
        assert f"{len(each.published)} results" in member.open(f"/staff/feedback?project={slug}").text
        assert "0 results" in member.open(f"/staff/feedback?project={slug}&state=declined").text
        both = len(each.published) + len(each.rejected)
        assert f"{both:,} results" in moderator.open(f"/staff/feedback?project={slug}").text


def test_a_stranger_may_not_search(town: Site) -> None:
    assert Surfer(town).open("/staff/feedback?q=road").path.startswith("/staff/sign-in")


def test_the_same_files_again_add_nothing(town: Site, verdicts: dict[str, Verdicts]) -> None:
    folder = Path(town.real_data)
    for slug, each in verdicts.items():
        said = town.do("import", "feedback", str(folder / FILES[slug]), "--project", slug).splitlines()[-1]
        count = len(each.published) + len(each.rejected)
        assert said == f"read {count}, new 0, already there {count}, refused 0"


def test_the_licence_stands_on_every_page_of_the_real_town(town: Site, verdicts: dict[str, Verdicts]) -> None:
    stranger = Surfer(town)
    for slug in verdicts:
        project = stranger.open(f"/projects/{slug}")
        one = re.search(r'href="(/comments/[^"#?]+)"', project.html)
        assert one
        for page in (project, stranger.open(f"/projects/{slug}/comments"), stranger.open(one[1])):
            assert "CC BY 4.0" in page.text
