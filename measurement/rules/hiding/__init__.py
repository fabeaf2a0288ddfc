"""What must be hidden so that nobody is known by a small number, and what of it could be worked out all the same?

`small` says which counts are small, `tables` what is true of the counts of one indicator and period, `knowledge` what a
reader can work out, `pattern` which figures are hidden. The rule and what it promises: docs/privacy.md. The method is
the audit of linearly related tables (Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001).
"""
