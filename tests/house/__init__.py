"""The laws of the house. Each is a function over sources that yields sentences; each is shown a planted bad example."""
