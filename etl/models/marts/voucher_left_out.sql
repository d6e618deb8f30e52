-- Grain: one row per reason for which awards of the State-aid register are no voucher of a cooperative, and
-- 'region_unknown' for vouchers that count for Italy and for no region, 'amount_unknown' for vouchers of cooperatives
-- that are in no sum of money. amount: the known ones, NULL where none is.
SELECT reason, count(*) AS awards, sum(amount) AS amount
FROM voucher_verdict
WHERE reason <> ''
GROUP BY reason
UNION ALL
SELECT 'region_unknown', count(*), sum(amount)
FROM fact_voucher
WHERE region IS NULL
HAVING count(*) > 0
UNION ALL
SELECT 'amount_unknown', count(*), CAST(NULL AS DECIMAL(38, 2))
FROM fact_voucher
WHERE cooperative AND amount IS NULL
HAVING count(*) > 0
