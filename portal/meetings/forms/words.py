"""The words for kinds and changes, in forms and on pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.meetings.models import Change, ItemKind, MeetingKind

KIND_NAMES = {
    ItemKind.INFORMATION: _l("Information"),
    ItemKind.DISCUSSION: _l("Discussion"),
    ItemKind.DECISION: _l("Decision"),
    ItemKind.PUBLIC_COMMENT: _l("Public comment"),
    ItemKind.APPROVAL: _l("Approval of minutes"),
    ItemKind.ROLL_CALL: _l("Roll call"),
    ItemKind.RECESS: _l("Recess"),
    ItemKind.CLOSED_SESSION: _l("Closed session"),
}
MEETING_KIND_NAMES = {
    MeetingKind.REGULAR: _l("Regular"),
    MeetingKind.SPECIAL: _l("Special"),
    MeetingKind.EMERGENCY: _l("Emergency"),
}
CHANGE_NAMES = {
    Change.POSTED: _l("Posted"),
    Change.AMENDED: _l("Amended"),
    Change.MOVED: _l("Moved to another time"),
    Change.CANCELLED: _l("Canceled"),
    Change.IMPORTED: _l("Imported"),
}
FIELD_NAMES = {
    "approves": _l("Minutes to approve"),
    "citation": _l("Law that lets it be closed"),
    "comments_close_at": _l("Comments on items close"),
    "consent": _l("Consent agenda"),
    "continues": _l("Goes on with"),
    "ends_at": _l("Expected end"),
    "kind": _l("Kind"),
    "links": _l("Links"),
    "minutes": _l("Length in minutes"),
    "note": _l("Note"),
    "papers": _l("Papers"),
    "place": _l("Place"),
    "presenter": _l("Presented by"),
    "projects": _l("Linked projects"),
    "remote_link": _l("Link to take part online"),
    "speakers_close_at": _l("Sign-up to speak closes"),
    "starts_at": _l("Day and time"),
    "step_free": _l("How to get in without steps"),
    "summary": _l("Summary"),
    "takes_speakers": _l("Sign-up to speak"),
    "title": _l("Title"),
}
