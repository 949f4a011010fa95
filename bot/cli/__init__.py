"""The command line `werkbot`, in Dutch for its users."""
