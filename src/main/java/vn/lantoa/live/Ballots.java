package vn.lantoa.live;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes ballots of one round, many in one transaction. A round cannot close between the check and the commit: it is
/// locked in share until then.
@Component
class Ballots {

    private static final Base64.Encoder TEXT = Base64.getEncoder();

    private final JdbcClient db;

    Ballots(JdbcClient db) {
        this.db = db;
    }

    /// Votes of one round, which all keep the name or none does; answered in order.
    @Transactional
    List<Vote.Outcome> cast(List<Vote> votes) {
        var round = votes.getFirst().round();
        var open = db.sql("select r.id from live.round r where r.id = :round and r.closed_at is null for share")
                .param("round", round)
                .query(UUID.class)
                .optional();
        if (open.isEmpty())
            return votes.stream().map(vote -> Vote.Outcome.CLOSED).toList();
        return votes.getFirst().named() ? named(round, votes) : unnamed(round, votes);
    }

    /// Whether `voter` has a ballot in the round, with a name or without.
    boolean holds(UUID round, byte[] voter) {
        return db.sql("""
                select exists (select from live.voted v where v.round = :round and v.voter = :voter)
                       or exists (select from live.ballot b where b.round = :round and b.voter = :voter)
                """)
                .param("round", round)
                .param("voter", voter)
                .query(Boolean.class)
                .single();
    }

    /// The first ballot of each voter stays. Only the sum of the answers is written, into the one row of the round.
    private List<Vote.Outcome> unnamed(UUID round, List<Vote> votes) {
        var first = new LinkedHashMap<String, Vote>();
        for (var vote : votes) first.putIfAbsent(TEXT.encodeToString(vote.voter()), vote);
        var fresh = new HashSet<>(db.sql("""
                insert into live.voted (round, voter)
                select   :round, v.voter
                from     unnest(:voters::bytea[]) as v (voter)
                order by v.voter
                on       conflict do nothing
                returning encode(voter, 'base64')
                """)
                .param("round", round)
                .param("voters", first.values().stream().map(Vote::voter).toArray(byte[][]::new))
                .query(String.class)
                .list());
        if (!fresh.isEmpty()) {
            var counts = new HashMap<String, Integer>();
            first.forEach((voter, vote) -> {
                if (fresh.contains(voter))
                    for (var key : vote.answer().keys(vote.kind())) counts.merge(key, 1, Integer::sum);
            });
            add(round, fresh.size(), counts);
        }
        var outcomes = new ArrayList<Vote.Outcome>(votes.size());
        for (var vote : votes) {
            var voter = TEXT.encodeToString(vote.voter());
            outcomes.add(fresh.remove(voter) ? Vote.Outcome.COUNTED : Vote.Outcome.ALREADY);
        }
        return outcomes;
    }

    private void add(UUID round, int ballots, Map<String, Integer> counts) {
        db.sql("""
                insert into live.box as b (round, ballots, counts)
                select :round, :ballots, coalesce(jsonb_object_agg(c.key, c.count), '{}')
                from   unnest(:keys::text[], :counts::integer[]) as c (key, count)
                on     conflict (round) do update
                set    ballots = b.ballots + excluded.ballots, counts = live.added(b.counts, excluded.counts)
                """)
                .param("round", round)
                .param("ballots", ballots)
                .param("keys", counts.keySet().toArray(String[]::new))
                .param("counts", counts.values().toArray(Integer[]::new))
                .update();
    }

    /// The last ballot of each voter stays.
    private List<Vote.Outcome> named(UUID round, List<Vote> votes) {
        var seen = new HashMap<String, Boolean>();
        var outcomes = new ArrayList<Vote.Outcome>(votes.size());
        var last = new java.util.TreeMap<String, Vote>();
        for (var vote : votes) last.put(TEXT.encodeToString(vote.voter()), vote);
        last.forEach((voter, vote) -> seen.put(voter, write(round, vote)));
        for (var vote : votes) {
            var voter = TEXT.encodeToString(vote.voter());
            outcomes.add(Boolean.TRUE.equals(seen.put(voter, false)) ? Vote.Outcome.COUNTED : Vote.Outcome.CHANGED);
        }
        return outcomes;
    }

    /// @return whether it is the voter's first
    private boolean write(UUID round, Vote vote) {
        return db.sql("""
                insert into live.ballot as b (round, voter, account, name, site, choices, words, cast_at)
                values (:round, :voter, :account, :name, :site, :choices, :words, :at)
                on conflict (round, voter) do update
                set    choices = excluded.choices, words = excluded.words, cast_at = excluded.cast_at,
                       edition = b.edition + 1
                returning edition = 1
                """)
                .param("round", round)
                .param("voter", vote.voter())
                .param("account", vote.account())
                .param("name", vote.name())
                .param("site", vote.site())
                .param("choices", vote.answer().choices().toArray(Integer[]::new))
                .param("words", vote.answer().words().toArray(String[]::new))
                .param("at", vote.at().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
