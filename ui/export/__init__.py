"""Files to download: CSV and XLSX."""
