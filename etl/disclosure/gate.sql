-- From kpi_value to kpi_published.

-- name: confidential_cells
-- Every confidential cell in the order of its place, with the places of its whole in both directions, -1 for none.
WITH placed AS (
    SELECT v.*, row_number() OVER (ORDER BY v.kpi, v.as_of, v.territory, v.breakdown, v.category) - 1 AS place
    FROM kpi_value v JOIN kpi k ON k.kpi = v.kpi WHERE k.confidential
)
SELECT c.kpi, c.as_of, c.territory_level, c.territory, c.breakdown, c.category, c.numerator, c.denominator,
    c.value, c.units, c.status, k.kind, k.public_base, l.largest,
    coalesce(a.place, -1) AS above, coalesce(t.place, -1) AS total
FROM placed c
JOIN kpi k ON k.kpi = c.kpi
LEFT JOIN dim_territory d ON d.territory = c.territory
LEFT JOIN placed a ON a.kpi = c.kpi AND a.as_of = c.as_of AND a.territory = d.parent
    AND a.breakdown = c.breakdown AND a.category = c.category
LEFT JOIN placed t ON t.kpi = c.kpi AND t.as_of = c.as_of AND t.territory = c.territory
    AND t.breakdown = 'total' AND c.breakdown <> 'total'
LEFT JOIN kpi_largest l ON l.kpi = c.kpi AND l.as_of = c.as_of AND l.territory = c.territory
    AND l.breakdown = c.breakdown AND l.category = c.category
ORDER BY c.place

-- name: published
CREATE TABLE kpi_published AS
SELECT v.kpi, v.as_of, v.territory_level, v.territory, v.breakdown, v.category, v.value, '' AS sign, v.numerator,
    v.denominator, v.units, v.status,
    CASE WHEN v.value IS NULL THEN '' ELSE 'exact' END AS precision, NULL::TINYINT AS decimals
FROM kpi_value v JOIN kpi k ON k.kpi = v.kpi
WHERE NOT k.confidential
UNION ALL
SELECT kpi, CAST(as_of AS DATE), territory_level, territory, breakdown, category, value, sign, numerator,
    denominator, CAST(units AS BIGINT), status, precision, CAST(decimals AS TINYINT)
FROM confidential_cells
