"""The forms of surveys."""

from __future__ import annotations

from portal.surveys.forms.answering import MailForm, PageForm, ResumeForm, SendForm, StartForm

__all__ = ["MailForm", "PageForm", "ResumeForm", "SendForm", "StartForm"]
