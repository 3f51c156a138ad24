"""Figures of the program on acts and orders that are made up, the same ones every time."""
