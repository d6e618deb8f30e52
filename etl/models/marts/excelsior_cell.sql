-- Grain: one row per cell of the TOTALE row of an Excelsior table: base (of firms' entries, or of those with a skill of
-- high importance), skill, series, unit.
SELECT territory_level, territory, time, year, source_file, source_sha, source_sheet, source_row, breakdown,
    split_part(breakdown, '|', 4) AS source_table, substring(split_part(breakdown, '|', 1), 6) AS base,
    substring(split_part(breakdown, '|', 3), 7) AS skill, series, unit, value
FROM fact_statistic
WHERE feed = 'excelsior_annex' AND dataset IN ('EXCELSIOR_YEAR', 'EXCELSIOR_MONTH')
    AND breakdown LIKE 'BASE=%|ROW=TOTALE|SKILL=%'
-- View.
