package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.study.view.ExpertRow;
import vn.lantoa.study.view.LetterRow;

/// What the letters of a conference say and to whom they go. Takes no scope: whoever asks has the session already.
@Component
class Letters {

    /// Kinds of letters.
    enum Kind {
        /// To who is invited and has not said no.
        INVITATION,
        /// To who came.
        THANKS;

        boolean goesTo(ExpertRow expert) {
            if (expert.withdrawn()) return false;
            return this == INVITATION
                    ? !expert.answer().equals("DECLINED")
                    : expert.answer().equals("CAME");
        }
    }

    /// The conference as its letters tell it.
    ///
    /// @param superior the unit above the host, or null
    /// @param place hall and address of the main site, or of the only one; empty where none is known
    /// @param sites at which somebody came
    /// @param people who came, members and guests, each once
    record Occasion(
            String title,
            String theme,
            @Nullable String superior,
            String issuer,
            @Nullable String meeting,
            Instant startsAt,
            Instant endsAt,
            String place,
            int sites,
            int people) {}

    private final JdbcClient db;

    Letters(JdbcClient db) {
        this.db = db;
    }

    LetterRow of(UUID session, Kind kind) {
        return db.sql("""
                select l.kind, l.number, l.place, l.day, l.authority, l.position, l.signer, l.note
                from   study.letter l
                where  l.session = :session
                and    l.kind = :kind
                """)
                .param("session", session)
                .param("kind", kind.name())
                .query(LetterRow.class)
                .optional()
                .orElseGet(() -> LetterRow.blank(kind.name()));
    }

    void save(Actor actor, UUID session, LetterRow letter) {
        db.sql("""
                insert into study.letter as l (session, kind, number, place, day, authority, position, signer, note, saved_by)
                values (:session, :kind, :number, :place, :day, :authority, :position, :signer, :note, :by)
                on     conflict (session, kind) do update
                set    number = excluded.number, place = excluded.place, day = excluded.day,
                       authority = excluded.authority, position = excluded.position, signer = excluded.signer,
                       note = excluded.note, saved_by = excluded.saved_by, saved_at = now()
                """)
                .param("session", session)
                .param("kind", letter.kind())
                .param("number", letter.number())
                .param("place", letter.place())
                .param("day", letter.day())
                .param("authority", letter.authority())
                .param("position", letter.position())
                .param("signer", letter.signer())
                .param("note", letter.note())
                .param("by", actor.account().value())
                .update();
    }

    /// The numbers that letters of one kind bear, by expert.
    Map<UUID, String> given(UUID session, Kind kind) {
        return db
                .sql("""
                select n.expert, n.number
                from   study.letter_number n
                where  n.session = :session
                and    n.kind = :kind
                """)
                .param("session", session)
                .param("kind", kind.name())
                .query((row, number) -> Map.entry(row.getObject("expert", UUID.class), row.getString("number")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Gives the numbers for good; those that are given already stay. The caller holds the lock of the session.
    void give(Actor actor, UUID session, Kind kind, Map<UUID, String> numbers, Instant at) {
        var experts = List.copyOf(numbers.keySet());
        db.sql("""
                insert into study.letter_number (expert, session, kind, number, given_by, given_at)
                select w.expert, :session, :kind, w.number, :by, :at
                from   unnest(:experts::uuid[], :numbers::text[]) as w (expert, number)
                on     conflict (expert, kind) do nothing
                """)
                .param("session", session)
                .param("kind", kind.name())
                .param("by", actor.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("experts", experts.toArray(UUID[]::new))
                .param("numbers", experts.stream().map(numbers::get).toArray(String[]::new))
                .update();
    }

    /// Takes the number of a letter back, so that the next one that is taken out for `expert` is given another.
    ///
    /// @return the number, or empty where none was given
    Optional<String> takeBack(UUID session, Kind kind, UUID expert) {
        return db.sql("""
                delete from study.letter_number n
                where  n.session = :session
                and    n.kind = :kind
                and    n.expert = :expert
                returning n.number
                """)
                .param("session", session)
                .param("kind", kind.name())
                .param("expert", expert)
                .query(String.class)
                .optional();
    }

    /// The numbers of the letters that go to `recipients`, as far as they are given, and as they would be.
    LetterNumbers numbers(UUID session, Kind kind, List<ExpertRow> recipients) {
        return LetterNumbers.of(
                of(session, kind).number(),
                given(session, kind),
                recipients.stream().map(ExpertRow::id).toList());
    }

    /// The figures count at the moment of asking.
    Occasion occasion(UUID session) {
        return db.sql("""
                with came as (
                    select f.member, f.site
                    from   study.session s
                    join   study.fact f on f.campaign = s.campaign and f.session = s.id and f.kind in ('IN', 'STUDIED')
                    where  s.id = :session
                    and    not exists (select from study.fact v where v.campaign = f.campaign and v.voids = f.id)
                ),
                guests as (
                    select g.site from study.guest g where g.session = :session and g.voided_at is null
                ),
                reached as (
                    select c.site from came c union select g.site from guests g
                )
                select s.title, coalesce(s.theme, '') as theme, p.name as superior, u.name as issuer,
                       s.combined_with as meeting, s.starts_at, s.ends_at,
                       coalesce((select   concat_ws(', ', nullif(t.name, ''), nullif(t.hall, ''), nullif(t.address, ''))
                                 from     study.site t
                                 where    t.session = s.id
                                 and      (t.main or not exists (select from study.site o
                                                                 where  o.session = s.id
                                                                 and    o.id <> t.id))
                                 limit    1), '') as place,
                       (select count(*) from reached r where r.site is not null) as sites,
                       (select count(distinct c.member) from came c) + (select count(*) from guests) as people
                from   study.session s
                join   study.campaign_unit u on u.campaign = s.campaign and u.unit = s.host
                left   join study.campaign_unit p on p.campaign = s.campaign and p.unit = u.parent
                where  s.id = :session
                """).param("session", session).query(Occasion.class).single();
    }

    static List<ExpertRow> recipients(Kind kind, List<ExpertRow> experts) {
        return experts.stream().filter(kind::goesTo).toList();
    }
}
