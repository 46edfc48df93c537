"""Asking for support, by everybody: a short form without an account, which ends in the inbox."""
