"""The conversations: what is said next, given a message and where we were."""
