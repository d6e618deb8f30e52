"""How much text a workbook's cells hold once read, format by format: counted before it is in memory."""
