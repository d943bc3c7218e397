"""`portal surveys`: forms in and out as XLSForm workbooks; a recount of what was answered."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import AppGroup

from portal.core.commands import language_tag, read_file
from portal.core.errors import NotFound, Refused
from portal.core.forms import clean_line
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.surveys import queries, usecases
from portal.surveys.definition import ASKED
from portal.surveys.xlsform import read_workbook, write_workbook

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
surveys = AppGroup("surveys", help="Forms of surveys, and what was counted of them.")


@surveys.command("import")
@click.argument("file", type=_FILE)
@click.option("--without-unsupported", is_flag=True, help="Leave out what a web page cannot ask; it is listed.")
@click.option("--with", "beside", type=_FILE, multiple=True, help="A .csv of choices that FILE names. May be repeated.")
@click.option("--title", default="", help="Title of the survey. Default: that of the form.")
@click.option("--lang", help="Language tag of texts without one. Default: the site's first language.")
def import_command(
    file: Path, without_unsupported: bool, beside: tuple[Path, ...], title: str, lang: str | None
) -> None:
    """Make a draft survey from FILE, an XLSForm workbook (.xlsx).

    Says "questions N, left out N". Questions are those that people answer: notes and calculations do not count. Left
    out are rows that the survey does not have. Where FILE cannot be asked, says why by sheet, row and column, keeps
    nothing, and ends with status 1.
    """
    tag = language_tag(lang)
    reading = read_workbook(
        read_file(file),
        file.name,
        without_unsupported=without_unsupported,
        lang=tag,
        attachments={one.name: read_file(one) for one in beside},
    )
    for one in reading.left_out:
        click.echo(str(one))
    for problem in reading.problems:
        click.echo(str(problem), err=True)
    if reading.form is None:
        raise click.ClickException("Nothing was imported.")
    try:
        usecases.keep_form(
            actor=COMMAND_LINE,
            form=reading.form,
            left_out=[asdict(one) for one in reading.left_out],
            source_name=file.name,
            title=Translated({tag: clean_line(title)}) if title else None,
        )
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    asked = sum(question.kind in ASKED for _path, question in reading.form.questions())
    click.echo(f"questions {asked}, left out {sum(not one.within for one in reading.left_out)}")


@surveys.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_command(slug: str, file: Path) -> None:
    """Write the newest form of the survey SLUG to FILE, as an XLSForm workbook (.xlsx)."""
    survey = queries.survey_row(slug)
    if survey is None:
        raise click.ClickException(f"There is no survey “{slug}”.")
    try:
        form = queries.newest_version(survey.id)[1]
    except NotFound as missing:
        raise click.ClickException(f"The survey “{slug}” has no form yet.") from missing
    try:
        file.write_bytes(write_workbook(form))
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal


@surveys.command("recount")
@click.argument("slug")
def recount_command(slug: str) -> None:
    """Count all responses of the survey SLUG afresh. What still lies in its box stays there."""
    try:
        number = usecases.recount_survey(actor=COMMAND_LINE, slug=slug)
    except NotFound as error:
        raise click.ClickException(f"There is no survey “{slug}”.") from error
    click.echo(f"responses: {number}")


COMMANDS = (surveys,)
