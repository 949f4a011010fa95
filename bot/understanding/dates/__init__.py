"""Dutch days and times, as people type them."""
