"""Work on a file from outside in a process of its own, which has bounds of time, memory and output.

That process knows neither settings nor secrets. It may have been taken over by the file it read: whoever asks checks
its answer again.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_BOUND = Path(__file__).with_name("bound.py")


@dataclass(frozen=True)
class Bounds:
    """What the process may use: seconds by the clock, bytes of memory."""

    seconds: int = 60
    memory: int = 400_000_000


def answer_of(program: Path, arguments: tuple[str, ...], file: BinaryIO, bounds: Bounds, longest: int) -> bytes | None:
    """What `program` says about `file` (a real one, at its beginning), at most `longest` bytes; None where it fails."""
    limits = (str(bounds.seconds), str(bounds.memory), str(longest))
    command = [sys.executable, "-I", "-B", str(_BOUND), str(program), *limits, *arguments]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                command,
                stdin=file,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=bounds.seconds,
                env={"LC_ALL": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        if done.returncode != 0:
            return None
        answer.seek(0)
        return answer.read(longest)
