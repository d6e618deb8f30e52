-- Grain: the keys of kpi_value for totals of sums of money: the greatest amount that one cooperative has in the cell.
-- Disclosure control asks whether one unit dominates a sum.
WITH owned AS (
    SELECT c.kpi, m.month_end, u.territory, c.cooperative, sum(c.num) AS amount
    FROM contribution c
    JOIN kpi k ON k.kpi = c.kpi AND k.kind = 'euro'
    JOIN territory_within u ON u.place = c.place
    JOIN dim_month m ON m.month_end >= c.enters AND (c.leaves IS NULL OR m.month_end < c.leaves)
    WHERE c.own_breakdown IS NULL
    GROUP BY c.kpi, m.month_end, u.territory, c.cooperative
)
SELECT kpi, month_end AS as_of, territory, 'total' AS breakdown, '' AS category, CAST(max(amount) AS DOUBLE) AS largest
FROM owned
GROUP BY kpi, territory, month_end
