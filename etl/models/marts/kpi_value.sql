-- Grain: one row per measure, month or period end, territory and breakdown category ('total' for the whole).
SELECT v.kpi, v.as_of, v.territory_level, v.territory, v.breakdown, v.category, v.numerator, v.denominator, v.value,
    v.units, CASE WHEN d.demonstration THEN 'demonstration' WHEN k.kind IN ('count', 'distinct', 'euro') THEN 'observed'
    ELSE 'derived' END AS status
FROM kpi_running v
JOIN kpi k ON k.kpi = v.kpi
JOIN kpi_demonstration d ON d.kpi = v.kpi
UNION ALL
SELECT s.kpi, s.as_of, s.territory_level, s.territory, s.breakdown, s.category, s.numerator, s.denominator, s.value,
    s.units, s.status
FROM kpi_statistics s
CROSS JOIN build_parameters p
WHERE s.as_of <= p.last_statistic
