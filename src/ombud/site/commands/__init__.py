"""One file a subcommand of `ombud`, found by one loop: HELP, add_arguments and run."""
