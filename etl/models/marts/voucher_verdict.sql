-- Grain: one row per award: whether it is a digital voucher of a chamber for a cooperative, or the reason why not ('' is
-- a voucher of a cooperative). Its cooperative is the one that voucher_match found.
WITH period AS (
    SELECT a.cor, c.province,
        row_number() OVER (
            PARTITION BY a.cor
            ORDER BY CASE WHEN c.valid_from <= a.granted_on AND (c.valid_to IS NULL OR a.granted_on <= c.valid_to) THEN 0 ELSE 1 END,
                c.valid_from DESC
        ) AS place
    FROM voucher_award a
    LEFT JOIN voucher_match m ON m.cor = a.cor
    JOIN dim_cooperative c ON c.cooperative = coalesce(m.matched, a.beneficiary)
)
SELECT a.cor, a.car, a.measure_title, a.grantor, a.granted_on, a.month_end, a.beneficiary, a.region, a.instruments, a.amount,
    a.demonstration, a.source_file, a.source_sha, a.source_sheet, a.source_row, m.match_method, m.matched, m.score,
    c.province, coalesce(t.parent, a.region) AS counted_region,
    CASE
        WHEN a.reason <> '' THEN a.reason
        WHEN m.matched IS NOT NULL THEN ''
        WHEN m.match_method = 'review' THEN 'in_review'
        WHEN a.beneficiary IS NULL THEN 'no_organisation_code'
        ELSE 'not_in_register'
    END AS reason
FROM voucher_award a
LEFT JOIN voucher_match m ON m.cor = a.cor
LEFT JOIN period c ON c.cor = a.cor AND c.place = 1
LEFT JOIN code_provinces t ON t.code = c.province
