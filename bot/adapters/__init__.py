"""The channels: each turns the outside world into messages and replies into its own form."""
