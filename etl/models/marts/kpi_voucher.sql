-- Grain: one row per voucher measure, territory (Italy, areas, regions) and month since the first voucher there.
-- Without a register of cooperatives there is nothing to find them in, and no figure: nought would be untrue.
WITH placed AS (
    SELECT v.month_end, v.cooperative, coalesce(v.matched, v.beneficiary) AS beneficiary, v.amount, t.level AS territory_level, t.code AS territory
    FROM fact_voucher v
    JOIN code_territories t ON t.level = 'country' OR t.code = v.region
        OR t.code IN (SELECT r.parent FROM code_territories r WHERE r.code = v.region AND r.level = 'region')
    WHERE EXISTS (SELECT 1 FROM dim_cooperative)
),
first_seen AS (
    SELECT territory, beneficiary, min(month_end) AS month_end
    FROM placed
    WHERE cooperative
    GROUP BY territory, beneficiary
),
funded AS (
    SELECT territory, month_end, count(*) AS coops
    FROM first_seen
    GROUP BY territory, month_end
),
monthly AS (
    SELECT month_end, territory_level, territory, count(*) AS n, sum(CASE WHEN cooperative THEN 1 ELSE 0 END) AS own,
        sum(CASE WHEN cooperative THEN amount ELSE 0 END) AS money
    FROM placed
    GROUP BY month_end, territory_level, territory
),
cell AS (
    SELECT territory_level, territory, min(month_end) AS first_month
    FROM monthly
    GROUP BY territory_level, territory
),
running AS (
    SELECT c.territory_level, c.territory, m.month_end, CAST(sum(coalesce(x.n, 0)) OVER w AS DOUBLE) AS n,
        CAST(sum(coalesce(x.own, 0)) OVER w AS DOUBLE) AS own, CAST(sum(coalesce(x.money, 0)) OVER w AS DOUBLE) AS money,
        CAST(sum(coalesce(f.coops, 0)) OVER w AS DOUBLE) AS coops
    FROM cell c
    JOIN dim_month m ON m.month_end >= c.first_month
    LEFT JOIN monthly x ON x.territory = c.territory AND x.month_end = m.month_end
    LEFT JOIN funded f ON f.territory = c.territory AND f.month_end = m.month_end
    WINDOW w AS (PARTITION BY c.territory ORDER BY m.month_end)
)
SELECT 'vouchers_granted' AS kpi, month_end AS as_of, territory_level, territory, 'total' AS breakdown, '' AS category,
    own AS numerator, CAST(NULL AS DOUBLE) AS denominator, own AS value, CAST(own AS BIGINT) AS units
FROM running
UNION ALL
SELECT 'vouchers_amount', month_end, territory_level, territory, 'total', '', money, NULL, money, CAST(own AS BIGINT)
FROM running
UNION ALL
SELECT 'voucher_share', month_end, territory_level, territory, 'total', '', own, n, 100.0 * own / NULLIF(n, 0),
    CAST(own AS BIGINT)
FROM running
UNION ALL
-- Distinct cooperatives, counted at each level of territory anew: one with two vouchers counts once.
SELECT 'coops_funded', month_end, territory_level, territory, 'total', '', coops, NULL, coops, CAST(coops AS BIGINT)
FROM running
