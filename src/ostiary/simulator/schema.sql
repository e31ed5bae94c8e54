-- The fleet's store. Moments are microseconds since 1970; `number` of a log record is its index in its epoch.
create table if not exists device (
    id integer primary key,
    name text not null,
    model text not null,
    parent_id integer,
    timezone text not null,
    epoch integer not null default 1
);
-- A device's own clock: microseconds it was ahead at `since`, and how much too fast it runs, in parts per million.
create table if not exists clock (
    device_id integer primary key,
    since integer not null,
    ahead integer not null,
    ppm real not null
);
-- What a device or a slave remembers of itself without power.
create table if not exists unit (
    id integer primary key,
    locked integer not null default 0
);
-- The firmware of devices and slaves that were upgraded.
create table if not exists firmware (
    id integer primary key,
    version text not null
);
-- The network settings of devices that were given others than they come with.
create table if not exists lan (
    id integer primary key,
    body blob not null
);
-- What the home screens of devices and slaves were given.
create table if not exists screen (
    id integer primary key,
    body blob not null
);
-- A record that any number of devices hold.
create table if not exists body (
    number integer primary key,
    family text not null,
    digest blob not null,
    body blob not null
);
create table if not exists content (
    device_id integer not null,
    family text not null,
    key text not null,
    number integer not null,
    primary key (device_id, family, key)
) without rowid;
-- The operator's flags, which outlive a reboot.
create table if not exists door (
    device_id integer not null,
    door_id integer not null,
    locked_by integer not null,
    unlocked_by integer not null,
    primary key (device_id, door_id)
) without rowid;
-- Who passed which door by which side; moments in microseconds since 1970 of the simulator's own clock.
create table if not exists trace (
    device_id integer not null,
    door_id integer not null,
    user_id text not null,
    last integer not null,
    last_at integer,
    entered integer,
    "left" integer,
    primary key (device_id, door_id, user_id)
) without rowid;
create table if not exists log (
    device_id integer not null,
    epoch integer not null,
    number integer not null,
    at integer not null,
    code integer not null,
    reader_id integer not null,
    user_id text not null,
    door_id integer not null,
    credential text not null,
    reason text not null,
    parameter text not null,
    by_device integer not null default 0,
    picture integer not null default 0,
    temperature integer not null default 0,
    primary key (device_id, epoch, number)
) without rowid;
-- The pictures that were taken with records of the log.
create table if not exists picture (
    device_id integer not null,
    epoch integer not null,
    number integer not null,
    jpeg blob not null,
    primary key (device_id, epoch, number)
);
