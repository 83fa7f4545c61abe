create schema ground;

-- When which job runs next, and which node is at it; written by the scheduler only.
create table ground.job (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index job_execution_time on ground.job (execution_time);
create index job_last_heartbeat on ground.job (last_heartbeat);
