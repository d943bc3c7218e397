"""The parts of ux_check: weight, layout, axe, keyboard, no scripts, errors, journeys."""
