"""Floors 3 to 6: what the assistant does about a message."""
