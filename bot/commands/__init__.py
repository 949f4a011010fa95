"""The command line: one module per command, Dutch for its users."""
