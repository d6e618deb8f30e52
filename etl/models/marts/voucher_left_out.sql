-- Grain: one row per reason for which awards of the State-aid register are no voucher of a cooperative, and
-- 'region_unknown' for vouchers that count for Italy and for no region.
SELECT reason, count(*) AS awards, sum(amount) AS amount
FROM voucher_verdict
WHERE reason <> ''
GROUP BY reason
UNION ALL
SELECT 'region_unknown', count(*), sum(amount)
FROM fact_voucher
WHERE region IS NULL
HAVING count(*) > 0
