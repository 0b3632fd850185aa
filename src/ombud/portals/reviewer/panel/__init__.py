"""The forms beside a case: one file for each thing a reviewer decides or does."""
