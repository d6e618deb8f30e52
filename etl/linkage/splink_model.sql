-- Levels of the comparison of two names, ``_l`` and ``_r``, and of two places; a pair has the first level that it meets.
-- An award without a region (named) contradicts no place.

-- name: name_near
figures_l = figures_r AND least(length(core_l), length(core_r)) >= 6 AND damerau_levenshtein(core_l, core_r)
    <= CASE WHEN least(length(core_l), length(core_r)) < 12 THEN 1 ELSE 2 END

-- name: name_part
figures_l = figures_r AND (list_has_all(words_l, words_r) OR list_has_all(words_r, words_l))

-- name: place_both
list_has_any(provinces_l, provinces_r)
    AND (list_has_any(named_l, named_r) OR least(len(named_l), len(named_r)) = 0)

-- name: place_one
list_has_any(provinces_l, provinces_r) OR list_has_any(named_l, named_r)
