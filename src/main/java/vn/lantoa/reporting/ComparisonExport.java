package vn.lantoa.reporting;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Audit;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Settings;
import vn.lantoa.kernel.Folded;
import vn.lantoa.paper.TableFormat;
import vn.lantoa.study.Basis;

/// Takes the table of a comparison out as a file, marked with who took it out, and notes it.
@Component
class ComparisonExport {

    private final Comparing comparing;
    private final Audit audit;
    private final Settings settings;
    private final MessageSource messages;

    ComparisonExport(Comparing comparing, Audit audit, Settings settings, MessageSource messages) {
        this.comparing = comparing;
        this.audit = audit;
        this.settings = settings;
        this.messages = messages;
    }

    /// @throws vn.lantoa.kernel.NotFound if `actor` may not take out the unit's figures
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    Taken take(Actor actor, String unit, String left, String right, Basis basis, TableFormat format, Locale locale) {
        var comparison = comparing.of(actor.scope(Permission.EXPORT), unit, left, right, basis);
        var text = new ComparisonText(
                (key, arguments) -> messages.getMessage(key, arguments, locale), settings.rounding());
        var out = new ByteArrayOutputStream(1 << 14);
        try (var table = format.open(out, comparison.name(), actor.username())) {
            table.header(text.headings(comparison));
            Stream.concat(Stream.of(comparison.whole()), comparison.all().stream())
                    .forEach(row -> table.row(text.cells(row)));
        }
        audit.note(
                actor,
                "reporting.comparison.export",
                null,
                comparison.unit(),
                String.join(", ", format.extension(), left, right, basis.word()));
        var name = Folded.of("so sanh " + comparison.name() + " " + basis.word() + " " + actor.username());
        return new Taken(
                name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "") + "." + format.extension(),
                new ByteArrayResource(out.toByteArray()));
    }

    /// A file ready to be sent.
    record Taken(String name, ByteArrayResource file) {}
}
