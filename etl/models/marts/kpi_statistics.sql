-- Grain: one row per measure taken from public statistics, territory and end of its period.
WITH ict AS (
    SELECT territory_level, territory, year,
        max(CASE WHEN series = 'E_ITSPVAC2_PERC' THEN value END) AS hard,
        max(CASE WHEN series = 'E_ITSPRCR2_PERC' THEN value END) AS sought
    FROM fact_statistic
    WHERE feed = 'istat_stat_export' AND territory IS NOT NULL AND breakdown = 'ATECO_2007=0035|CLLVT=W_GE10'
        AND series IN ('E_ITSPVAC2_PERC', 'E_ITSPRCR2_PERC')
    GROUP BY territory_level, territory, year
)
SELECT 'ict_hard_to_fill_rate' AS kpi, CAST(concat(year, '-12-31') AS DATE) AS as_of, territory_level, territory,
    'total' AS breakdown, '' AS category, hard AS numerator, sought AS denominator,
    100.0 * hard / NULLIF(sought, 0) AS value, CAST(NULL AS BIGINT) AS units, 'derived' AS status
FROM ict
WHERE hard IS NOT NULL AND sought IS NOT NULL
UNION ALL
SELECT kpi, as_of, territory_level, territory, 'total', '', numerator, denominator, value, CAST(NULL AS BIGINT), status
FROM excelsior_total
UNION ALL
-- A figure that others took from an edition of Excelsior gives way to the annex itself.
SELECT k.kpi, f.period_end, f.territory_level, f.territory, 'total', '', CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE),
    f.value, CAST(NULL AS BIGINT), f.status
FROM published_figure f
JOIN kpi k ON k.published_indicator = f.indicator
WHERE coalesce(f.category, '') = k.published_category AND f.territory_level IN ('country', 'area', 'region', 'province')
    AND f.figure_id NOT IN (SELECT figure_id FROM published_beside_annex)
