"""What staff do at the desk, for commands and for a screen: each function takes the store, its arguments and the moment, and gives back a value."""
