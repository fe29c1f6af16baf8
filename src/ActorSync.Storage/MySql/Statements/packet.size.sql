-- Bytes of the longest statement, values included, that the server takes.
select @@max_allowed_packet
