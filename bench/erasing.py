"""What it costs to erase 5,000 of 10,000 comments whose time has come: the job, and the worker after it.

Needs the folder of real data in PORTAL_DEMO_DATA, and a minute or two. Run it as `python -m bench.erasing`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import insert

from bench.families import real_comments
from bench.sites import bench_site, cpu_ms, put_comments, statements
from portal.comments.models import FeedbackState
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.moderation.models import Ruling, RulingKind
from portal.record.models import Deed, append_all
from portal.retention import job
from portal.search import index
from tests.support.worker import work_off


def decline(ids: Sequence[int]) -> None:
    """Let these comments have been declined elsewhere forty days ago."""
    with transaction():
        deeds = [Deed("feedback.declined", f"ruling:{number}", "moderator", text="x") for number, _id in enumerate(ids)]
        seqs = append_all(COMMAND_LINE, deeds)
        same = {
            "kind": RulingKind.DECLINE,
            "from_state": FeedbackState.PENDING,
            "to_state": FeedbackState.DECLINED,
            "ruled_at": now() - timedelta(days=40),
            "imported": True,
        }
        rows = [same | {"comment_id": one, "record_seq": seq} for one, seq in zip(ids, seqs, strict=True)]
        db.session.execute(insert(Ruling), rows)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    real = real_comments()
    bodies = [f"{number} {real[number % len(real)]}" for number in range(2 * count)]
    with bench_site() as app:
        put_comments(bodies[:count], FeedbackState.PUBLISHED)
        decline(put_comments(bodies[count:], FeedbackState.DECLINED))
        index.rebuild()
        with statements() as sent:
            done, cost = cpu_ms(lambda: job.run(COMMAND_LINE))
        print(f"job: {sum(done.values())} erased, {cost / 1000:.1f} s of computing, {len(sent)} statements")
        rows, cost = cpu_ms(lambda: work_off(app))
        print(f"worker: {rows} rows of the outbox and the index, {cost / 1000:.1f} s of computing")


if __name__ == "__main__":
    main()
