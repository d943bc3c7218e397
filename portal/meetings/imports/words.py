"""What the words of a source mean for us: cancelled or not, which kind, and whether it is a meeting at all.

English and Spanish. The words themselves are kept beside what they were read as.
"""

from __future__ import annotations

import re

from portal.meetings.models import MeetingKind

_NOT_HELD = r"(?:cancel?l?ed|cancelad[oa]|cancellation|cancelación|postponed|pospuest[oa]|aplazad[oa]|deferred)"
_STATUS = re.compile(rf"\b{_NOT_HELD}\b|^(?:cancel|cancelled?)$|\brescheduled (?:to|for)\b|\bdate change\b", re.I)
# At an end of a line, in brackets or between other signs: a title that only talks about cancelled things is none.
_IN_TEXT = re.compile(
    rf"^\W*(?:notice of )?{_NOT_HELD}\b|[(\[*{{]\s*{_NOT_HELD}\b|\b{_NOT_HELD}\W*$|[-–—:|/]\s*{_NOT_HELD}\b"
    rf"|\b(?:is|was|been|meeting|hearing)\s+{_NOT_HELD}\b|\bno meeting\b|\brescheduled to\b",
    re.I | re.M,
)
_SPECIAL = re.compile(
    r"\bspecial\b"
    r"(?! (?:events?|needs|education|districts?|service|use|committee|assessments?|projects?|permits?|taxing))"
    r"|\bcalled (?:meeting|session)|\bextraordinari[ao]\b|\bsesión especial\b",
    re.I,
)
_EMERGENCY = re.compile(
    r"\bemergenc(?:y|ia)\b(?=\W*(?:$|meeting|session|board|council|called|special|hearing))"
    r"|\b(?:reunión|sesión) de emergencia\b",
    re.I,
)
_MEETING = re.compile(
    r"\b(?:meetings?|hearings?|sessions?|workshops?|board|committees?|subcommittees?|council|commission(?:ers)?"
    r"|assembly|caucus|retreat|forum|town hall|task force|authority|trustees|panel|conference|briefing|quorum"
    r"|reuni[oó]n|sesi[oó]n|audiencia|junta|comit[eé]|comisi[oó]n|consejo|concejo|cabildo)\b",
    re.I,
)
_GATHERING = re.compile(r"\b(?:meetings?|hearings?|sessions?|workshops?|reuni[oó]n|sesi[oó]n|audiencia)\b", re.I)
_NONE_HELD = re.compile(r"\bno (?:\w+ ){0,4}(?:meetings?|sessions?|hearings?)\b|\bno hay (?:reuni|sesi)[oó]n", re.I)
_SHUT = re.compile(
    r"\b(?:offices?|city hall|town hall|county|buildings?|facilit(?:y|ies)|library|libraries|departments?|oficinas?)"
    r"(?: (?:is|are|will be|estarán?))? (?:closed|cerrad[ao]s?)\b|\bclosed (?:for|in observance|due|on)\b|^closed\b"
    r"|\bclosure\b|\bday off\b|\bholiday hours\b|\bin observance of\b",
    re.I,
)
_HOLIDAY = re.compile(
    r"\b(?:(?:federal|state|city|county|public|legal|bank|school|office|observed) holidays?|holiday|memorial day"
    r"|labou?r day|independence day|fourth of july|july 4(?:th)?|veterans'?s?’?s? day|armistice day|juneteenth"
    r"|thanksgiving|christmas(?: eve| day)?|new year'?’?s?(?: eve| day)?|(?:martin luther king|mlk)\b.*\bday"
    r"|presidents?'?’?s?'? day|washington'?’?s birthday|lincoln'?’?s birthday|columbus day"
    r"|indigenous peoples?'?’?s? day"
    r"|good friday|easter|yom kippur|rosh hashanah?|passover|hanukkah|eid al[- ]\w+|diwali|c[eé]sar ch[aá]vez day"
    r"|patriots?'?’?s? day|(?:spring|winter|summer|fall|thanksgiving) (?:break|recess)|d[ií]a (?:festivo|feriado)"
    r"|feriado|navidad|año nuevo|acción de gracias|administrative day|furlough day|staff development day)\b",
    re.I,
)


def says_cancelled(status: str) -> bool:
    """Whether the word of a status field means that the meeting is not held at its time."""
    return bool(_STATUS.search(status))


def cancelled_in(text: str) -> str:
    """The words by which a title, a place or a comment says that the meeting is not held; else nothing."""
    found = _IN_TEXT.search(text)
    return found[0].strip(" \t\n-–—:|/()[]{}*") if found else ""


def kind_in(*texts: str) -> MeetingKind:
    """Emergency or special where one of the texts says so."""
    whole = "\n".join(texts)
    if _EMERGENCY.search(whole):
        return MeetingKind.EMERGENCY
    return MeetingKind.SPECIAL if _SPECIAL.search(whole) else MeetingKind.REGULAR


def why_no_meeting(title: str, body: str, all_day: bool) -> str:
    """Why an entry of a calendar is no meeting; nothing where it is one."""
    if _NONE_HELD.search(title) and not body:
        return "it is no meeting: its title says that there is none"
    if _SHUT.search(title) and not _GATHERING.search(title):
        return "it is no meeting: its title says that something is closed"
    if _HOLIDAY.search(title) and not _MEETING.search(_HOLIDAY.sub("", title)):
        return "it is no meeting: its title is that of a holiday or a day off"
    if all_day and not body and not _MEETING.search(title):
        return "it is no meeting: it takes the whole day, and names neither a committee nor a meeting"
    return ""
