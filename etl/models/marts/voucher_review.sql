-- Grain: one row per voucher that waits for a decision and cooperative that it may have gone to; organisations alone.
SELECT m.cor, a.beneficiary_name, a.beneficiary AS beneficiary_code, a.beneficiary_region, a.grantor, a.granted_on,
    a.amount, c.cooperative, c.candidate_name, c.candidate_province, t.parent AS candidate_region, c.score,
    m.review_reason AS reason, a.demonstration
FROM voucher_match m
JOIN voucher_award a ON a.cor = m.cor
JOIN voucher_candidate c ON c.cor = m.cor
JOIN code_provinces t ON t.code = c.candidate_province
WHERE m.match_method = 'review'
