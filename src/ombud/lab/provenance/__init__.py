"""What a file says of where it comes from. Any of it can be written by anybody and is lost at the next screenshot: that
there is none proves nothing, and what there is proves little alone."""
