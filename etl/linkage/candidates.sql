-- What the comparison of names reads. Every query here is part of the key under which its result is cached.

-- name: chamber_provinces
-- The register knows no province of a beneficiary. Of a chamber's, those of the chambers it came from or became count.
SELECT c.chamber, list_sort(list_distinct(list(p.province))), list_sort(list_distinct(list(t.parent)))
FROM code_chambers c
JOIN code_chambers o ON coalesce(nullif(o.successor, ''), o.chamber) = coalesce(nullif(c.successor, ''), c.chamber)
JOIN code_chamber_provinces p ON p.chamber = o.chamber
JOIN code_provinces t ON t.code = p.province
GROUP BY c.chamber

-- name: awards
SELECT cor, beneficiary_name, grantor, beneficiary_region FROM voucher_award
WHERE reason = '' AND NOT code_known AND beneficiary_name IS NOT NULL

-- name: register
SELECT c.cooperative, c.name, c.province, t.parent FROM dim_cooperative c
JOIN code_provinces t ON t.code = c.province
