"""Messages that a code names: broken rules, refused files, warnings, remarks. English here, Italian in texts/it.po."""
