package vn.lantoa.study;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.AccountId;

/// A phone, laptop or tablet at the door of a site. It is known by its own token, not by who is signed in on it,
/// so that what it recorded arrives whatever has become of its keeper's account.
///
/// @param unit of the site
/// @param account who opened it, or issued the link it was opened by
/// @param holder who keeps the door in words, or null where the account says it
/// @param linkEndsAt when the link it was opened by ends or was revoked, or null
record DoorDevice(
        UUID id,
        UUID site,
        UUID session,
        UUID campaign,
        UUID unit,
        UUID account,
        String name,
        @Nullable String holder,
        boolean kiosk,
        @Nullable Instant linkEndsAt,
        boolean linkRevoked,
        @Nullable Instant closedAt) {

    /// For how long after the end of a link a door may still send what it kept.
    private static final Duration LATE = Duration.ofHours(12);

    /// Whether what comes at `at` counts without a person looking at it, as far as the device itself says.
    boolean open(Instant at) {
        return closedAt == null && !linkRevoked && (linkEndsAt == null || at.isBefore(linkEndsAt.plus(LATE)));
    }

    AccountId keeper() {
        return new AccountId(account);
    }

    CampaignId campaignId() {
        return new CampaignId(campaign);
    }

    /// On whose word its scans are recorded, in words.
    @Nullable
    String witness() {
        return holder == null ? null : holder + " · " + name;
    }
}
