"""The ledger in a browser: every view a page of its own, with JSON behind it.

``app.application`` makes the site, ``serving.serve`` opens it on a port. All but ``roles`` and
``users`` need the extra ``web``.
"""
