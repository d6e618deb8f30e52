"""Readers of XLSX, XLS, XLSB and ODS, and the limits that a workbook must keep."""
