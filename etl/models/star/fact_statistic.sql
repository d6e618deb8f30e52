-- Grain: one row per ISTAT observation.
SELECT *
FROM istat_stat_export
