"""The command line: parameters, printing, exit codes."""
