package vn.lantoa.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.live.view.NamedBallot;
import vn.lantoa.live.view.RoundResult;
import vn.lantoa.study.SessionId;

/// Polls, their rounds and what came of them.
@Component
class Polls implements Subject {

    private static final String SELECT = """
            select p.id, p.session, p.kind, p.question, p.options, p.most, p.lowest, p.highest, p.lowest_words,
                   p.highest_words, p.compared, p.signed_in, p.name_to_chair, p.name_to_all, p.code, p.hidden
            from   live.poll p
            """;

    private final JdbcClient db;

    Polls(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "polls";
    }

    @Override
    public boolean onlyForThoseWhoRunIt() {
        return false;
    }

    @Override
    public Map<UUID, String> versions(Collection<UUID> sessions) {
        return db
                .sql("""
                select   p.session,
                         concat_ws('.', count(*), sum(p.edition), sum(r.rounds), sum(r.ballots), sum(r.hands))
                from     live.poll p
                cross    join lateral (
                    select count(*) + count(o.closed_at) as rounds,
                           sum(coalesce(x.ballots, 0)
                               + (select coalesce(sum(b.edition), 0) from live.ballot b where b.round = o.id)) as ballots,
                           sum((select sum(h.edition) from live.hands h where h.round = o.id)) as hands
                    from   live.round o
                    left   join live.box x on x.round = o.id
                    where  o.poll = p.id) r
                where    p.session = any (:sessions)
                group by p.session
                """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The newest first.
    List<Poll> list(SessionId session) {
        return db.sql(SELECT + """
                where    p.session = :session
                order by p.created_at desc, p.id desc
                """)
                .param("session", session.value())
                .query(Polls::poll)
                .list();
    }

    /// @throws NotFound if it is not one of `session`
    Poll require(SessionId session, PollId id) {
        return db.sql(SELECT + """
                where  p.session = :session
                and    p.id = :id
                """)
                .param("session", session.value())
                .param("id", id.value())
                .query(Polls::poll)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// The poll whose address for everybody has this code.
    Optional<Poll> coded(String code) {
        return db.sql(SELECT + "where p.code = :code")
                .param("code", code)
                .query(Polls::poll)
                .optional();
    }

    void add(Poll poll, UUID by) {
        db.sql("""
                insert into live.poll (id, session, kind, question, options, most, lowest, highest, lowest_words,
                                       highest_words, compared, signed_in, name_to_chair, name_to_all, code, created_by)
                values (:id, :session, :kind, :question, :options, :most, :lowest, :highest, :lowestWords,
                        :highestWords, :compared, :signedIn, :nameToChair, :nameToAll, :code, :by)
                """)
                .param("id", poll.id())
                .param("session", poll.session())
                .param("kind", poll.kind().name())
                .param("question", poll.question())
                .param("options", poll.options().toArray(String[]::new))
                .param("most", poll.most())
                .param("lowest", poll.lowest())
                .param("highest", poll.highest())
                .param("lowestWords", poll.lowestWords())
                .param("highestWords", poll.highestWords())
                .param("compared", poll.compared())
                .param("signedIn", poll.signedIn())
                .param("nameToChair", poll.nameToChair())
                .param("nameToAll", poll.nameToAll())
                .param("code", poll.code())
                .param("by", by)
                .update();
    }

    void hide(PollId id, String word) {
        db.sql("""
                update live.poll
                set    hidden = array_append(array_remove(hidden, :word), :word), edition = edition + 1
                where  id = :id
                """).param("id", id.value()).param("word", word).update();
    }

    /// Opens the next round, unless one is open. Safe to repeat.
    void open(PollId id, UUID round, byte[] key, Instant at) {
        db.sql("""
                insert into live.round (id, poll, number, key, opened_at)
                select :round, :poll, coalesce(max(r.number), 0) + 1, :key, :at
                from   live.round r
                where  r.poll = :poll
                having count(*) filter (where r.closed_at is null) = 0
                on     conflict do nothing
                """)
                .param("round", round)
                .param("poll", id.value())
                .param("key", key)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Closes the round that is open, waits for ballots being written, and forgets its key and who has voted without a
    /// name: from then on nobody can tell. Safe to repeat.
    void close(PollId id, Instant at) {
        var closed = db.sql("""
                update live.round r
                set    closed_at = :at, key = null
                where  r.poll = :poll
                and    r.closed_at is null
                returning r.id
                """)
                .param("poll", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
        db.sql("delete from live.voted where round = any (:rounds)")
                .param("rounds", closed.toArray(UUID[]::new))
                .update();
    }

    Optional<Open> open(UUID poll) {
        return db.sql("select r.id, r.key from live.round r where r.poll = :poll and r.closed_at is null")
                .param("poll", poll)
                .query(Open.class)
                .optional();
    }

    /// Those polls of `session` that take ballots.
    Set<UUID> open(SessionId session) {
        return Set.copyOf(
                db.sql("""
                select r.poll
                from   live.round r
                join   live.poll p on p.id = r.poll
                where  p.session = :session
                and    r.closed_at is null
                """).param("session", session.value()).query(UUID.class).list());
    }

    /// Hands counted in a hall; what was entered before is replaced.
    ///
    /// @return whether the round is open
    boolean count(UUID round, UUID site, List<Integer> counts, UUID by, Instant at) {
        return db.sql("""
                insert into live.hands as h (round, site, counts, entered_by, entered_at)
                select r.id, :site, :counts, :by, :at
                from   live.round r
                where  r.id = :round
                and    r.closed_at is null
                for    share
                on     conflict (round, site) do update
                set    counts = excluded.counts, entered_by = excluded.entered_by, entered_at = excluded.entered_at,
                       edition = h.edition + 1
                """)
                        .param("round", round)
                        .param("site", site)
                        .param("counts", counts.toArray(Integer[]::new))
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// What came of each round, the first first.
    List<RoundResult> results(Poll poll) {
        var counts = counts(poll);
        var hands = hands(poll);
        return db.sql("""
                select   r.id, r.number, r.opened_at, r.closed_at,
                         coalesce(x.ballots, (select count(*) from live.ballot b where b.round = r.id))::integer as ballots
                from     live.round r
                left     join live.box x on x.round = r.id
                where    r.poll = :poll
                order by r.number
                """)
                .param("poll", poll.id())
                .query((row, number) -> {
                    var id = row.getObject(1, UUID.class);
                    var raised = hands.getOrDefault(id, List.of());
                    var closed = row.getTimestamp(4);
                    return new RoundResult(
                            id,
                            row.getInt(2),
                            row.getTimestamp(3).toInstant(),
                            closed == null ? null : closed.toInstant(),
                            row.getInt(5),
                            counts.getOrDefault(id, Map.of()),
                            sum(poll, raised),
                            raised.size());
                })
                .list();
    }

    private Map<UUID, Map<String, Integer>> counts(Poll poll) {
        var counts = new HashMap<UUID, Map<String, Integer>>();
        db.sql("""
                select x.round, e.key, e.value::integer as count
                from   live.round r
                join   live.box x on x.round = r.id
                cross  join lateral jsonb_each_text(x.counts) e
                where  r.poll = :poll
                union  all
                select b.round, k.key, count(*)::integer
                from   live.round r
                join   live.ballot b on b.round = r.id
                cross  join lateral (
                    select case when :ordered then c.choice || ':' || c.place else c.choice::text end as key
                    from   unnest(b.choices) with ordinality as c (choice, place)
                    union  all
                    select w.word
                    from   unnest(b.words) as w (word)) k
                where  r.poll = :poll
                group  by b.round, k.key
                """)
                .param("poll", poll.id())
                .param("ordered", poll.kind() == PollKind.ORDER)
                .query((row, number) -> counts.computeIfAbsent(row.getObject(1, UUID.class), round -> new HashMap<>())
                        .put(row.getString(2), row.getInt(3)))
                .list();
        return counts;
    }

    private Map<UUID, List<Integer[]>> hands(Poll poll) {
        var hands = new HashMap<UUID, List<Integer[]>>();
        db.sql("""
                select h.round, h.counts
                from   live.round r
                join   live.hands h on h.round = r.id
                where  r.poll = :poll
                """)
                .param("poll", poll.id())
                .query((row, number) -> hands.computeIfAbsent(row.getObject(1, UUID.class), round -> new ArrayList<>())
                        .add((Integer[]) row.getArray(2).getArray()))
                .list();
        return hands;
    }

    private static List<Integer> sum(Poll poll, List<Integer[]> halls) {
        if (halls.isEmpty()) return List.of();
        var sums = new Integer[poll.numbers().size()];
        Arrays.fill(sums, 0);
        for (var hall : halls)
            for (var place = 0; place < sums.length && place < hall.length; place++) sums[place] += hall[place];
        return List.of(sums);
    }

    private static Poll poll(ResultSet row, int number) throws SQLException {
        return new Poll(
                row.getObject("id", UUID.class),
                row.getObject("session", UUID.class),
                PollKind.valueOf(row.getString("kind")),
                row.getString("question"),
                List.of((String[]) row.getArray("options").getArray()),
                row.getInt("most"),
                row.getInt("lowest"),
                row.getInt("highest"),
                row.getString("lowest_words"),
                row.getString("highest_words"),
                row.getBoolean("compared"),
                row.getBoolean("signed_in"),
                row.getBoolean("name_to_chair"),
                row.getBoolean("name_to_all"),
                row.getString("code"),
                List.of((String[]) row.getArray("hidden").getArray()));
    }

    /// A round that takes ballots.
    ///
    /// @param key makes the hashes of its voters
    @SuppressWarnings("ArrayRecordComponent") // handed on to the hash, compared nowhere
    record Open(UUID id, byte[] key) {}

    /// Ballots with names, by round and name.
    List<NamedBallot> named(Poll poll) {
        return db.sql("""
                select   r.number, b.name, t.name as site, b.choices, b.words
                from     live.round r
                join     live.ballot b on b.round = r.id
                left     join study.site t on t.id = b.site
                where    r.poll = :poll
                order by r.number, b.name, b.voter
                """)
                .param("poll", poll.id())
                .query((row, number) -> new NamedBallot(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        List.of((Integer[]) row.getArray(4).getArray()),
                        List.of((String[]) row.getArray(5).getArray())))
                .list();
    }
}
