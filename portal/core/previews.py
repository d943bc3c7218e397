"""What desk forms with Markdown share: the texts as typed for a preview, and warnings about how hard they are to read.

The button of `components/preview.html` posts the same form. `DeskForm` never takes such a form as sent, so a preview
cannot store anything; its page shows the texts by the very macros of the public pages.
"""

from __future__ import annotations

from flask_babel import gettext as _
from flask_wtf import FlaskForm

from portal.core.forms import translated
from portal.core.reading_level import reading_level
from portal.core.translated import Text

BEST_GRADE = 8
BEST_EASE = 55
LONG_SENTENCE = 25
_SHOWN = 300


def typed_texts(form: FlaskForm, name: str) -> list[Text]:
    """What is typed in the fields `<name>_<tag>`, each with its language; the site's first language first."""
    return [Text(words, tag) for tag, words in translated(form, name).items()]


def reading_warnings(text: str, lang: str) -> list[str]:
    """What a writer should know before a text is published; nothing where it reads well."""
    level = reading_level(text or "", lang)
    said: list[str] = []
    if level.grade is not None and level.grade > BEST_GRADE:
        said.append(
            _(
                "This text reads like grade %(grade)s. Residents understand grade %(best)s best.",
                grade=level.grade,
                best=BEST_GRADE,
            )
        )
    if level.ease is not None and level.ease < BEST_EASE:
        said.append(
            _(
                "This text is hard to read: %(ease)s points of 100. Residents understand %(best)s points or more best.",
                ease=level.ease,
                best=BEST_EASE,
            )
        )
    if level.longest_words > LONG_SENTENCE or said:
        sentence = level.longest if len(level.longest) <= _SHOWN else level.longest[:_SHOWN].rstrip() + "…"
        said.append(
            _("Longest sentence, %(count)s words: “%(sentence)s”", count=level.longest_words, sentence=sentence)
        )
    return said
