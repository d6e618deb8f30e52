-- Grain: one row per digital voucher of a chamber: how its cooperative was found (tax_code, decision, name), 'review'
-- where somebody has to look, or 'none'. A name is believed only where no valid tax code speaks against it.
WITH best AS (
    SELECT c.cor, c.cooperative, c.score, c.rivals,
        row_number() OVER (PARTITION BY c.cor ORDER BY c.score DESC, c.cooperative) AS place
    FROM voucher_candidate c
)
SELECT a.cor,
    CASE
        WHEN a.code_known THEN 'tax_code'
        WHEN r.cor IS NOT NULL THEN 'decision'
        WHEN b.cor IS NULL THEN 'none'
        WHEN a.beneficiary IS NULL AND b.score >= l.accept THEN 'name'
        ELSE 'review'
    END AS match_method,
    CASE
        WHEN a.code_known THEN a.beneficiary
        WHEN r.cor IS NOT NULL THEN r.cooperative
        WHEN a.beneficiary IS NULL AND b.score >= l.accept THEN b.cooperative
    END AS matched,
    CASE WHEN NOT a.code_known AND r.cor IS NULL THEN b.score END AS score,
    CASE
        WHEN a.code_known OR r.cor IS NOT NULL OR b.cor IS NULL THEN ''
        WHEN a.beneficiary IS NOT NULL THEN 'other_tax_code'
        WHEN b.rivals > 1 THEN 'several_fit'
        WHEN b.score < l.accept THEN 'uncertain'
        ELSE ''
    END AS review_reason
FROM voucher_award a
CROSS JOIN build_parameters l
LEFT JOIN voucher_ruling r ON r.cor = a.cor AND r.belongs
LEFT JOIN best b ON b.cor = a.cor AND b.place = 1
WHERE a.reason = ''
