"""`portal surveys`: forms in and out as XLSForm workbooks."""

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
from portal.surveys.xlsform import read_workbook, write_workbook

surveys = AppGroup("surveys", help="Forms of surveys.")


@surveys.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--without-unsupported", is_flag=True, help="Leave out what a web page cannot ask; it is listed.")
@click.option("--title", default="", help="Title of the survey. Default: that of the form.")
@click.option("--lang", help="Language tag of texts without one. Default: the site's first language.")
def import_command(file: Path, without_unsupported: bool, title: str, lang: str | None) -> None:
    """Make a draft survey from FILE, an XLSForm workbook (.xlsx). Exit status 1 where it cannot be asked."""
    tag = language_tag(lang)
    reading = read_workbook(read_file(file), file.name, without_unsupported=without_unsupported, lang=tag)
    for problem in reading.problems:
        click.echo(str(problem), err=True)
    if reading.form is None:
        raise click.ClickException("Nothing was imported.")
    for one in reading.left_out:
        click.echo(f"left out: row {one.row}, {one.name} ({one.kind}): {one.why}")
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
    count = sum(1 for _question in reading.form.questions())
    click.echo(f"questions {count}, left out {len(reading.left_out)}")


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
    file.write_bytes(write_workbook(form))


COMMANDS = (surveys,)
