"""The names by which other programs call the parts of a meeting: columns of tables, keys of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable

# fmt: off
# In the order in which they are believed.
STARTS = (
    "startdatetime", "datetimestart", "startsat", "startat", "starts", "start", "dtstart", "meetingdatetime",
    "eventdatetime", "datetime", "starttime", "startdate", "begindatetime", "begintime", "begindate", "begin",
    "meetingdate", "eventdate", "meetingstart", "meetingstartdate", "eventstart", "eventstartdate", "dateofmeeting",
    "meetingtime", "eventtime", "date", "when", "day", "fechayhora", "fecha", "fechadelareunion",
)
CLOCKS = (
    "time", "meetingtime", "eventtime", "starttime", "begintime", "meetingstarttime", "eventstarttime", "timestart",
    "hour", "hora", "horadeinicio", "start",
)
ENDS = (
    "enddatetime", "datetimeend", "endsat", "endat", "ends", "end", "dtend", "endtime", "enddate", "meetingend",
    "meetingendtime", "meetingenddate", "eventend", "eventendtime", "eventenddate", "timeend", "horadefin",
)
TITLES = (
    "title", "meetingtitle", "eventtitle", "meetingname", "eventname", "meeting", "event", "name", "summary", "subject",
    "nameofmeeting", "meetingdescription", "titulo", "reunion", "nombre",
)
BODIES = (
    "bodyname", "meetingbody", "body", "committeename", "committee", "governingbody", "boardname", "board",
    "boardcommission", "boardorcommission", "boardcommissionname", "commission", "commissionname", "council", "group",
    "groupname", "categoryname", "publicbody", "participants", "comite", "comision", "junta", "consejo", "agency",
    "agencyname", "organization", "organizationname", "department",
)
IDS = ("meetingid", "eventid", "id", "uid", "guid", "uuid", "eventguid", "meetingguid", "identifier", "externalid")
PLACES = (
    "location", "meetinglocation", "eventlocation", "place", "venue", "locationname", "venuename", "room", "where",
    "meetingplace", "lugar", "ubicacion",
)
ADDRESSES = ("address", "meetingaddress", "locationaddress", "venueaddress", "streetaddress", "direccion")
STATUSES = (
    "meetingstatus", "eventstatus", "status", "statusname", "agendastatus", "agendastatusname", "state", "estado",
)
CANCELLED = ("cancelled", "canceled", "iscancelled", "iscanceled", "meetingcancelled", "meetingcanceled", "cancelada")
KINDS = ("meetingtype", "eventtype", "meetingtypename", "typeofmeeting", "type", "classification", "tipo")
ALL_DAY = ("allday", "isallday", "alldayevent")
ZONES = ("timezone", "tz", "zone")
REVISIONS = ("lastmodifiedutc", "lastmodified", "modified", "updatedat", "updated", "modifiedat", "sequence")
DESCRIPTIONS = (
    "description", "details", "meetingdetails", "eventdescription", "comment", "comments", "note", "notes", "body",
    "summary", "timenotes", "remarks", "notas", "descripcion",
)
REMOTE = (
    "remotelink", "zoom", "zoomlink", "zoomurl", "virtualmeetinglink", "virtuallink", "virtualmeetingurl", "onlinelink",
    "joinlink", "joinurl", "meetinglink", "webinarlink", "webex", "teamslink", "hangoutlink", "onlinemeetingurl",
    "conferenceurl",
)
LINKS = (
    "agenda", "agendalink", "agendaurl", "agendafile", "agendapdf", "minutes", "minuteslink", "minutesurl",
    "minutesfile", "minutespdf", "video", "videolink", "videourl", "audio", "packet", "agendapacket", "recording",
    "transcript", "link", "url", "website", "actas", "ecomment",
)
# Addresses that say nothing about this one meeting.
NO_LINKS = {
    "jurisdiction", "icalendar", "ical", "ics", "image", "logo", "thumbnail", "organizer", "creator", "self", "icon",
    "location", "venue", "links_", "resturl",
}
# What stands in a cell where there is nothing.
NOTHING = {
    "", "not available", "meeting details", "n/a", "na", "none", "null", "nil", "-", "--", "—", "tbd", "tba", "agenda",
    "minutes", "video", "audio", "details", "no disponible",
}
# fmt: on


def plain(name: str) -> str:
    """A name without capitals, blanks and signs: "Meeting Date", "meeting_date" and "meetingDate" are one."""
    return re.sub(r"[\W_]+", "", str(name).casefold())


def as_words(name: str) -> str:
    """A name as a label: "Agenda Link" and "agendaUrl" become "Agenda"."""
    spread = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(name))
    words = [word for word in re.split(r"[\W_]+", spread) if word]
    kept = [word for word in words if word.casefold() not in {"link", "links", "url", "urls", "file", "pdf"}] or words
    text = " ".join(kept)
    return text[:1].upper() + text[1:] if text else "Link"


def is_date_name(name: str) -> bool:
    """Whether a name is that of the day or the time of a meeting."""
    return plain(name) in STARTS or bool({"date", "fecha"} & set(re.split(r"[\W_]+", str(name).casefold())))


def known(names: Iterable[str]) -> int:
    """How many of the names are those of a part that a meeting has."""
    return len({plain(name) for name in names} & _ALL) + sum(is_date_name(name) for name in names)


_ALL = {
    name
    for group in (STARTS, CLOCKS, ENDS, TITLES, BODIES, IDS, PLACES, ADDRESSES, STATUSES, KINDS, DESCRIPTIONS, LINKS)
    for name in group
}
