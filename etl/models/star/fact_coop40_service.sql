-- Grain: one row per COOP 4.0 service or training.
SELECT *
FROM coop40_service
-- View.
