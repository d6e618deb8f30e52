-- Grain: one row per award: its components count once and their money adds up.
WITH money AS (
    SELECT cor, min(part) AS first_part, count(*) AS instruments, sum(coalesce(aid_element, 0)) AS amount
    FROM state_aid_award
    GROUP BY cor
)
SELECT a.cor, a.car, a.measure_title, a.grantor, a.granted_on, a.month_end, a.beneficiary, a.beneficiary_name,
    a.beneficiary_kind, a.beneficiary_region, a.region,
    m.instruments, m.amount, a.demonstration, a.source_file, a.source_sha, a.source_sheet, a.source_row
FROM money m
JOIN state_aid_award a ON a.cor = m.cor AND a.part = m.first_part
