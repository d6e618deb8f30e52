-- Grain: one row per voucher without a known tax code and cooperative whose name fits (score at least the review
-- threshold), without those that a person refused.
WITH scored AS (
    SELECT n.cor, n.cooperative, n.score, n.candidate_name, n.candidate_province
    FROM name_candidate n
    WHERE NOT EXISTS (
        SELECT 1 FROM voucher_ruling r WHERE r.cor = n.cor AND r.cooperative = n.cooperative AND NOT r.belongs
    )
)
SELECT s.*, count(*) OVER (PARTITION BY s.cor) AS rivals
FROM scored s
