package vn.lantoa.access;

import static vn.lantoa.access.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/// What somebody is at a unit, and what that lets him or her do there and below.
public enum Role {
    ADMINISTRATOR(ADMINISTER, READ_AUDIT),
    OFFICER(
            READ,
            READ_NAMES,
            ORGANIZE,
            KEEP_MEMBERS,
            KEEP_LIBRARY,
            RUN_CAMPAIGNS,
            SCHEDULE,
            RECORD,
            CHECK_IN,
            CLOSE_UNIT,
            EXPORT),
    SECRETARY(READ, READ_NAMES, KEEP_MEMBERS, SCHEDULE, RECORD, CHECK_IN, CLOSE_UNIT, EXPORT),
    CELL_SECRETARY(READ, READ_NAMES, KEEP_MEMBERS, SCHEDULE, RECORD, CHECK_IN, CLOSE_UNIT, EXPORT),
    SITE_OPERATOR(CHECK_IN),
    INSPECTOR(READ, READ_NAMES, EXPORT, READ_AUDIT),
    MEMBER(),
    READER(READ);

    @SuppressWarnings("ImmutableEnumChecker") // copied in, handed out as a copy
    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = EnumSet.noneOf(Permission.class);
        this.permissions.addAll(Set.of(permissions));
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    public Set<Permission> permissions() {
        return EnumSet.copyOf(permissions);
    }
}
