-- Grain: one row per award and cooperative on which a person decided in full (yes or no, by whom, when); a cooperative
-- that is not in the register any more, or two said to be the same award's, decide nothing.
WITH whole AS (
    SELECT d.cor, d.cooperative, d.belongs, d.decided_by, d.decided_on,
        sum(CASE WHEN d.belongs THEN 1 ELSE 0 END) OVER (PARTITION BY d.cor) AS chosen
    FROM loaded_voucher_decision d
    WHERE d.belongs IS NOT NULL AND d.decided_by IS NOT NULL AND d.decided_on IS NOT NULL
        AND d.cooperative IN (SELECT c.cooperative FROM dim_cooperative c)
)
SELECT cor, cooperative, belongs, decided_by, decided_on
FROM whole
WHERE NOT belongs OR chosen = 1
