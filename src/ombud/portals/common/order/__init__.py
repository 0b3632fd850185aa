"""An order on its way, as every portal shows it: the path, whose turn it is, the trail."""
