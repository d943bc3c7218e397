"""What a wrong receipt code costs a guesser: the limits, the time of a miss and of a hit, and what a hit would take.

A few seconds. Run it as `python -m bench.guessing`.
"""

from __future__ import annotations

import secrets
from statistics import median

from bench.sites import bench_site, cpu_ms
from portal.comments.models import FeedbackState
from portal.receipts import queries
from portal.receipts.codes import code_for
from portal.receipts.guessing import MISSES
from tests.support.builders import Town

TIMES = 200
BITS, RECEIPTS, HOURS_A_YEAR = 115, 1_000_000, 24 * 365


def main() -> None:
    """Print the figures."""
    print(f"wrong codes an hour: {MISSES.most} from one network, {MISSES.most_of_all} from all together")
    with bench_site() as app:
        town, codes = Town(app), {}
        for name, state in (("hit", FeedbackState.PENDING), ("erased", FeedbackState.ERASED)):
            nonce = secrets.token_bytes(16)
            town.comment_in(state, "bench", nonce=nonce)
            codes[name] = code_for(nonce)
        codes["miss"] = code_for(secrets.token_bytes(16))
        for name, code in codes.items():
            symbols = queries.symbols_of(code)
            assert symbols is not None
            costs = [cpu_ms(lambda symbols=symbols: queries.id_by_code(symbols))[1] for _time in range(TIMES)]
            print(f"{name:>6}: {median(costs):.3f} ms to look the code up (median of {TIMES})")
    assert MISSES.most_of_all is not None
    years = 2**BITS / RECEIPTS / MISSES.most_of_all / HOURS_A_YEAR
    print(f"with {RECEIPTS:,} receipts one guess hits after about {years:.0e} years")


if __name__ == "__main__":
    main()
