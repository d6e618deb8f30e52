"""How results leave the program: the exit codes of commands."""
