"""The command line: one file per command; read, call one answer, print one string, choose the exit code."""
