"""Conversations as they were: recorded on a frozen copy of the content, and the same byte for byte until one is meant to change."""
