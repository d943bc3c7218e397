"""Reading files of projects that were published elsewhere. Pure: no database, no clock.

`reader` tells the kinds of file apart by what they hold: the open standard (`portal/projects/oc4ids`), or a city's
own tracker (`tracker`), whose columns `names` knows. `repeats` sees to it that each record has an id of its own,
`plan` compares records with what is here. A record is either there or refused with its number, its name and a reason.
"""
