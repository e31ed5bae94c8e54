"""Our own API: what the dialect has no words for. Paths under `/native/`, snake_case members with their real types,
times as of RFC 3339, failures as problem documents (RFC 9457), lists by opaque cursors.

The same sessions, the same gate and the same acts as the dialect; one module for each subject, routes by `route.page`.
"""
