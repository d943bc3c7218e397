"""The files of one folder, and a way to close those that Whoosh forgets when it meets damage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage


class WatchedStorage(FileStorage):
    """Remembers the files it opens within `closing_left_open`."""

    def __init__(self, folder: Path, opened: list[Any] | None = None) -> None:
        super().__init__(str(folder))
        self._opened: list[Any] = [] if opened is None else opened

    def open_file(self, name: str, **kwargs: Any) -> Any:
        """A file to read."""
        return self._watched(super().open_file(name, **kwargs))

    def create_file(self, name: str, **kwargs: Any) -> Any:
        """A file to write."""
        return self._watched(super().create_file(name, **kwargs))

    def temp_storage(self, name: str | None = None) -> WatchedStorage:
        """A folder for the time of one commit, watched together with this one."""
        folder = Path(super().temp_storage(name).folder)
        return WatchedStorage(folder, self._opened)

    def forget(self) -> None:
        """Leave the files to whoever opened them."""
        self._opened.clear()

    def close_all(self) -> None:
        """Close what is still open."""
        for file in self._opened:
            with suppress(Exception):  # most are closed already, which Whoosh takes for an error
                file.close()
        self.forget()

    def _watched(self, file: Any) -> Any:
        self._opened.append(file)
        return file


@contextmanager
def closing_left_open(storage: WatchedStorage) -> Iterator[None]:
    """Around what opens files: if it fails, none of them stays open."""
    try:
        yield
    except BaseException:
        storage.close_all()
        raise
    storage.forget()
