"""What documents and decisions that are new change in a ledger, stage by stage.

Each stage reads the neighbourhood of what is new, runs the same functions as on a whole collection,
and gives the records that come, go or change. Where nothing is known of the rest, the
neighbourhood is the whole ledger: that is how a ledger is built at first.
"""
