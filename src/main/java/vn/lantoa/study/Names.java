package vn.lantoa.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Folded;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.NameRow;

/// The names behind the figures, sorted as Vietnamese lists are: by given name, then middle, then family name. The unit
/// that the extent belongs to was asked for with a scope (see [BoardTree]); here nothing is checked again.
@Component
class Names {

    private static final int FETCHED = 1_000;

    private static final String COLUMNS = """
            select r.member, r.member_no, r.full_name, r.sort_key, r.unit, u.code as unit_code, u.name as unit_name,
                   p.name as committee, r.standing, r.exempt, r.key_cadre, r.outcome, r.form, r.make_up, r.reason,
                   r.decided_at,
            """;

    private static final String PLACES = """
            join   study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
            left   join study.campaign_unit p on p.campaign = r.campaign and p.unit = u.parent
            """;

    /// Who recorded what counts, asked of each name that is shown.
    private static final String RECORDER_OF_EACH = """
                   (select h.name
                    from   organization.temporary_attachment t
                    join   organization.unit h on h.id = t.unit
                    where  t.member = r.member
                    and    t.unit <> r.unit
                    and    t.revoked_at is null
                    and    :today >= t.from_on
                    and    :today < t.until_on) as host,
                   (select a.full_name
                    from   study.fact f
                    join   access.account a on a.id = f.recorded_by
                    where  f.campaign = :campaign
                    and    f.member = r.member
                    and    r.outcome is not null
                    and    f.happened_at = r.decided_at
                    and    f.kind in ('IN', 'STUDIED', 'EXCUSED', 'ABSENT')
                    and    not exists (select from study.fact v where v.campaign = :campaign and v.voids = f.id)
                    order  by f.id desc
                    limit  1) as recorded_by
            """;

    /// The same asked of all at once: for many, in half the time.
    private static final String RECORDER_OF_ALL = """
                   h.name as host, a.full_name as recorded_by
            from   study.roster r
            """ + PLACES + """
            left   join organization.temporary_attachment t on t.member = r.member
                                                           and t.unit <> r.unit
                                                           and t.revoked_at is null
                                                           and :today >= t.from_on
                                                           and :today < t.until_on
            left   join organization.unit h on h.id = t.unit
            left   join (
                       select distinct on (d.member) d.member, f.recorded_by
                       from   study.roster d
                       join   study.fact f on f.campaign = :campaign
                                          and f.member = d.member
                                          and f.happened_at = d.decided_at
                                          and f.kind in ('IN', 'STUDIED', 'EXCUSED', 'ABSENT')
                       where  d.campaign = :campaign
                       and    d.position between :position and :last
                       and    (:positions::integer[] is null or d.position in (select unnest(:positions::integer[])))
                       and    d.outcome is not null
                       and    not exists (select from study.fact v where v.campaign = :campaign and v.voids = f.id)
                       order  by d.member, f.id desc) f on f.member = r.member
            left   join access.account a on a.id = f.recorded_by
            """;

    private static final String OF_THE_EXTENT = """
            where  r.campaign = :campaign
            and    r.position between :position and :last
            and    (:positions::integer[] is null or r.position in (select unnest(:positions::integer[])))
            and    r.removed_on is null
            """;

    private static final String OF_THE_FORM = """
            and    r.outcome = 'STUDIED'
            and    r.form = :form
            """;

    private static final String FOUND = """
            and    r.member in (select m.id
                                from   organization.member m
                                where  m.folded like '%' || :search || '%')
            """;

    private static final String AFTER = """
            and    (r.sort_key, r.member) > (select b.sort_key, b.member
                                             from   study.roster b
                                             where  b.campaign = :campaign
                                             and    b.member = :after)
            """;

    private static final String IN_ORDER = """
            order  by r.sort_key, r.member
            limit  :size
            """;

    private final JdbcClient db;

    Names(JdbcClient db) {
        this.db = db;
    }

    /// Up to `size` names of `extent` that follow `after`, or the first ones. Nobody follows a member who
    /// is not on the roster.
    ///
    /// @param today on which they may be attached elsewhere
    List<NameRow> page(
            CampaignId campaign,
            Extent extent,
            NamesFilter filter,
            @Nullable MemberId after,
            int size,
            LocalDate today) {
        // the few rows of the page are found before their places: kept as a plan, it would look up the places of all
        var found = "from (select r.*\nfrom   study.roster r\n" + rows(filter, after) + ") r\n" + PLACES + IN_ORDER;
        return statement(RECORDER_OF_EACH + found, campaign, extent, filter, after, size, today)
                .query(Names::row)
                .list();
    }

    /// Hands every name to `each`, some at a time, so that a whole province needs no more memory than a cell. Needs a
    /// transaction around it: the driver only then reads in pieces.
    void each(CampaignId campaign, Extent extent, NamesFilter filter, LocalDate today, Consumer<NameRow> each) {
        var all = RECORDER_OF_ALL + rows(filter, null);
        try (var rows = statement(all, campaign, extent, filter, null, Integer.MAX_VALUE, today)
                .withFetchSize(FETCHED)
                .query(Names::row)
                .stream()) {
            rows.forEach(each);
        }
    }

    /// The member of `number` on the campaign's roster.
    ///
    /// @throws Refused (422) if nobody on it has that number
    MemberId member(CampaignId campaign, String number) {
        return db.sql("""
                select r.member as value
                from   study.roster r
                where  r.campaign = :campaign
                and    r.member_no = :number
                """)
                .param("campaign", campaign.value())
                .param("number", number)
                .query(MemberId.class)
                .optional()
                .orElseThrow(() -> Refused.invalid("study.participation.refused.after"));
    }

    private JdbcClient.StatementSpec statement(
            String recordersAndRows,
            CampaignId campaign,
            Extent extent,
            NamesFilter filter,
            @Nullable MemberId after,
            int size,
            LocalDate today) {
        return db.sql(COLUMNS + recordersAndRows)
                .param("campaign", campaign.value())
                .param("position", extent.first())
                .param("last", extent.last())
                .param("positions", extent.array(), Types.ARRAY)
                .param("form", filter.form() == null ? null : filter.form().name())
                .param("search", sought(filter.search()))
                .param("after", after == null ? null : after.value())
                .param("size", size)
                .param("today", today);
    }

    /// Only what is asked for stands in the statement: one plan kept for every filter would read the whole extent.
    private static String rows(NamesFilter filter, @Nullable MemberId after) {
        return OF_THE_EXTENT
                + "and    " + condition(filter.group()) + '\n'
                + (filter.form() == null ? "" : OF_THE_FORM)
                + (filter.search().isEmpty() ? "" : FOUND)
                + (after == null ? "" : AFTER)
                + IN_ORDER;
    }

    private static String condition(NamesFilter.Group group) {
        return switch (group) {
            case ALL -> "true";
            case FULL -> "r.standing = 'FULL'";
            case PROBATIONARY -> "r.standing = 'PROBATIONARY'";
            case EXEMPT -> "r.exempt is not null";
            case STUDIED -> "r.outcome = 'STUDIED'";
            case STUDIED_DUTY -> "r.outcome = 'STUDIED' and r.exempt is null";
            case STUDIED_EXEMPT -> "r.outcome = 'STUDIED' and r.exempt is not null";
            case EXEMPT_NOT_STUDIED -> "r.outcome is distinct from 'STUDIED' and r.exempt is not null";
            case EXCUSED -> "r.outcome = 'EXCUSED' and r.exempt is null";
            case ABSENT -> "r.outcome = 'ABSENT' and r.exempt is null";
            case UNRECORDED -> "r.outcome is null and r.exempt is null";
            case MADE_UP -> "r.outcome = 'STUDIED' and r.make_up";
            case KEY_CADRE -> "r.key_cadre";
            case KEY_CADRE_STUDIED -> "r.key_cadre and r.outcome = 'STUDIED'";
        };
    }

    /// By hand: mapped by name, each row would cost an exception, since the driver reads no [java.time.Instant].
    private static NameRow row(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new NameRow(
                row.getObject("member", UUID.class),
                row.getString("member_no"),
                row.getString("full_name"),
                row.getString("sort_key"),
                row.getObject("unit", UUID.class),
                row.getString("unit_code"),
                row.getString("unit_name"),
                row.getString("committee"),
                row.getString("standing"),
                row.getString("exempt"),
                row.getBoolean("key_cadre"),
                row.getString("outcome"),
                row.getString("form"),
                row.getBoolean("make_up"),
                row.getString("reason"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("recorded_by"),
                row.getString("host"));
    }

    /// As `like` wants it: folded, its own signs taken literally.
    private static String sought(String search) {
        return Folded.of(search).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
