"""Reading files of feedback that was collected, and perhaps ruled on, elsewhere. Pure: no database, no clock.

A file is a table of comments: one record each, columns found by name. `reader` takes it apart, `records`
judges each record, `plan` compares them with what is already here, `summary` reads the note that may lie
beside the file. A bad record is refused with its number and a reason; a file whose records cannot be told apart
is refused whole.
"""
