"""What was said on paper, on the phone or in a room, on its way into the site. Pure: no database.

`entries` is one such comment, `days` tells when it counts as received, `reading` takes a table of them apart, `keys`
knows a row again, `plan` compares rows with what is already here.
"""
