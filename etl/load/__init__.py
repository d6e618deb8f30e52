"""The staged rows of all files together: duplicates, superseded rows, statistics, parameters of the build."""
