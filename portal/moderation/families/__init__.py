"""How near-identical texts are known: sentences, shingles, marks, and what a family shares. Pure: texts in, values out.

`shingles` is the only module with numpy, which only the worker loads: nothing else may import it at its top.
"""
