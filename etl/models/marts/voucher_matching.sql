-- Grain: one row per way in which the cooperative of a digital voucher was found, or not; all vouchers are in one row.
SELECT match_method, count(*) AS awards, sum(amount) AS amount
FROM fact_voucher
GROUP BY match_method
