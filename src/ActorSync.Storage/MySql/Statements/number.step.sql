-- By how much the numbers of rows grow that are inserted together: 1, or more on servers that share them out.
select @@auto_increment_increment
