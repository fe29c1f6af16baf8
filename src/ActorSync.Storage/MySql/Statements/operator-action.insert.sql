insert into operator_action (registration, action, acted_by, why, acted_at)
values (...)
