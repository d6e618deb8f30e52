-- Grain: one row per observation of public statistics: feed, dataset, territory, series, breakdown and time. An unknown
-- territory is kept under its source's code and has none here; low and high are the interval of a figure that its source
-- rounds. etl/load/observation_keys.py gives each row the same territory when rows of one key are brought together.
-- reference_year is the one that it is about: a survey of one year may ask about the year before.
SELECT
    o.feed,
    o.dataset,
    t.code AS territory,
    t.level AS territory_level,
    o.territory_code AS source_territory,
    o.series,
    o.series_label,
    o.breakdown,
    o.time,
    CAST(substring(o.time, 1, 4) AS INTEGER) AS year,
    CAST(substring(o.time, 1, 4) AS INTEGER) - coalesce(CAST(y.years_before AS INTEGER), 0) AS reference_year,
    o.value,
    o.sign,
    o.flag,
    o.unit,
    CASE WHEN o.value > o.rounding THEN o.value - o.rounding WHEN o.rounding IS NOT NULL THEN 0 * o.value END AS low,
    o.value + o.rounding AS high,
    o.source_file,
    o.source_sha,
    o.source_sheet,
    o.source_row
FROM observation o
-- Eurostat numbers territories by NUTS versions; ISTAT and the others go on using a code over changed borders.
LEFT JOIN statistic_territory s
    ON s.source = o.territory_code
    AND s.kind = CASE WHEN o.dataset LIKE 'ESTAT:%' THEN 'nuts' ELSE 'istat' END
-- A workbook that shows labels only has the label in the place of the code.
LEFT JOIN statistic_territory l ON l.kind = 'label' AND l.source = lower(o.territory_code)
LEFT JOIN code_territories t ON t.code = coalesce(s.code, l.code)
LEFT JOIN code_reference_years y ON y.series = o.series AND o.feed = 'istat_stat_export'
