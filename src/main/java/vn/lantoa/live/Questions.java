package vn.lantoa.live;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.live.view.QuestionRow;
import vn.lantoa.study.SessionId;

/// Questions put to the chair, with who supports them.
@Component
class Questions implements Subject {

    /// How many a list shows.
    static final int MOST = 300;

    private static final String ROWS = """
            select   q.id, t.name as site, q.body, q.shown_to,
                     case when q.shown_to = 'ALL' or (:chair and q.shown_to = 'CHAIR') or q.account = :account
                          then q.name end as name,
                     q.hall, q.asked_at, q.state, q.place, q.handed_to, q.answer, q.answered_at,
                     s.support, s.supported, s.merged
            from     live.question q
            left     join study.site t on t.id = q.site
            cross    join lateral (
                select count(distinct v.voter)::integer as support,
                       coalesce(bool_or(v.voter = :voter), false) as supported,
                       (count(distinct m.id) - 1)::integer as merged
                from   live.question m
                left   join live.support v on v.question = m.id
                where  m.id = q.id or m.merged_into = q.id) s
            where    q.session = :session
            """;

    private final JdbcClient db;

    Questions(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "questions";
    }

    @Override
    public boolean onlyForThoseWhoRunIt() {
        return false;
    }

    @Override
    public Map<UUID, String> versions(Collection<UUID> sessions) {
        return db
                .sql("""
                select   q.session,
                         concat_ws('.', count(*), sum(q.edition),
                                   sum((select count(*) from live.support s where s.question = q.id))) as version
                from     live.question q
                where    q.session = any (:sessions)
                group by q.session
                """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What everybody at the conference may read: with the presenter now, then by support, answered ones last.
    List<QuestionRow> open(SessionId session, UUID account, byte[] voter) {
        return rows(session, account, voter, false, """
                and      q.merged_into is null
                and      q.state in ('ACCEPTED', 'HANDED', 'ANSWERED')
                order by q.state = 'ANSWERED', q.state = 'HANDED' desc, s.support desc, q.asked_at, q.id
                limit    :most
                """);
    }

    /// What `account` asked under its name, the newest first, wherever it stands.
    List<QuestionRow> own(SessionId session, UUID account, byte[] voter) {
        return rows(session, account, voter, false, """
                and      q.account = :account
                order by q.asked_at desc, q.id desc
                limit    :most
                """);
    }

    /// The queue as the chair sees it: with the presenter, in order, new ones, and then what is done.
    List<QuestionRow> queue(SessionId session, UUID account) {
        return rows(session, account, new byte[0], true, """
                and      q.merged_into is null
                order by case q.state when 'HANDED' then 1 when 'ACCEPTED' then 2 when 'NEW' then 3 when 'ANSWERED' then 4
                                      else 5 end,
                         q.place, q.asked_at, q.id
                limit    :most
                """);
    }

    /// What was merged into each of the questions of the queue, as the chair sees it.
    Map<UUID, List<QuestionRow>> merged(SessionId session, UUID account) {
        var rows = rows(session, account, new byte[0], true, """
                and      q.merged_into is not null
                order by q.asked_at, q.id
                limit    :most
                """).stream()
                .collect(Collectors.toMap(QuestionRow::id, row -> row));
        return db
                .sql("select q.id, q.merged_into from live.question q where q.id = any (:ids)")
                .param("ids", rows.keySet().toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject(2, UUID.class), row.getObject(1, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(
                                entry -> java.util.Objects.requireNonNull(rows.get(entry.getValue())),
                                Collectors.toList())));
    }

    private List<QuestionRow> rows(SessionId session, UUID account, byte[] voter, boolean chair, String which) {
        return db.sql(ROWS + which)
                .param("session", session.value())
                .param("account", account)
                .param("voter", voter)
                .param("chair", chair)
                .param("most", MOST)
                .query(QuestionRow.class)
                .list();
    }

    /// Presenters of the topics of this conference.
    List<String> presenters(SessionId session) {
        return db.sql("""
                select   t.presenter
                from     study.session s
                join     study.topic t on t.campaign = s.campaign and (s.topics >> (t.number - 1)) & 1 = 1
                where    s.id = :session
                and      t.presenter is not null
                group by t.presenter
                order by min(t.number)
                """).param("session", session.value()).query(String.class).list();
    }

    /// Locks the question until the transaction ends.
    ///
    /// @throws NotFound if it is not one of `session`
    Question lock(SessionId session, QuestionId id) {
        return db.sql("""
                select q.id, q.state, q.place, q.merged_into
                from   live.question q
                where  q.session = :session
                and    q.id = :id
                for    update
                """)
                .param("session", session.value())
                .param("id", id.value())
                .query(Question.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The ids of the queue in order. Locks their rows, so that two moderators do not put it in order at once.
    List<UUID> order(SessionId session) {
        var locked = db.sql("""
                select q.id, q.place
                from   live.question q
                where  q.session = :session
                and    q.state = 'ACCEPTED'
                and    q.merged_into is null
                order  by q.id
                for    update
                """)
                .param("session", session.value())
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .list();
        return locked.stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Writes the order of the queue.
    void order(List<UUID> ids) {
        db.sql("""
                update live.question q
                set    place = o.place, edition = q.edition + 1
                from   unnest(:ids::uuid[]) with ordinality as o (id, place)
                where  q.id = o.id
                and    q.place is distinct from o.place
                """).param("ids", ids.toArray(UUID[]::new)).update();
    }

    void add(UUID id, SessionId session, Asked asked) {
        db.sql("""
                insert into live.question (id, session, site, body, shown_to, account, name, hall, entered_by, asked_at)
                values (:id, :session, :site, :body, :shownTo, :account, :name, :hall, :enteredBy, :at)
                """)
                .param("id", id)
                .param("session", session.value())
                .param("site", asked.site())
                .param("body", asked.body())
                .param("shownTo", asked.shownTo().name())
                .param("account", asked.account())
                .param("name", asked.name())
                .param("hall", asked.enteredBy() != null)
                .param("enteredBy", asked.enteredBy())
                .param("at", asked.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Counts one more question of `voter` in the ten minutes of `at`.
    ///
    /// @return how many that makes
    int count(SessionId session, byte[] voter, Instant at) {
        return db.sql("""
                insert into live.asked as a (session, voter, slot, count)
                values (:session, :voter, :slot, 1)
                on conflict (session, voter, slot) do update set count = a.count + 1
                returning count
                """)
                .param("session", session.value())
                .param("voter", voter)
                .param("slot", at.getEpochSecond() / 600)
                .query(Integer.class)
                .single();
    }

    /// Puts the question into `state`; a question that is accepted comes at the end of the queue.
    void put(SessionId session, UUID id, QuestionState state, @Nullable String handedTo, @Nullable Instant handedAt) {
        db.sql("""
                update live.question q
                set    state = :state,
                       place = case when :state = 'ACCEPTED'
                                    then (select coalesce(max(o.place), 0) + 1
                                          from   live.question o
                                          where  o.session = :session) end,
                       handed_to = coalesce(:handedTo, q.handed_to),
                       handed_at = coalesce(:handedAt, q.handed_at),
                       answered_at = null,
                       edition = q.edition + 1
                where  q.id = :id
                """)
                .param("session", session.value())
                .param("id", id)
                .param("state", state.name())
                .param("handedTo", handedTo)
                .param("handedAt", handedAt == null ? null : handedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @param text of an answer in writing; null keeps what is there
    void answer(UUID id, @Nullable String text, UUID by, Instant at) {
        db.sql("""
                update live.question q
                set    state = 'ANSWERED',
                       place = null,
                       answer = coalesce(:text, q.answer),
                       answered_at = :at,
                       answered_by = :by,
                       edition = q.edition + 1
                where  q.id = :id
                """)
                .param("id", id)
                .param("text", text)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Lets `into` stand for `id` and for whatever was merged into that; null separates it again.
    void merge(UUID id, @Nullable UUID into) {
        db.sql("""
                update live.question q
                set    merged_into = :into, edition = q.edition + 1
                where  q.id = :id
                or     (q.merged_into = :id and :into::uuid is not null)
                """).param("id", id).param("into", into).update();
    }

    /// Whether the question is one of `session` that people may support.
    boolean supportable(SessionId session, QuestionId id) {
        return db.sql("""
                select exists (select
                               from   live.question q
                               where  q.session = :session
                               and    q.id = :id
                               and    q.merged_into is null
                               and    q.state in ('ACCEPTED', 'HANDED'))
                """)
                .param("session", session.value())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /// Safe to repeat.
    void support(QuestionId id, byte[] voter) {
        db.sql("insert into live.support (question, voter) values (:id, :voter) on conflict do nothing")
                .param("id", id.value())
                .param("voter", voter)
                .update();
    }

    /// Takes the support for the question, and for what was merged into it, back.
    void withdraw(QuestionId id, byte[] voter) {
        db.sql("""
                delete from live.support s
                where  s.voter = :voter
                and    s.question in (select q.id from live.question q where q.id = :id or q.merged_into = :id)
                """).param("id", id.value()).param("voter", voter).update();
    }

    /// How many stand where, by the name of the state.
    Optional<Counts> counts(SessionId session) {
        return db.sql("""
                select count(*) filter (where q.state = 'NEW') as fresh,
                       count(*) filter (where q.state in ('ACCEPTED', 'HANDED')) as waiting,
                       count(*) filter (where q.state = 'ANSWERED') as answered
                from   live.question q
                where  q.session = :session
                and    q.merged_into is null
                """).param("session", session.value()).query(Counts.class).optional();
    }

    /// @param fresh not yet looked at
    record Counts(int fresh, int waiting, int answered) {}

    /// A question as it comes.
    ///
    /// @param account who asked, if the name is kept and it was no hall
    /// @param enteredBy the operator who entered it for a hall, or null
    record Asked(
            @Nullable UUID site,
            String body,
            Naming shownTo,
            @Nullable UUID account,
            @Nullable String name,
            @Nullable UUID enteredBy,
            Instant at) {}
}
