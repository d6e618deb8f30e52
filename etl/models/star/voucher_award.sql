-- Grain: one row per award: by title, grantor and day a digital voucher of a chamber (reason '') or why not, and
-- whether its tax code is a cooperative's.
WITH hit AS (
    SELECT a.cor,
        max(CASE WHEN p.kind = 'title' AND lower(a.measure_title) LIKE p.pattern THEN 1 ELSE 0 END)
        - max(CASE WHEN p.kind = 'other_title' AND lower(a.measure_title) LIKE p.pattern THEN 1 ELSE 0 END) AS by_title
    FROM state_aid_total a
    CROSS JOIN code_voucher_patterns p
    GROUP BY a.cor
)
SELECT a.*,
    CASE
        WHEN a.granted_on < w.window_start THEN 'before_window'
        WHEN g.grantor IS NULL THEN 'not_a_chamber'
        WHEN h.by_title < 1 THEN 'other_title'
        ELSE ''
    END AS reason,
    a.beneficiary IS NOT NULL AND a.beneficiary IN (SELECT c.cooperative FROM dim_cooperative c) AS code_known
FROM state_aid_total a
JOIN hit h ON h.cor = a.cor
LEFT JOIN chamber_grantor g ON g.grantor = a.grantor
CROSS JOIN build_parameters w
