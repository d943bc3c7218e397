"""The Open Contracting for Infrastructure Data Standard (OC4IDS), version 0.9, in and out.

`reading` makes a record of one of its projects, `writing` one of its projects of ours. What the standard has no place
for goes into one object of our own (`extension`), so that another portal gets the whole sheet.
"""

VERSION = "0.9"
