-- Grain: one row per observation of an I.Stat export; an unknown territory is kept and has no code.
SELECT
    'istat_stat_export' AS feed,
    CAST(NULL AS VARCHAR) AS dataset,
    t.code AS territory,
    t.level AS territory_level,
    o.territory_code AS source_territory,
    o.series,
    o.series_label,
    o.breakdown,
    o.time,
    CAST(substring(o.time, 1, 4) AS INTEGER) AS year,
    o.value,
    o.sign,
    o.flag,
    o.source_file,
    o.source_sha,
    o.source_sheet,
    o.source_row
FROM loaded_istat_stat_export o
LEFT JOIN code_territories t ON t.istat_itter107 = o.territory_code
