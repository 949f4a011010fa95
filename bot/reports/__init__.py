"""Figures that add up or refuse: counts of contacts and steps, never of people one could find back."""
