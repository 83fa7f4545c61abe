package vn.lantoa.organization;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.UriComponentsBuilder;
import vn.lantoa.access.Actor;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.ImportResult.Told;
import vn.lantoa.paper.Limits;
import vn.lantoa.paper.Table;
import vn.lantoa.paper.Upload;
import vn.lantoa.paper.Words;

/// Imports by programs: the file is the body of the request or its part `file`, CSV or XLSX whatever its declared type.
@RestController
class ImportsApi {

    private final UnitImport units;
    private final MemberImport members;
    private final Layouts layouts;
    private final MessageSource words;
    private final Clock clock;

    ImportsApi(UnitImport units, MemberImport members, Layouts layouts, MessageSource words, Clock clock) {
        this.units = units;
        this.members = members;
        this.layouts = layouts;
        this.words = words;
        this.clock = clock;
    }

    @PostMapping("/api/v1/imports/units")
    @Operation(summary = "Import units (CSV or XLSX): code, parent_code, level, name, valid_from")
    @Parameter(name = "dryRun", in = ParameterIn.QUERY, description = "judge the file and keep nothing")
    @Parameter(name = "partial", in = ParameterIn.QUERY, description = "take the rows that are in order")
    ResponseEntity<Answer> units(Actor actor, HttpServletRequest request, Locale locale) {
        try (var file = Table.open(body(request), layouts.units(), Limits.usual())) {
            boolean partial = flag(request, "partial");
            var imported = units.take(actor, file, flag(request, "dryRun"), partial, Zone.today(clock));
            return answer(imported, partial, locale);
        }
    }

    @PostMapping("/api/v1/imports/members")
    @Operation(summary = "Import members (CSV or XLSX): member_no, full_name, standing, unit_code and others")
    @Parameter(name = "dryRun", in = ParameterIn.QUERY, description = "judge the file and keep nothing")
    @Parameter(name = "partial", in = ParameterIn.QUERY, description = "take the rows that are in order")
    ResponseEntity<Answer> members(Actor actor, HttpServletRequest request, Locale locale) {
        try (var file = Table.open(body(request), layouts.members(), Limits.usual())) {
            boolean partial = flag(request, "partial");
            var imported = members.take(actor, file, flag(request, "dryRun"), partial, Zone.today(clock));
            return answer(imported, partial, locale);
        }
    }

    private ResponseEntity<Answer> answer(Imported imported, boolean partial, Locale locale) {
        Words told = (key, arguments) -> words.getMessage(key, arguments, locale);
        var result = imported.result();
        boolean nothing = !result.clean() && (!partial || result.accepted() == 0);
        return ResponseEntity.status(nothing ? 422 : 200)
                .body(new Answer(
                        result.accepted(),
                        result.rejected(),
                        imported.created(),
                        imported.changed(),
                        imported.unchanged(),
                        imported.kept(),
                        result.told(told).errors(),
                        result.unlisted(),
                        imported.notices().stream()
                                .map(notice -> notice.told(told))
                                .toList()));
    }

    private static InputStream body(HttpServletRequest request) {
        try {
            return Upload.of(request);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// A switch of the query, read without `getParameter`, which would swallow a body that calls itself a form.
    private static boolean flag(HttpServletRequest request, String name) {
        var query = request.getQueryString();
        var value = query == null
                ? null
                : UriComponentsBuilder.newInstance()
                        .query(query)
                        .build()
                        .getQueryParams()
                        .getFirst(name);
        if (value == null && request instanceof MultipartHttpServletRequest) value = request.getParameter(name);
        return switch (value == null ? "false" : value) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default -> throw Refused.unreadable("organization.import.partial", name);
        };
    }

    /// What an import answers.
    ///
    /// @param accepted rows in order
    /// @param rejected rows with at least one error
    /// @param created rows that were (in a dry run: would be) added
    /// @param changed rows that differed from what was known
    /// @param unchanged rows that said nothing new
    /// @param kept whether anything was taken
    /// @param errors the first thousand
    /// @param unlisted how many errors there are beyond those
    record Answer(
            int accepted,
            int rejected,
            int created,
            int changed,
            int unchanged,
            boolean kept,
            List<Told.Line> errors,
            int unlisted,
            List<String> notices) {

        Answer {
            errors = List.copyOf(errors);
            notices = List.copyOf(notices);
        }
    }
}
