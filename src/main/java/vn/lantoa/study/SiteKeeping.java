package vn.lantoa.study;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;
import vn.lantoa.study.view.SiteCard;

/// Settles what a site needs before the day.
@Component
class SiteKeeping {

    /// Lines of a list of equipment.
    static final int MOST_ITEMS = 40;

    /// Names that one paste or file puts on the list of a site.
    static final int MOST_LISTED = 20_000;

    private final SiteBook book;
    private final Sessions sessions;
    private final Audit audit;
    private final MessageSource words;

    SiteKeeping(SiteBook book, Sessions sessions, Audit audit, MessageSource words) {
        this.book = book;
        this.sessions = sessions;
        this.audit = audit;
        this.words = words;
    }

    /// @throws NotFound if `actor` does not schedule there
    /// @throws Refused if the session is closed or nobody bears the operator's user name
    @Transactional
    void change(Actor actor, SiteId id, SitePlan plan) {
        var site = changeable(actor, id);
        var username = plan.operator();
        var operator = username == null
                ? null
                : book.operator(username).orElseThrow(() -> Refused.invalid("study.site.operator.unknown", username));
        book.update(site.id(), plan, operator);
        if (site.main() && !(site.hall() + "\n" + site.address()).equals(plan.hall() + "\n" + plan.address()))
            book.revise(site.session());
        audit.note(actor, "study.site.update", site.id(), site.unit(), plan.name());
    }

    /// Notes that the line was tried and is in order, or takes that back.
    ///
    /// @throws NotFound if `actor` neither schedules nor keeps the door there
    @Transactional
    void test(Actor actor, SiteId id, boolean works, Instant at) {
        var site = ticked(actor, id);
        book.tested(site.id(), actor, works ? at : null);
        audit.note(actor, works ? "study.site.tested" : "study.site.untested", site.id(), site.unit(), site.name());
    }

    /// Ticks exactly `there` of the list of equipment.
    ///
    /// @throws NotFound if `actor` neither schedules nor keeps the door there
    @Transactional
    void check(Actor actor, SiteId id, List<String> there, Instant at) {
        var site = ticked(actor, id);
        var items = equipment(site.session(), book.host(site.session()));
        book.check(site.id(), items, there.stream().filter(items::contains).toList(), actor, at);
    }

    /// Puts people on the list of a site by their numbers, one a line or apart by comma, semicolon or tab. Safe to
    /// repeat. Numbers of nobody on the roster are answered; a name is never guessed at.
    ///
    /// @throws Refused if there are more than [#MOST_LISTED]
    @Transactional
    List<String> enlist(Actor actor, SiteId id, String typed) {
        var site = changeable(actor, id);
        var numbers = new LinkedHashSet<String>();
        for (var word : typed.split("[\\n\\r\\t,;]+", -1)) {
            var number = Typed.line("study.field.member-no", word, 100);
            if (!number.isEmpty()) numbers.add(number);
        }
        if (numbers.isEmpty()) throw Refused.invalid("study.site.list.empty");
        if (numbers.size() > MOST_LISTED) throw Refused.invalid("study.site.list.long", MOST_LISTED);
        var unknown = book.enlist(site, List.copyOf(numbers));
        audit.note(actor, "study.site.list", site.id(), site.unit(), String.valueOf(numbers.size() - unknown.size()));
        return unknown;
    }

    /// Puts one person, found by name, on the list of a site. Safe to repeat.
    ///
    /// @throws NotFound if nobody such is on the roster where `actor` reads names
    @Transactional
    void enlist(Actor actor, SiteId id, UUID member) {
        var site = changeable(actor, id);
        if (!book.enlist(actor.scope(Permission.READ_NAMES), site, member)) throw new NotFound();
        audit.note(actor, "study.site.list", site.id(), site.unit(), "1");
    }

    /// Takes `member` off the list, or everybody with null.
    @Transactional
    void strike(Actor actor, SiteId id, @Nullable UUID member) {
        var site = changeable(actor, id);
        book.strike(site.id(), member);
        audit.note(actor, "study.site.strike", site.id(), site.unit(), member == null ? "*" : member.toString());
    }

    /// The list of equipment of the session's sites: its own, or the usual one of its host.
    List<String> equipment(UUID session, UUID host) {
        var own = book.equipment(session);
        return own.isEmpty() ? usual(host) : own;
    }

    /// What is usual at `host`: its own list, that of the nearest unit above, or what the house proposes.
    List<String> usual(UUID host) {
        var kept = book.usual(host);
        if (!kept.isEmpty()) return kept;
        var usual =
                Objects.requireNonNull(words.getMessage("study.site.equipment.usual", null, java.util.Locale.of("vi")));
        return Arrays.stream(usual.split(";", -1)).map(String::strip).toList();
    }

    /// Gives the sites of a session a list of equipment of their own, one thing a line; nothing for the usual one.
    /// What was ticked stays ticked where its line stays.
    ///
    /// @param usual whether it becomes the usual list of the host and of all below instead; nothing then takes that
    ///     away
    @Transactional
    void equip(Actor actor, SessionId id, String lines, boolean usual) {
        var session = sessions.lock(actor.scope(Permission.SCHEDULE), id);
        var items = new LinkedHashSet<String>();
        for (var line : lines.split("\\R", -1)) {
            var item = Typed.line("study.site.equipment", line, 200);
            if (!item.isEmpty()) items.add(item);
        }
        if (items.size() > MOST_ITEMS) throw Refused.invalid("study.site.equipment.long", MOST_ITEMS);
        if (usual) book.usual(actor, session.host(), List.copyOf(items));
        book.equip(session.id(), usual ? List.of() : List.copyOf(items));
        audit.note(
                actor,
                usual ? "study.equipment.usual" : "study.session.equip",
                usual ? session.host() : session.id(),
                session.host(),
                session.title());
    }

    /// Takes the list of equipment of the host's session before this one.
    ///
    /// @throws Refused if none before it had a list of its own
    @Transactional
    void equipAsBefore(Actor actor, SessionId id) {
        var session = sessions.lock(actor.scope(Permission.SCHEDULE), id);
        var earlier = book.earlier(session).orElseThrow(() -> Refused.conflict("study.site.equipment.no-earlier"));
        book.equip(session.id(), book.equipment(earlier));
        audit.note(actor, "study.session.equip", session.id(), session.host(), session.title());
    }

    private SiteCard changeable(Actor actor, SiteId id) {
        var site = book.require(actor, id);
        if (!site.mayChange()) throw new NotFound();
        if (sessions.require(actor.scope(Permission.READ), new SessionId(site.session()))
                .closed()) throw Refused.conflict("study.session.closed");
        return site;
    }

    private SiteCard ticked(Actor actor, SiteId id) {
        var site = book.require(actor, id);
        if (!site.mayTick()) throw new NotFound();
        return site;
    }
}
