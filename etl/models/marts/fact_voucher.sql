-- Grain: one row per digital voucher that a chamber granted to any firm since the agreement began; match_method says how
-- its cooperative was found, and score how sure a name is. What waits for a review is no cooperative's yet.
SELECT cor, car, measure_title, grantor, granted_on, month_end, beneficiary, reason = '' AS cooperative, match_method,
    matched, score, province, counted_region AS region, instruments, amount, demonstration, source_file, source_sha,
    source_sheet, source_row
FROM voucher_verdict
WHERE match_method IS NOT NULL
