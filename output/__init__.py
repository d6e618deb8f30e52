"""How results leave the program: exit codes, workbooks, cells that no spreadsheet takes for a formula."""
