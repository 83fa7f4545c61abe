package vn.lantoa.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Zone;

/// A campaign of the example as its officer wrote it down.
///
/// @param needed how many of the topics make a member STUDIED
/// @param openedAt null for a draft
record Course(
        UUID id,
        String title,
        LocalDate cutOff,
        LocalDate opensOn,
        LocalDate closesOn,
        String essay,
        @Nullable String planSymbol,
        @Nullable LocalDate planOn,
        Instant createdAt,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        List<String> documents,
        List<Topic> topics,
        List<String> forms,
        int needed) {

    record Topic(String title, String presenter, boolean byHead) {}

    /// Bits of all topics.
    long bits() {
        return (1L << topics.size()) - 1;
    }

    /// What the campaign's tables are called by, as the opening calls them.
    String suffix() {
        return id.toString().replace("-", "");
    }

    /// With the opening, where the cut-off day was over by then; else that is still to come.
    private @Nullable Instant rollsTakenAt() {
        return openedAt != null && Zone.day(openedAt).isAfter(cutOff) ? openedAt : null;
    }

    void copy(Connection connection, Node province, Papers papers, UUID officer) throws SQLException {
        var open = openedAt != null;
        try (var rows = new Copy(connection, """
                copy study.campaign (id, title, unit, cut_off, opens_on, closes_on, essay, topics_required, target,
                                     plan_symbol, plan_on, created_by, created_at, opened_at, closed_at, rolls_taken_at,
                                     topics, topics_needed) from stdin""")) {
            rows.row(
                    id,
                    title,
                    province.id,
                    cutOff,
                    opensOn,
                    closesOn,
                    essay,
                    String.format(Locale.ROOT, "%.6f", (double) needed / topics.size()),
                    9800,
                    planSymbol,
                    planOn,
                    officer,
                    createdAt,
                    openedAt,
                    closedAt,
                    rollsTakenAt(),
                    open ? topics.size() : 0,
                    open ? needed : 0);
        }
        copyParts(connection, papers);
    }

    private void copyParts(Connection connection, Papers papers) throws SQLException {
        try (var rows = new Copy(connection, "copy study.campaign_form (campaign, form) from stdin")) {
            for (var form : forms) rows.row(id, form);
        }
        try (var rows =
                new Copy(connection, "copy study.campaign_document (campaign, document, position) from stdin")) {
            for (var index = 0; index < documents.size(); index++)
                rows.row(id, papers.of(documents.get(index)), index + 1);
        }
        try (var rows = new Copy(connection, """
                copy study.topic (campaign, number, title, presenter, by_head) from stdin""")) {
            for (var index = 0; index < topics.size(); index++) {
                var topic = topics.get(index);
                rows.row(id, index + 1, topic.title, topic.presenter, topic.byHead);
            }
        }
    }
}
