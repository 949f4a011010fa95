"""Everything the assistant remembers; the only place that knows SQL."""
