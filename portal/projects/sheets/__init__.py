"""The project sheet: its shape, the form in which it is kept, and what differs between two versions."""
