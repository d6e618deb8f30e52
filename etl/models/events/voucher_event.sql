-- Grain: one row per digital voucher; one whose region is not known counts for Italy alone.
-- Without a register of cooperatives there is nothing to find them in, and no figure: nought would be untrue.
SELECT v.cor, v.month_end AS enters, v.granted_on AS day, coalesce(v.region, 'IT') AS place,
    CASE WHEN v.cooperative THEN coalesce(v.matched, v.beneficiary) END AS cooperative,
    v.cooperative AS of_cooperative, v.amount, v.source_file, v.source_sha, v.source_sheet, v.source_row
FROM fact_voucher v
WHERE EXISTS (SELECT 1 FROM dim_cooperative)
-- View.
