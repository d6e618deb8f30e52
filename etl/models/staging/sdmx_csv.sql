-- Grain: one row per observation of an SDMX or TSV file; an unknown territory is kept and has no code.
SELECT
    'sdmx_csv' AS feed,
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
FROM loaded_sdmx_csv o
LEFT JOIN statistic_territory s
    ON s.source = o.territory_code
    AND s.kind = CASE WHEN coalesce(o.dataset, 'ESTAT:') LIKE 'ESTAT:%' THEN 'nuts' ELSE 'istat' END
LEFT JOIN code_territories t ON t.code = s.code
