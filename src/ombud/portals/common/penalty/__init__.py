"""A penalty in words: for whichever portal shows it."""
