"""`portal import feedback` and `portal guidelines load`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from portal.core.addresses import LONGEST_SLUG
from portal.core.clock import now
from portal.core.errors import Refused
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.moderation import queries, usecases
from portal.moderation.imports.plan import Plan, plan
from portal.moderation.imports.reader import FeedbackFile, UnreadableFile, read_feedback
from portal.moderation.imports.summary import Summary, read_summary
from portal.projects import queries as projects

imports = AppGroup("import", help="Bring in what was collected elsewhere.")
guidelines = AppGroup("guidelines", help="The guidelines that rulings cite.")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CONVERSATION = 120


@imports.command("feedback")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--project", "slug", required=True, help="The project that the comments are about.")
@click.option("--create-project", is_flag=True, help="Make the project if there is none; it takes no comments.")
@click.option("--conversation", help="The name under which comment-ids are unique. Default: the project.")
@click.option("--lang", help="Language tag of the comments. Default: the site's first language.")
@click.option("--dry-run", is_flag=True, help="Read and compare, but write nothing.")
def feedback(
    file: Path, slug: str, create_project: bool, conversation: str | None, lang: str | None, dry_run: bool
) -> None:
    """Import comments and the verdicts of their moderators from a CSV FILE.

    Comments that were not accepted are never public. The same file again adds nothing.
    """
    conversation, lang = _checked(slug, conversation or slug, lang)
    read, summary = _read(file)
    if summary.comments not in {None, read.count}:
        click.echo(
            f"note: summary.csv counts {summary.comments} comments, the file has {read.count} records",
            err=True,
        )
    if projects.project_by_slug(slug) is None and not create_project:
        raise click.ClickException(f"There is no project {slug!r}. Add --create-project to make one.")
    _tell_other_projects(conversation, slug)
    done = _compare(read, conversation) if dry_run else _write(read, conversation, slug, lang, summary)
    _report(read, done)


def _checked(slug: str, conversation: str, lang: str | None) -> tuple[str, str]:
    tag: str = lang or current_app.config["SETTINGS"].default_language
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise click.UsageError("--project takes lower-case words joined by dashes, such as station-square.")
    if not _LANG.fullmatch(tag):
        raise click.UsageError("--lang takes a language tag, such as de or pt-BR.")
    if not conversation.isprintable() or len(conversation) > LONGEST_CONVERSATION:
        raise click.UsageError(f"--conversation takes up to {LONGEST_CONVERSATION} printable characters.")
    return conversation, tag


def _read(file: Path) -> tuple[FeedbackFile, Summary]:
    beside = file.with_name("summary.csv")
    try:
        read = read_feedback(file.read_bytes(), now())
        has_summary = beside.is_file() and not beside.samefile(file)
        return read, read_summary(beside.read_bytes()) if has_summary else Summary()
    except (UnreadableFile, OSError) as error:
        raise click.ClickException(f"{file.name} cannot be read: {error}. Nothing was imported.") from error


def _tell_other_projects(conversation: str, slug: str) -> None:
    others = {known.project_slug for known in queries.known_texts(conversation).values()} - {slug}
    for other in sorted(others):
        click.echo(f"note: conversation {conversation!r} was imported into project {other!r} before", err=True)


def _compare(read: FeedbackFile, conversation: str) -> Plan:
    known = queries.known_texts(conversation)
    return plan(read.records, {external_id: text.body for external_id, text in known.items()})


def _write(read: FeedbackFile, conversation: str, slug: str, lang: str, summary: Summary) -> Plan:
    title = summary.topic or slug.replace("-", " ").capitalize()
    with click.progressbar(
        length=len(read.records), label="importing", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        try:
            done = usecases.import_feedback(
                actor=COMMAND_LINE,
                records=read.records,
                conversation=conversation,
                project_slug=slug,
                lang=lang,
                new_project=usecases.NewProject(Translated({lang: title}), Translated({lang: summary.description})),
                tick=bar.update,
            )
        except Refused as refusal:
            raise click.ClickException(refusal.message) from refusal
        bar.update(len(read.records) - bar.pos)
    return done


def _report(read: FeedbackFile, done: Plan) -> None:
    refusals = sorted((*read.refusals, *done.refusals), key=lambda refusal: refusal.number)
    for refusal in refusals:
        click.echo(str(refusal))
    click.echo(f"read {read.count}, new {len(done.new)}, already there {done.known}, refused {len(refusals)}")


@guidelines.command("load")
def load() -> None:
    """Add the shipped guidelines that are missing; those that are there keep their words."""
    added = usecases.ensure_guidelines(actor=COMMAND_LINE)
    click.echo(f"guidelines added: {added}")


COMMANDS = (imports, guidelines)
