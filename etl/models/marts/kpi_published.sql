-- Grain: the keys of kpi_value, after disclosure control: what pages, exports and briefings read.
-- A confidential cell resting on fewer units than the minimum keeps its key and its sign '*', and nothing else.
WITH marked AS (
    SELECT v.*, k.confidential AND coalesce(v.units, 0) BETWEEN 1 AND p.minimum_units - 1 AS hidden
    FROM kpi_value v
    JOIN kpi k ON k.kpi = v.kpi
    CROSS JOIN build_parameters p
)
SELECT kpi, as_of, territory_level, territory, breakdown, category,
    CASE WHEN NOT hidden THEN value END AS value,
    CASE WHEN hidden THEN '*' ELSE '' END AS sign,
    CASE WHEN NOT hidden THEN numerator END AS numerator,
    CASE WHEN NOT hidden THEN denominator END AS denominator,
    CASE WHEN NOT hidden THEN units END AS units,
    status
FROM marked
