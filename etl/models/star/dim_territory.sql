-- Grain: one row per territory: Italy, 4 areas, 20 regions, 107 provinces.
SELECT code AS territory, level AS territory_level, parent, name_it, name_en, short_it, istat_code, sigla, nuts2021
FROM code_territories
-- View.
