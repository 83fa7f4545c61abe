package vn.lantoa.organization;

import static vn.lantoa.access.Permission.KEEP_MEMBERS;

import java.time.Clock;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.organization.view.WrongDay;

/// The page of one member, whose short forms several controllers answer.
@Component
class MemberPage {

    private final Members members;
    private final Units units;
    private final TemporaryAttachments attachments;
    private final Doubles doubles;
    private final Clock clock;

    MemberPage(Members members, Units units, TemporaryAttachments attachments, Doubles doubles, Clock clock) {
        this.members = members;
        this.units = units;
        this.attachments = attachments;
        this.doubles = doubles;
        this.clock = clock;
    }

    /// The page; that somebody looked at it is noted.
    ///
    /// @param wrong the day that was refused in one of its forms
    /// @throws NotFound if `actor` may not read the member
    ModelAndView of(Actor actor, MemberId id, @Nullable WrongDay wrong) {
        var card = members.open(actor, id);
        boolean kept = units.covers(actor.scope(KEEP_MEMBERS), new UnitId(card.unit()));
        var model = new HashMap<String, @Nullable Object>();
        model.put("member", card);
        model.put("keeps", kept && card.leftOn() == null);
        model.put("returns", kept && card.leftOn() != null && card.doubleOf() == null);
        model.put("today", Zone.today(clock));
        model.put("posts", members.postsOf(id));
        model.put("exemptions", members.exemptions(id));
        model.put("attachments", attachments.of(id, Zone.today(clock)));
        model.put("memberships", members.memberships(id));
        model.put("doubles", doubles.into(id));
        model.put("readers", members.readers(id));
        model.put("wrong", wrong);
        var status = wrong == null
                ? HttpStatus.OK
                : HttpStatus.valueOf(wrong.refused().status());
        return new ModelAndView("organization/members/show", model, status);
    }
}
