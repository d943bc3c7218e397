"""What the desk costs: the queue with few and with many waiting, one press on a family of 312, and similar comments.

Needs the folder of real data in PORTAL_DEMO_DATA, and a minute. Run it as `python -m bench.desk`.
"""

from __future__ import annotations

from functools import partial
from statistics import median

from flask import url_for

from bench.families import LETTERS, real_comments
from bench.sites import bench_site, cpu_ms, put_comments, statements
from portal.comments.models import FeedbackState
from portal.comments.queries import TargetKey, similar
from portal.moderation import queries, usecases
from portal.moderation.handlers.families import group_comments
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.pages import Client


def queue(real: list[str], count: int) -> None:
    """The queue's first page with so many waiting, as a moderator gets it."""
    with bench_site() as app:
        put_comments([f"{number} {real[number % len(real)]}" for number in range(count)])
        client = Client(app).sign_in(Cast().moderator)
        with app.test_request_context():
            path = url_for("moderation.queue")
        client.send("GET", path)
        with statements() as sent:
            costs = [cpu_ms(lambda: client.send("GET", path))[1] for _time in range(7)]
        print(f"queue with {count:>6} waiting: {median(costs):6.1f} ms, {len(sent) / 7:.0f} statements")


def press(real: list[str]) -> None:
    """One press that publishes, or declines, a family of 312."""
    letter = " ".join(real[:3])[:1000]
    for verb in ("publish", "decline"):
        with bench_site() as app:
            ids = put_comments([letter] * LETTERS)
            group_comments(ids)
            actor, code = Cast().moderator.actor, Town(app).guideline()
            sheet = queries.family_sheet(actor, queries.families_by_member(ids)[ids[0]])
            assert sheet is not None
            shown = {"actor": actor, "family_id": sheet.id, "letters": ids, "read": sheet.reading(ids)}
            rule = usecases.publish_family if verb == "publish" else usecases.decline_family
            cited = {} if verb == "publish" else {"guideline_code": code}
            with statements() as sent:
                _ruling, cost = cpu_ms(partial(rule, **shown, **cited))
            print(f"one press, {verb} {LETTERS} letters: {cost:.0f} ms, {len(sent)} statements")


def likeness(real: list[str]) -> None:
    """Looking for similar ones among 2,000 published comments."""
    with bench_site():
        put_comments([f"{number} {real[number % len(real)]}" for number in range(2000)], FeedbackState.PUBLISHED)
        costs = [cpu_ms(lambda body=body: similar(TargetKey("bench"), body))[1] for body in real[:15]]
        print(f"similar comments among 2,000: {median(costs):.1f} ms, at most {max(costs):.1f} ms")


def main() -> None:
    """Print the figures."""
    real = real_comments()
    for count in (100, 10_000):
        queue(real, count)
    press(real)
    likeness(real)


if __name__ == "__main__":
    main()
