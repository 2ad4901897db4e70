"""The command line (DESIGN 7): commands without a window, exit codes, one plain sentence for bad input."""
