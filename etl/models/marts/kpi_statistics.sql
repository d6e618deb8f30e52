-- Grain: one row per measure taken from public statistics, territory and end of its period.
-- A share of two figures is worked out here; where a formula combines several parts, excelsior_total holds its value.
WITH figure AS (
    SELECT kpi, enters AS as_of, place, max(CASE WHEN role = 'numerator' THEN figure_num END) AS numerator,
        max(figure_den) AS denominator, max(CASE WHEN role = 'figure' THEN figure_num END) AS figure,
        max(CASE WHEN role = 'figure' THEN coalesce(status, 'observed') END) AS status,
        max(CASE WHEN role = 'part' THEN 1 ELSE 0 END) AS combined
    FROM contribution
    WHERE NOT rolls_up
    GROUP BY kpi, enters, place
)
SELECT f.kpi, f.as_of, t.territory_level, t.territory, 'total' AS breakdown, '' AS category, f.numerator, f.denominator,
    CASE WHEN f.status IS NOT NULL THEN f.figure
        WHEN f.combined = 1 THEN e.value
        ELSE coalesce(100.0 * f.numerator / NULLIF(f.denominator, 0), e.value) END AS value,
    CAST(NULL AS BIGINT) AS units, coalesce(f.status, 'derived') AS status
FROM figure f
JOIN dim_territory t ON t.territory = f.place
JOIN kpi k ON k.kpi = f.kpi
JOIN kpi_rule r ON r.kpi = f.kpi
LEFT JOIN excelsior_total e ON e.figure = r.annex_figure AND e.period = k.period AND e.as_of = f.as_of
    AND e.territory = f.place
WHERE f.status IS NOT NULL OR f.combined = 1 OR (f.numerator IS NOT NULL AND f.denominator IS NOT NULL)
