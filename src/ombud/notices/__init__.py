"""One folder a notice: when it goes out, to whom, and its words."""
