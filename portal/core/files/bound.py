"""A program of its own, run as `bound.py PROGRAM SECONDS MEMORY ANSWER …`: it binds itself, then becomes PROGRAM.

It takes nothing from the portal, so that it starts fast and knows nothing worth stealing.
"""

from __future__ import annotations

import os
import resource
import runpy
import sys


def bind(seconds: int, memory: int, answer: int) -> None:
    """Give up all but what reading takes."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, answer),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(10)


if __name__ == "__main__":
    program, *bounds = sys.argv[1:5]
    sys.argv = [program, *sys.argv[5:]]
    bind(*map(int, bounds))
    runpy.run_path(program, run_name="__main__")
