-- Grain: one row per award: whether it is a digital voucher of a chamber for a cooperative, or the reason why not ('' is
-- a voucher of a cooperative). Cooperatives are found by tax code alone: names are not compared.
WITH hit AS (
    SELECT a.cor, max(CASE WHEN p.kind = 'grantor' AND lower(a.grantor) LIKE p.pattern THEN 1 ELSE 0 END) AS by_chamber,
        max(CASE WHEN p.kind = 'title' AND lower(a.measure_title) LIKE p.pattern THEN 1 ELSE 0 END)
        - max(CASE WHEN p.kind = 'other_title' AND lower(a.measure_title) LIKE p.pattern THEN 1 ELSE 0 END) AS by_title
    FROM state_aid_total a
    CROSS JOIN code_voucher_patterns p
    GROUP BY a.cor
),
period AS (
    SELECT a.cor, c.province,
        row_number() OVER (
            PARTITION BY a.cor
            ORDER BY CASE WHEN c.valid_from <= a.granted_on AND (c.valid_to IS NULL OR a.granted_on <= c.valid_to) THEN 0 ELSE 1 END,
                c.valid_from DESC
        ) AS place
    FROM state_aid_total a
    JOIN dim_cooperative c ON c.cooperative = a.beneficiary
)
SELECT a.*, c.province, coalesce(t.parent, a.region) AS counted_region,
    CASE
        WHEN a.granted_on < w.window_start THEN 'before_window'
        WHEN h.by_chamber < 1 THEN 'not_a_chamber'
        WHEN h.by_title < 1 THEN 'other_title'
        WHEN a.beneficiary IS NULL THEN 'no_organisation_code'
        WHEN c.cor IS NULL THEN 'not_in_register'
        ELSE ''
    END AS reason
FROM state_aid_total a
JOIN hit h ON h.cor = a.cor
CROSS JOIN build_parameters w
LEFT JOIN period c ON c.cor = a.cor AND c.place = 1
LEFT JOIN code_provinces t ON t.code = c.province
