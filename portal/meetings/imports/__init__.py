"""Reading files of meetings that were published elsewhere. Pure: no database, no clock.

`reader` tells the kinds of file apart by what they hold. `legistar`, `lists`, `calendars` and `sheets` each read
one kind into records; `loose` finds the parts of a record by the names that others give them. `told_apart` sees to
it that each record has an id of its own. A record is either there or refused with its number, its name and a reason.
"""
