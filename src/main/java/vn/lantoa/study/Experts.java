package vn.lantoa.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.library.Holder;
import vn.lantoa.library.KeptFile;
import vn.lantoa.study.view.ExpertPaperRow;
import vn.lantoa.study.view.ExpertRow;

/// The themes of conferences, the experts invited to them and their papers. Takes no scope: whoever asks has the
/// session already.
@Component
class Experts implements Holder {

    /// Invited to one conference.
    static final int MOST = 200;

    private static final String SELECT = """
            select e.id, e.title, e.full_name, e.post, e.workplace, e.biography, e.topic, t.title as topic_title, e.speaks,
                   e.answer, e.answered_at, e.published_at, e.withdrawn_at,
                   (select count(*) from study.expert_paper p where p.expert = e.id) as papers
            from   study.expert e
            join   study.session s on s.id = e.session
            left   join study.topic t on t.campaign = s.campaign and t.number = e.topic
                                     and (s.topics >> (t.number - 1)) & 1 = 1
            where  e.session = :session
            """;

    private final JdbcClient db;

    Experts(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String table() {
        return "study.expert_paper";
    }

    @Override
    public List<String> held(List<String> hashes) {
        return db.sql("""
                select distinct encode(p.sha256, 'hex')
                from   unnest(:hashes::text[]) h
                join   study.expert_paper p on p.sha256 = decode(h, 'hex')
                """)
                .param("hashes", hashes.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// What the conference is about; null where it is not a thematic one.
    @Nullable
    String theme(UUID session) {
        return db.sql("select s.theme from study.session s where s.id = :session and s.theme is not null")
                .param("session", session)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    void theme(UUID session, @Nullable String theme) {
        db.sql("update study.session set theme = :theme where id = :session")
                .param("session", session)
                .param("theme", theme)
                .update();
    }

    /// All experts of a session, who was withdrawn last; the others in the order they came.
    List<ExpertRow> of(UUID session) {
        return db.sql(SELECT + "order  by e.withdrawn_at is not null, e.added_at, e.id")
                .param("session", session)
                .query(ExpertRow.class)
                .list();
    }

    /// Those of whom members may read.
    List<ExpertRow> published(UUID session) {
        return db.sql(SELECT + """
                and    e.published_at is not null
                order  by e.added_at, e.id
                """)
                .param("session", session)
                .query(ExpertRow.class)
                .list();
    }

    /// @throws NotFound if the session has no such expert
    ExpertRow require(UUID session, UUID expert) {
        return db.sql(SELECT + "and    e.id = :expert")
                .param("session", session)
                .param("expert", expert)
                .query(ExpertRow.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /// How an expert is reached; for who runs the conference only.
    String contact(UUID expert) {
        return db.sql("select e.contact from study.expert e where e.id = :expert")
                .param("expert", expert)
                .query(String.class)
                .single();
    }

    int count(UUID session) {
        return db.sql("select count(*) from study.expert e where e.session = :session")
                .param("session", session)
                .query(Integer.class)
                .single();
    }

    void insert(Actor actor, UUID id, UUID session, ExpertPlan plan, Instant at) {
        db.sql("""
                insert into study.expert (id, session, title, full_name, post, workplace, biography, contact, topic, speaks,
                                          added_by, added_at)
                values (:id, :session, :title, :fullName, :post, :workplace, :biography, :contact, :topic, :speaks,
                        :by, :at)
                """)
                .param("id", id)
                .param("session", session)
                .param("title", plan.title())
                .param("fullName", plan.fullName())
                .param("post", plan.post())
                .param("workplace", plan.workplace())
                .param("biography", plan.biography())
                .param("contact", plan.contact())
                .param("topic", plan.topic())
                .param("speaks", plan.speaks())
                .param("by", actor.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void update(UUID expert, ExpertPlan plan) {
        db.sql("""
                update study.expert
                set    title = :title, full_name = :fullName, post = :post, workplace = :workplace,
                       biography = :biography, contact = :contact, topic = :topic, speaks = :speaks
                where  id = :id
                """)
                .param("id", expert)
                .param("title", plan.title())
                .param("fullName", plan.fullName())
                .param("post", plan.post())
                .param("workplace", plan.workplace())
                .param("biography", plan.biography())
                .param("contact", plan.contact())
                .param("topic", plan.topic())
                .param("speaks", plan.speaks())
                .update();
    }

    /// Notes the answer; one that is no yes ends the publication.
    void answer(UUID expert, String answer, Instant at) {
        db.sql("""
                update study.expert
                set    answer = :answer,
                       answered_at = case when :answer <> 'INVITED' then :at::timestamptz end,
                       published_at = case when :answer in ('ACCEPTED', 'CAME') then published_at end
                where  id = :id
                """)
                .param("id", expert)
                .param("answer", answer)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @param at null ends it
    void publish(UUID expert, @Nullable Instant at) {
        db.sql("update study.expert set published_at = :at where id = :id")
                .param("id", expert)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Takes the invitation back, and what was kept to reach him or her with it; null invites again.
    void withdraw(UUID expert, @Nullable Instant at) {
        db.sql("update study.expert set withdrawn_at = :at, published_at = null, contact = '' where id = :id")
                .param("id", expert)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The papers of the experts of a session in the order they came.
    List<ExpertPaperRow> papers(UUID session) {
        return db.sql("""
                select   p.id, p.expert, p.title, p.name, p.media_type, p.bytes, p.added_at
                from     study.expert_paper p
                join     study.expert e on e.id = p.expert
                where    e.session = :session
                order by p.added_at, p.id
                """).param("session", session).query(ExpertPaperRow.class).list();
    }

    /// @param all whether papers that are not published may be had too
    /// @throws NotFound if the expert has no such paper
    KeptFile paper(UUID session, UUID expert, UUID paper, boolean all) {
        return db.sql("""
                select p.name, p.media_type, p.bytes, p.sha256
                from   study.expert_paper p
                join   study.expert e on e.id = p.expert
                where  p.id = :paper
                and    e.id = :expert
                and    e.session = :session
                and    (:all or e.published_at is not null)
                """)
                .param("session", session)
                .param("expert", expert)
                .param("paper", paper)
                .param("all", all)
                .query(KeptFile.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    Optional<UUID> same(UUID expert, byte[] sha256) {
        return db.sql("select p.id from study.expert_paper p where p.expert = :expert and p.sha256 = :sha256")
                .param("expert", expert)
                .param("sha256", sha256)
                .query(UUID.class)
                .optional();
    }

    void insert(Actor actor, UUID id, UUID expert, String title, KeptFile file, Instant at) {
        db.sql("""
                insert into study.expert_paper (id, expert, title, name, media_type, bytes, sha256, added_by, added_at)
                values (:id, :expert, :title, :name, :mediaType, :bytes, :sha256, :by, :at)
                """)
                .param("id", id)
                .param("expert", expert)
                .param("title", title)
                .param("name", file.name())
                .param("mediaType", file.mediaType())
                .param("bytes", file.bytes())
                .param("sha256", file.sha256())
                .param("by", actor.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @throws NotFound if the expert has no such paper
    void remove(UUID expert, UUID paper) {
        var removed = db.sql("delete from study.expert_paper where id = :paper and expert = :expert")
                .param("paper", paper)
                .param("expert", expert)
                .update();
        if (removed == 0) throw new NotFound();
    }
}
