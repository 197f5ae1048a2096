"""The pages of the site: one module a kind, each a function from a visit to a page."""
