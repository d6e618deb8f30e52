"""One reader a format: a file becomes rows of text that remember their sheet and row."""

import pyarrow as pa

# Arrow's own pool keeps more memory and asks the system for it more dearly: a large CSV took a tenth longer with it.
pa.set_memory_pool(pa.system_memory_pool())
