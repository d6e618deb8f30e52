-- Grain: one row per observation of a Eurostat workbook; an unknown territory is kept and has no code.
SELECT
    'eurostat_spreadsheet' AS feed,
    o.dataset AS dataset,
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
FROM loaded_eurostat_spreadsheet o
LEFT JOIN statistic_territory s ON s.kind = 'nuts' AND s.source = o.territory_code
LEFT JOIN statistic_territory l ON l.kind = 'label' AND l.source = lower(o.territory_label)
LEFT JOIN code_territories t ON t.code = coalesce(s.code, l.code)
