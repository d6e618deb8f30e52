-- Grain: one row per digital voucher that a chamber granted to any firm since the agreement began.
SELECT cor, car, measure_title, grantor, granted_on, month_end, beneficiary, reason = '' AS cooperative, province,
    counted_region AS region, instruments, amount, demonstration, source_file, source_sha, source_sheet, source_row
FROM voucher_verdict
WHERE reason IN ('', 'no_organisation_code', 'not_in_register')
