"""`portal import feedback` and `portal guidelines load`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from portal.comments import queries as comments
from portal.comments.queries import TargetKey, TargetKind
from portal.core.addresses import LONGEST_SLUG
from portal.core.clock import now
from portal.core.commands import imports, language_tag, read_file, report, unreadable
from portal.core.errors import Refused
from portal.core.imports import UnreadableFile
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.moderation import queries, usecases
from portal.moderation.imports.plan import Plan, plan
from portal.moderation.imports.reader import FeedbackFile, read_feedback
from portal.moderation.imports.summary import Summary, read_summary

guidelines = AppGroup("guidelines", help="The guidelines that rulings cite.")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CONVERSATION = 120


@imports.command("feedback")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--project", help="The project that the comments are about.")
@click.option("--meeting", help="The meeting that the comments are about an item of; with --item.")
@click.option("--item", type=click.IntRange(1, 9999), help="The number of that item on the posted agenda.")
@click.option("--create-project", is_flag=True, help="Make the project if there is none; it takes no comments.")
@click.option("--conversation", help="The name under which comment-ids are unique. Default: the target.")
@click.option("--lang", help="Language tag of the comments. Default: the site's first language.")
@click.option("--dry-run", is_flag=True, help="Read and compare, but write nothing.")
def feedback(
    file: Path,
    project: str | None,
    meeting: str | None,
    item: int | None,
    create_project: bool,
    conversation: str | None,
    lang: str | None,
    dry_run: bool,
) -> None:
    """Import comments and the verdicts of their moderators from a CSV FILE.

    Comments that were not accepted are never public. The same file again adds nothing.
    """
    target = _target(project, meeting, item)
    conversation, lang = _checked(conversation or str(target), lang)
    read, summary = _read(file)
    if summary.comments not in {None, read.count}:
        click.echo(
            f"note: summary.csv counts {summary.comments} comments, the file has {read.count} records",
            err=True,
        )
    if comments.target(target) is None:
        if target.kind is TargetKind.ITEM:
            raise click.ClickException(f"There is no item {item} on a posted agenda of {meeting!r}.")
        if not create_project:
            raise click.ClickException(f"There is no project {project!r}. Add --create-project to make one.")
    _tell_other_targets(conversation, target)
    done = _compare(read, conversation) if dry_run else _write(read, conversation, target, lang, summary)
    if done.erased:
        click.echo(f"note: erased before: {done.erased}; their texts do not come back", err=True)
    report((*read.refusals, *done.refusals), read=read.count, new=len(done.new), known=done.known)


def _target(project: str | None, meeting: str | None, item: int | None) -> TargetKey:
    if (project is None) == (meeting is None) or (meeting is None) != (item is None):
        raise click.UsageError("Say what the comments are about: --project, or --meeting and --item.")
    slug = project if project is not None else meeting or ""
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise click.UsageError(
            "--project and --meeting take lower-case words joined by dashes, such as station-square."
        )
    return TargetKey(slug, item)


def _checked(conversation: str, lang: str | None) -> tuple[str, str]:
    if not conversation.isprintable() or len(conversation) > LONGEST_CONVERSATION:
        raise click.UsageError(f"--conversation takes up to {LONGEST_CONVERSATION} printable characters.")
    return conversation, language_tag(lang)


def _read(file: Path) -> tuple[FeedbackFile, Summary]:
    beside = file.with_name("summary.csv")
    try:
        read = read_feedback(read_file(file), now())
        has_summary = beside.is_file() and not beside.samefile(file)
        return read, read_summary(beside.read_bytes()) if has_summary else Summary()
    except (UnreadableFile, OSError) as error:
        raise unreadable(file, error) from error


def _tell_other_targets(conversation: str, target: TargetKey) -> None:
    others = {known.about for known in queries.known_texts(conversation).values()} - {target}
    for other in sorted(others, key=str):
        click.echo(f"note: conversation {conversation!r} was imported into {other.kind} '{other}' before", err=True)


def _compare(read: FeedbackFile, conversation: str) -> Plan:
    return plan(read.records, *queries.known_bodies(conversation))


def _write(read: FeedbackFile, conversation: str, target: TargetKey, lang: str, summary: Summary) -> Plan:
    title = summary.topic or target.slug.replace("-", " ").capitalize()
    with click.progressbar(
        length=len(read.records), label="importing", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        try:
            done = usecases.import_feedback(
                actor=COMMAND_LINE,
                records=read.records,
                conversation=conversation,
                target=target,
                lang=lang,
                new_project=usecases.NewProject(Translated({lang: title}), Translated({lang: summary.description})),
                tick=bar.update,
            )
        except Refused as refusal:
            raise click.ClickException(refusal.message) from refusal
        bar.update(len(read.records) - bar.pos)
    return done


@guidelines.command("load")
def load() -> None:
    """Add the shipped guidelines that are missing; those that are there keep their words."""
    added = usecases.ensure_guidelines(actor=COMMAND_LINE)
    click.echo(f"guidelines added: {added}")


COMMANDS = (imports, guidelines)
