"""Files that take long to make: asked for on a page, made by the worker, kept for a while for the one who asked."""
