-- Grain: one row per contribution of a digital voucher; one whose region is not known counts for Italy alone.
WITH voucher AS (
    SELECT v.cor AS unit, v.cooperative AS own, coalesce(v.matched, v.beneficiary) AS beneficiary, v.amount, v.month_end AS enters, v.granted_on AS day,
        coalesce(v.region, 'IT') AS place, v.source_file, v.source_sha, v.source_sheet, v.source_row
    FROM fact_voucher v
    WHERE EXISTS (SELECT 1 FROM dim_cooperative)
)
SELECT 'vouchers_granted' AS kpi, 'numerator' AS role, 1 AS num,
    unit, enters, day, place, source_file, source_sha, source_sheet, source_row
FROM voucher
WHERE own
UNION ALL BY NAME
SELECT 'vouchers_amount' AS kpi, 'numerator' AS role, amount AS num,
    unit, enters, day, place, source_file, source_sha, source_sheet, source_row
FROM voucher
WHERE own
UNION ALL BY NAME
SELECT 'voucher_share' AS kpi, 'both' AS role, CASE WHEN own THEN 1 ELSE 0 END AS num, 1 AS den,
    unit, enters, day, place, source_file, source_sha, source_sheet, source_row
FROM voucher
UNION ALL BY NAME
SELECT 'coops_funded' AS kpi, 'numerator' AS role, 1 AS num, beneficiary AS unit, beneficiary AS once,
    enters, day, place, source_file, source_sha, source_sheet, source_row
FROM voucher
WHERE own
