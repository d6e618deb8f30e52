-- Grain: one row per observation of public statistics: feed, dataset, territory, series, breakdown and time.
SELECT * FROM istat_stat_export
UNION ALL
SELECT * FROM sdmx_csv
UNION ALL
SELECT * FROM eurostat_spreadsheet
