"""The command line: commands without a window, exit codes, one plain sentence for bad input."""
