package vn.lantoa.study;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.study.view.DocumentRow;

/// What a campaign is to be, whole and checked, before its tree and roster are frozen.
///
/// @param unit whose subtree studies
/// @param documents in their order, at least one, each once
record Draft(
        String title,
        UnitId unit,
        Schedule schedule,
        List<UUID> documents,
        List<Topic> topics,
        Rule rule,
        @Nullable String planSymbol,
        @Nullable LocalDate planOn) {

    static final int MOST_DOCUMENTS = 20;
    static final int LONGEST_TITLE = 300;
    private static final int OFFERED_TITLE = 200;

    Draft {
        title = Typed.required("study.field.title", title, LONGEST_TITLE);
        documents = chosen(documents);
        topics = Topic.numbered(topics);
        planSymbol = Typed.optional("study.field.plan-symbol", planSymbol, 100);
        if (planOn != null) Typed.possible("study.field.plan-on", planOn);
    }

    /// What somebody who has chosen `documents` is offered to start from: one topic for each, the usual days and rule.
    static Draft offered(String title, UnitId unit, List<DocumentRow> documents, LocalDate today, int target) {
        return new Draft(
                title,
                unit,
                Schedule.offered(today),
                documents.stream().map(DocumentRow::id).toList(),
                topics(documents),
                Rule.offered(target),
                null,
                null);
    }

    /// One topic for each document.
    static List<Topic> topics(List<DocumentRow> documents) {
        return documents.stream()
                .map(document -> new Topic(0, shortened(document.title(), 400), null, false))
                .toList();
    }

    /// The symbols of `documents` after `words` ("Học tập, quán triệt"), as long as a title may be.
    static String title(String words, List<DocumentRow> documents) {
        var symbols = documents.stream().map(DocumentRow::symbol).toList();
        return shortened(words + " " + String.join(", ", symbols), OFFERED_TITLE);
    }

    /// @throws Refused if nothing or too much was chosen
    static List<UUID> chosen(List<UUID> documents) {
        var chosen = List.copyOf(new LinkedHashSet<>(documents));
        if (chosen.isEmpty()) throw Refused.invalid("study.document.none");
        if (chosen.size() > MOST_DOCUMENTS) throw Refused.invalid("study.document.many", MOST_DOCUMENTS, chosen.size());
        return chosen;
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
