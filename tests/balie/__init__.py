"""The desk in a browser: what staff see and do, and what nobody gets in by."""
