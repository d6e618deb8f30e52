-- Grain: one row per recording or adoption of a good practice.
SELECT *
FROM good_practice
-- View.
