"""How a platform works, told in numbers: tallies by day from its log, figures of a period, what was published."""
