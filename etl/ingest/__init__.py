"""From a folder of sent files to staged rows: list, unpack, recognise, read, correct, stage."""
