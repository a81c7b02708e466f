"""A question to a plan or a proof: construct, bound, and the audit that trusts neither."""
