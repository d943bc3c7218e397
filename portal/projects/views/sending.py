"""Files that come with a form that shows evidence: kept at once, whatever else lacks, and chosen in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

from werkzeug.datastructures import FileStorage

from portal.core.addresses import key_text
from portal.core.errors import Refused
from portal.core.forms import DeskForm
from portal.projects.filing import Upload, take_papers, take_photos
from portal.projects.forms import UpdateForm

Keep = Callable[[list[Upload]], list[int]]


def keep_files(form: UpdateForm, keep: Keep) -> dict[str, list[str]]:
    """Keep the files that came with the form by the use case `keep`, and have them chosen in it; what is wrong with
    the others, by field.
    """
    photos, wrong_photos = take_photos(sent(form.new_photos.data))
    papers, wrong_papers = take_papers(sent(form.new_papers.data))
    uploads = [*photos, *papers]
    try:
        ids = keep(uploads) if uploads else []
    except Refused as refusal:
        return {"new_photos": [*wrong_photos, refusal.message], "new_papers": wrong_papers}
    for file_id in ids[: len(photos)]:
        form.show_photo(key_text(file_id))
    form.papers.data = [*(form.papers.data or ()), *(key_text(file_id) for file_id in ids[len(photos) :])]
    return {"new_photos": wrong_photos, "new_papers": wrong_papers}


def sent(files: Iterable[FileStorage | str] | None) -> Iterator[tuple[str, BinaryIO]]:
    """The names and streams of what was really sent."""
    for file in files or ():
        if isinstance(file, FileStorage) and file.filename:
            yield file.filename, cast(BinaryIO, file.stream)


def tell(form: DeskForm, problems: dict[str, list[str]]) -> bool:
    """Say at their fields what is wrong with files; whether anything is."""
    for name, messages in problems.items():
        form[name].errors = [*form[name].errors, *messages]
    return any(problems.values())
