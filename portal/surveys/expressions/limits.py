"""How much an expression may cost. Real ones stay far below: the longest has 1,174 characters, the deepest 5 levels."""

CHARACTERS = 2_000
DEPTH = 40
STEPS = 20_000
STEPS_PER_CHOICE = 50  # a search in a list of choices may look at each of them, once
TEXT = 100_000
CHARACTERS_PER_STEP = 1_000  # reading or writing a long text is work, too
