"""Beside the evidence of a case: the reviewer's first view, the lab's leads, and earlier rulings like it."""
