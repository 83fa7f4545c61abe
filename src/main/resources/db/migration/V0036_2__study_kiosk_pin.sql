-- The PIN that who keeps the door set for a kiosk after it was opened: only its derivation (PBKDF2, SHA-256), which the
-- kiosk fetches with its snapshot. `pin_taken_at`: when the kiosk first showed that it holds it.
alter table study.door_device
    add column pin_salt     bytea,
    add column pin_hash     bytea,
    add column pin_rounds   integer check (pin_rounds >= 600000),
    add column pin_set_at   timestamptz,
    add column pin_taken_at timestamptz,
    add check (num_nulls(pin_salt, pin_hash, pin_rounds, pin_set_at) in (0, 4)),
    add check (pin_set_at is null or kiosk),
    add check (pin_taken_at is null or pin_set_at is not null);
