"""Pages about waves of complaints: the monitor, an alarm, its intervention, what is said in public, the week."""
