-- Grain: one row per award: its components count once and their money adds up. The amount is NULL, unknown and not
-- nought, where the register gives no instrument (part 0) or leaves out the aid of one.
WITH money AS (
    SELECT cor, min(part) AS first_part, count(*) FILTER (part > 0) AS instruments,
        CASE WHEN count(*) FILTER (part > 0 AND aid_element IS NULL) = 0
            THEN sum(aid_element) FILTER (part > 0) END AS amount
    FROM state_aid_award
    GROUP BY cor
)
SELECT a.cor, a.car, a.measure_title, a.grantor, a.granted_on, a.month_end, a.beneficiary, a.beneficiary_name,
    a.beneficiary_kind, a.beneficiary_region, a.region,
    m.instruments, m.amount, a.demonstration, a.source_file, a.source_sha, a.source_sheet, a.source_row
FROM money m
JOIN state_aid_award a ON a.cor = m.cor AND a.part = m.first_part
