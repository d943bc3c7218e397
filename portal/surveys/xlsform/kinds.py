"""Types as pyxform writes them, and what becomes of each."""

from __future__ import annotations

from portal.surveys.definition import Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KINDS = {
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "q string": Kind.TEXT,
    "add text prompt": Kind.TEXT,
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "q int": Kind.INTEGER,
    "add integer prompt": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "q decimal": Kind.DECIMAL,
    "add decimal prompt": Kind.DECIMAL,
    "percentage": Kind.INTEGER,
    "range": Kind.RANGE,
    "date": Kind.DATE,
    "q date": Kind.DATE,
    "add date prompt": Kind.DATE,
    "time": Kind.TIME,
    "q time": Kind.TIME,
    "add time prompt": Kind.TIME,
    "dateTime": Kind.DATETIME,
    "datetime": Kind.DATETIME,
    "date time": Kind.DATETIME,
    "q date time": Kind.DATETIME,
    "q dateTime": Kind.DATETIME,
    "add date time prompt": Kind.DATETIME,
    "add dateTime prompt": Kind.DATETIME,
    "select one": Kind.SELECT_ONE,
    "select all that apply": Kind.SELECT_MULTIPLE,
    "rank": Kind.RANK,
    "acknowledge": Kind.ACKNOWLEDGE,
    "trigger": Kind.ACKNOWLEDGE,
    "q acknowledge": Kind.ACKNOWLEDGE,
    "add acknowledge prompt": Kind.ACKNOWLEDGE,
    "geopoint": Kind.GEOPOINT,
    "location": Kind.GEOPOINT,
    "q geopoint": Kind.GEOPOINT,
    "q location": Kind.GEOPOINT,
    "gps": Kind.GEOPOINT,
    "add location prompt": Kind.GEOPOINT,
    "note": Kind.NOTE,
    "q note": Kind.NOTE,
    "add note prompt": Kind.NOTE,
    "calculate": Kind.CALCULATE,
    "q calculate": Kind.CALCULATE,
    "add calculate prompt": Kind.CALCULATE,
    "hidden": Kind.HIDDEN,
    "start": Kind.START,
    "start time": Kind.START,
    "get start time": Kind.START,
    "end": Kind.END,
    "end time": Kind.END,
    "get end time": Kind.END,
    "today": Kind.TODAY,
    "get today": Kind.TODAY,
}
# Metadata that would tell who answers: never kept.
DROPPED = _words(
    "deviceid imei simserial subscriberid phonenumber username email audit uri:deviceid uri:phonenumber "
    "uri:simserial uri:subscriberid uri:username uri:email start-geopoint background-audio background-geopoint"
) | {"sim id", "device id", "get device id", "get sim id", "subscriber id", "get subscriber id", "phone number"}
DROPPED |= {"get phone number"}
# What a web page cannot ask.
UNASKABLE = _words("photo image audio video file barcode signature geotrace geoshape osm loop")
# Tables beside the form, from which it looks values up.
TABLES = _words("xml-external csv-external")
