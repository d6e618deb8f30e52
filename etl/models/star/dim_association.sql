-- Grain: one row per association of the Alleanza.
SELECT code AS association
FROM catalogue_row
WHERE list = 'associations'
-- View.
