"""Measurements for developers: figures with their command, never asserted in a test."""
