package vn.lantoa.study;

import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.paper.ImportResult;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Rejections;
import vn.lantoa.paper.Table;
import vn.lantoa.study.view.SheetLine;

/// Attendance sheets with member numbers or names. A sheet is read and matched first, and recorded when the person who
/// sent it has said who is meant where several people fit; nobody is guessed.
@Component
class Sheets {

    static final int MOST_ROWS = 20_000;

    private final JdbcClient db;
    private final Recorder recorder;
    private final RollCall rollCall;
    private final RollCallSheets places;

    Sheets(JdbcClient db, Recorder recorder, RollCall rollCall, RollCallSheets places) {
        this.db = db;
        this.recorder = recorder;
        this.rollCall = rollCall;
        this.places = places;
    }

    /// Reads the sheet that `file` carries and matches its rows with members of `unit` and below; records nothing.
    ///
    /// @return the sheet, or the rows that cannot be read, of which then nothing is kept
    /// @throws NotFound if `unit` is not in the campaign's tree where `actor` records
    @Transactional
    Read read(Actor actor, CampaignId campaign, UnitId unit, InputStream file, Meeting meeting, Instant at) {
        recorder.enter(actor, campaign);
        places.requireUnit(actor.scope(Permission.RECORD), campaign, unit);
        if (meeting.session() != null) requireSession(campaign, meeting.session());
        else if (meeting.form() != null) places.requireForm(campaign, meeting.form());
        var rejections = new Rejections();
        var rows = new ArrayList<SheetRow>();
        try (var table = Table.open(file, SheetRow.COLUMNS, Limits.usual().withRows(MOST_ROWS))) {
            if (!table.has("member_no") && !table.has("full_name")) throw Refused.invalid("study.sheet.columns");
            for (var row : table) {
                if (SheetRow.untold(row)) continue;
                var line = SheetRow.of(row);
                if (rejections.passes(row)) rows.add(line);
            }
        }
        var result = rejections.result(rows.size());
        if (!result.clean()) return new Read(null, result);
        if (rows.isEmpty()) throw Refused.invalid("study.sheet.untold");

        var id = Ids.next();
        insert(actor, id, campaign, unit, meeting, at);
        insert(id, rows);
        match(id, campaign, unit);
        return new Read(id, result);
    }

    /// The rows of a sheet with who fits them, or who of the sheet's unit bears the number of a row that fits nobody.
    ///
    /// @throws NotFound if `actor` did not send it
    List<SheetLine> lines(Actor actor, CampaignId campaign, UUID sheet) {
        require(actor, campaign, sheet);
        return db.sql("""
                select   s.number, s.member_no, s.full_name, s.birth, s.cell, s.outcome, s.reason,
                         cardinality(s.candidates) as fitting, s.chosen, c.member, c.full_name as name, u.name as unit,
                         extract(year from m.birth_date)::integer as born
                from     study.sheet_row s
                join     study.sheet h on h.id = s.sheet
                left     join lateral (
                    (select i.member from unnest(s.candidates) i (member) limit 20)
                    union all
                    select r.member
                    from   study.campaign_unit t
                    join   study.roster r on r.campaign = t.campaign and r.position between t.position and t.last
                    where  t.campaign = h.campaign
                    and    t.unit = h.unit
                    and    cardinality(s.candidates) = 0
                    and    s.member_no <> ''
                    and    r.member_no = s.member_no
                    and    r.removed_on is null
                ) k on true
                left     join study.roster c on c.campaign = h.campaign and c.member = k.member
                left     join study.campaign_unit u on u.campaign = h.campaign and u.unit = c.unit
                left     join organization.member m on m.id = c.member
                where    s.sheet = :sheet
                order by s.number, u.position, c.sort_key, c.member
                """).param("sheet", sheet).query((row, number) -> SheetLine.of(row)).list().stream()
                .collect(SheetLine.byRow());
    }

    /// When the sheet was recorded, or null while it waits.
    ///
    /// @throws NotFound if `actor` did not send it
    @Nullable
    Instant recordedAt(Actor actor, CampaignId campaign, UUID sheet) {
        return require(actor, campaign, sheet).recordedAt();
    }

    /// Records the rows of `sheet` that fit one member, or one that `choices` (by row number) names. All in one; safe
    /// to repeat.
    ///
    /// @return how many members something new was recorded about
    /// @throws NotFound if `actor` did not send the sheet
    /// @throws Refused if a choice is none of those offered, or the campaign or a unit's figure is closed
    @Transactional
    int record(Actor actor, CampaignId campaign, UUID sheet, Map<Integer, UUID> choices, Instant at) {
        var kept = require(actor, campaign, sheet);
        var members = new HashMap<Integer, UUID>();
        for (var line : lines(actor, campaign, sheet)) {
            var choice = choices.get(line.number());
            var member = line.one();
            if (member == null && choice != null) member = line.offered(choice);
            if (choice != null && member == null) throw Refused.invalid("study.sheet.choice", line.number());
            if (member != null) members.put(line.number(), member);
        }
        keep(sheet, members, at);
        var rows = rows(sheet).stream()
                .filter(row -> members.containsKey(row.number()))
                .toList();
        var recorded = kept.session() == null
                ? call(actor, campaign, kept, rows, members, at)
                : checkIn(actor, campaign, kept, kept.session(), rows, members, at);
        return recorded;
    }

    private int call(
            Actor actor, CampaignId campaign, Kept kept, List<Said> rows, Map<Integer, UUID> members, Instant at) {
        var entries = new HashMap<UUID, RollCallEntry>();
        for (var row : rows) {
            var member = java.util.Objects.requireNonNull(members.get(row.number()));
            entries.put(member, new RollCallEntry(member, row.outcome(), row.form(), row.reason()));
        }
        var call = new RollCall.Call(
                List.copyOf(entries.values()),
                false,
                kept.form(),
                kept.makeUp(),
                vn.lantoa.kernel.Zone.day(kept.happenedAt()));
        return (int) rollCall.record(actor, campaign, new UnitId(kept.unit()), call, at).stream()
                .filter(came -> came == RollCall.Called.RECORDED || came == RollCall.Called.CORRECTED)
                .count();
    }

    private int checkIn(
            Actor actor,
            CampaignId campaign,
            Kept kept,
            UUID session,
            List<Said> rows,
            Map<Integer, UUID> members,
            Instant at) {
        var held = requireSession(campaign, session);
        var facts = new ArrayList<Fact>();
        for (var row : rows) {
            var member = java.util.Objects.requireNonNull(members.get(row.number()));
            var fact = switch (row.outcome()) {
                case STUDIED ->
                    new Fact(
                            member,
                            Fact.Kind.IN,
                            session,
                            null,
                            held.topics(),
                            held.form(),
                            held.makeUp(),
                            null,
                            kept.happenedAt(),
                            null,
                            null,
                            null,
                            "",
                            null);
                case EXCUSED ->
                    Fact.excused(member, row.reason() == null ? Reason.OTHER : row.reason(), kept.happenedAt())
                            .at(session, null);
                case ABSENT -> Fact.absent(member, kept.happenedAt()).at(session, null);
            };
            facts.add(fact.named("sheet-" + session + "-" + member + "-" + fact.kind()));
        }
        var came = recorder.record(actor, campaign, facts, at);
        if (came.contains(Recorder.Recorded.UNIT_CLOSED)) throw Refused.conflict("study.roll-call.closed");
        return (int)
                came.stream().filter(one -> one == Recorder.Recorded.RECORDED).count();
    }

    private Held requireSession(CampaignId campaign, UUID session) {
        return db.sql("""
                select s.topics, s.form, s.make_up
                from   study.session s
                where  s.id = :id
                and    s.campaign = :campaign
                and    s.closed_at is null
                """)
                .param("id", session)
                .param("campaign", campaign.value())
                .query(Held.class)
                .optional()
                .orElseThrow(() -> Refused.conflict("study.sheet.session"));
    }

    private void insert(Actor actor, UUID id, CampaignId campaign, UnitId unit, Meeting meeting, Instant at) {
        db.sql("""
                insert into study.sheet (id, campaign, unit, session, form, make_up, happened_at, sent_by, sent_at)
                values (:id, :campaign, :unit, :session, :form, :makeUp, :happenedAt, :by, :at)
                """)
                .param("id", id)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .param("session", meeting.session())
                .param("form", meeting.form() == null ? null : meeting.form().name())
                .param("makeUp", meeting.makeUp())
                .param("happenedAt", meeting.happenedAt().atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void insert(UUID sheet, List<SheetRow> rows) {
        db.sql("""
                insert into study.sheet_row (sheet, number, member_no, full_name, birth, cell, outcome, form, reason,
                                             candidates)
                select :sheet, r.*, '{}'
                from   unnest(:numbers::integer[], :memberNos::text[], :names::text[], :births::text[], :cells::text[],
                              :outcomes::text[], :forms::text[], :reasons::text[]) r
                """)
                .param("sheet", sheet)
                .param("numbers", column(rows, Integer[]::new, SheetRow::number))
                .param("memberNos", column(rows, String[]::new, SheetRow::memberNo))
                .param("names", column(rows, String[]::new, SheetRow::fullName))
                .param("births", column(rows, String[]::new, SheetRow::birth))
                .param("cells", column(rows, String[]::new, SheetRow::cell))
                .param(
                        "outcomes",
                        column(rows, String[]::new, row -> row.outcome().name()))
                .param("forms", column(rows, String[]::new, row -> name(row.form())))
                .param("reasons", column(rows, String[]::new, row -> name(row.reason())))
                .update();
    }

    /// A number decides where there is one, and must go with the name where both are given; else everybody fits whose
    /// name is the same without accents, and whose birth and cell do not contradict.
    private void match(UUID sheet, CampaignId campaign, UnitId unit) {
        db.sql("""
                update study.sheet_row s
                set    candidates = f.members
                from   (
                    select   x.number, array_agg(r.member order by r.position, r.sort_key, r.member) as members
                    from     study.sheet_row x
                    join     study.campaign_unit t on t.campaign = :campaign and t.unit = :unit
                    join     study.roster r on r.campaign = t.campaign
                                           and r.position between t.position and t.last
                                           and r.removed_on is null
                                           and (x.member_no = r.member_no
                                                or x.member_no = '' and fold(x.full_name) = fold(r.full_name))
                    join     study.campaign_unit u on u.campaign = r.campaign and u.unit = r.unit
                    join     organization.member m on m.id = r.member
                    where    x.sheet = :sheet
                    and      (x.full_name = '' or fold(x.full_name) = fold(r.full_name))
                    and      (x.birth = '' or m.birth_date is null or m.birth_date::text like x.birth || '%')
                    and      (x.member_no <> '' or x.cell = '' or fold(x.cell) in (fold(u.code), fold(u.name)))
                    group by x.number
                ) f
                where  s.sheet = :sheet
                and    s.number = f.number
                """)
                .param("sheet", sheet)
                .param("campaign", campaign.value())
                .param("unit", unit.value())
                .update();
    }

    private Kept require(Actor actor, CampaignId campaign, UUID sheet) {
        return db.sql("""
                select s.unit, s.session, s.form, s.make_up, s.happened_at, s.recorded_at
                from   study.sheet s
                where  s.id = :id
                and    s.campaign = :campaign
                and    s.sent_by = :by
                and    organization.covers(:scope::uuid[], s.unit)
                """)
                .param("id", sheet)
                .param("campaign", campaign.value())
                .param("by", actor.account().value())
                .param("scope", actor.scope(Permission.RECORD).array())
                .query(Kept.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    private void keep(UUID sheet, Map<Integer, UUID> members, Instant at) {
        var numbers = members.keySet().stream().sorted().toArray(Integer[]::new);
        var chosen = java.util.Arrays.stream(numbers).map(members::get).toArray(UUID[]::new);
        db.sql("""
                update study.sheet_row s
                set    chosen = c.member
                from   unnest(:numbers::integer[], :members::uuid[]) c (number, member)
                where  s.sheet = :sheet
                and    s.number = c.number
                """)
                .param("sheet", sheet)
                .param("numbers", numbers)
                .param("members", chosen)
                .update();
        db.sql("update study.sheet set recorded_at = :at where id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", sheet)
                .update();
    }

    private List<Said> rows(UUID sheet) {
        return db.sql("""
                select   s.number, s.outcome, s.form, s.reason
                from     study.sheet_row s
                where    s.sheet = :sheet
                order by s.number
                """).param("sheet", sheet).query(Said.class).list();
    }

    private static <T> @Nullable T[] column(
            List<SheetRow> rows, IntFunction<T[]> array, Function<SheetRow, @Nullable T> value) {
        var column = array.apply(rows.size());
        for (var row = 0; row < column.length; row++) column[row] = value.apply(rows.get(row));
        return column;
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    /// What the sheet is about as a whole.
    ///
    /// @param session null: a roll call
    /// @param form of rows that name none; null: as cells usually study
    record Meeting(@Nullable UUID session, @Nullable Form form, boolean makeUp, Instant happenedAt) {}

    /// @param sheet null if rows are wrong
    record Read(@Nullable UUID sheet, ImportResult result) {}

    private record Said(
            int number,
            Outcome outcome,
            @Nullable Form form,
            @Nullable Reason reason) {}

    private record Kept(
            UUID unit,
            @Nullable UUID session,
            @Nullable Form form,
            boolean makeUp,
            Instant happenedAt,
            @Nullable Instant recordedAt) {}

    private record Held(long topics, Form form, boolean makeUp) {}
}
