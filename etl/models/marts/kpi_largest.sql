-- Grain: the keys of kpi_value for sums of money: the greatest amount that one unit has in the cell.
-- Disclosure control asks whether one unit dominates a sum.
WITH placed AS (
    SELECT v.month_end, v.beneficiary, v.amount, t.code AS territory
    FROM fact_voucher v
    JOIN code_territories t ON t.level = 'country' OR t.code = v.region
        OR t.code IN (SELECT r.parent FROM code_territories r WHERE r.code = v.region AND r.level = 'region')
    WHERE v.cooperative
),
owned AS (
    SELECT p.territory, m.month_end, p.beneficiary, sum(p.amount) AS amount
    FROM placed p
    JOIN dim_month m ON m.month_end >= p.month_end
    GROUP BY p.territory, m.month_end, p.beneficiary
)
SELECT 'vouchers_amount' AS kpi, month_end AS as_of, territory, 'total' AS breakdown, '' AS category,
    CAST(max(amount) AS DOUBLE) AS largest
FROM owned
GROUP BY territory, month_end
