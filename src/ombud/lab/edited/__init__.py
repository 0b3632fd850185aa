"""Whether parts of a picture have another past than the rest. Each detector knows when it can say nothing."""
