package vn.lantoa.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class DetailsTest implements World {

    private static final Locale VIETNAMESE = Locale.of("vi");

    @Autowired
    MockMvcTester web;

    @Autowired
    Audit audit;

    @Autowired
    List<Details> details;

    @Autowired
    MessageSource words;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "access.grant.create|SECRETARY|Bí thư cấp ủy|Committee secretary",
                "access.setting.change|printing.rounding = DOWN|Cách làm tròn tỷ lệ khi in: Cắt bỏ phần dư|How printed rates are rounded: Truncated",
                "library.document.import|1204 rows|1.204 dòng|1,204 rows",
                "library.relation.create|REPLACES 12-NQ/TW|Thay thế: 12-NQ/TW|Replaces: 12-NQ/TW",
                "example.simulator.change|on|>Bật<|On",
                "live.broadcast.choose|LINK|Đường dẫn mở riêng|opens in a new window",
                "live.poll.export|SINGLE|Chọn một|Choose one",
                "organization.members.import|12 rows: 3 new, 4 changed, 5 refused|12 dòng: 3 mới, 4 thay đổi, 5 bị từ chối|12 rows: 3 new",
                "organization.post.assign|PRESENTER|Báo cáo viên|Presenter",
                "organization.post.end|2023-12-31|31/12/2023|31/12/2023",
                "organization.member.leave|DEATH|Từ trần|Deceased",
                "study.campaign.end|3 units open: Hết hạn|3 đơn vị chưa khép số liệu: Hết hạn|3 units not closed: Hết hạn",
                "study.campaign.amend|closes on 2024-01-01 -> 2024-02-01, target 80.00 -> 90.50, plan 1-KH/TU"
                        + "|Ngày kết thúc 01/01/2024 → 01/02/2024; mục tiêu 80.00 → 90.50; kế hoạch 1-KH/TU|target 80.00 → 90.50",
                "study.campaign.update|2024-01-01 2024-01-15 2024-02-01|Chốt danh sách 01/01/2024, mở 15/01/2024|opens on 15/01/2024",
                "study.campaign.update|topics required 0.5, essay NONE|bài thu hoạch: Không yêu cầu bài thu hoạch|Topics required: 0.5; essay: No essay",
                "study.campaign.update|topics 4|4 chuyên đề|4 topics",
                "study.names.read|unrecorded, 5|Chưa ghi nhận: 5 người|5 people",
                "study.names.export|XLSX, excused, 1|Vắng có lý do: 1 người (XLSX)|one person (XLSX)",
                "study.adjustment.create|MOVED|Chuyển chi bộ|Moved",
                "study.expert.answer|DECLINED, Lê Hoa|Từ chối: Lê Hoa|Declined: Lê Hoa",
                "study.letter.export|thanks, 3|Thư cảm ơn: 3|Letters of thanks: 3"
            })
    void saysTheWordsOfADetailInTheReadersLanguage(String action, String detail, String vietnamese, String english) {
        audit.note(ADMINISTRATOR, action, null, null, detail);

        var page = web.get().uri("/access/audit?q={action}", action).with(World.as(ADMINISTRATOR));
        assertThat(page).hasStatusOk().bodyText().contains(vietnamese);
        assertThat(details.stream()
                        .flatMap(module -> module.forms().stream())
                        .filter(form -> form.action().equals(action))
                        .map(form -> form.said(detail, words, Locale.ENGLISH))
                        .filter(Objects::nonNull))
                .singleElement()
                .asString()
                .contains(english);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "study.session.create|documents 12",
                "study.campaign.end|Hết hạn: <b>",
                "organization.post.assign|NO_SUCH_POST",
                "organization.post.end|2023-99-99",
                "no.such.action|3 rows"
            })
    void leavesDataAsItIs(String action, String detail) {
        audit.note(ADMINISTRATOR, action, null, null, detail);

        assertThat(web.get().uri("/access/audit?q={action}", action).with(World.as(ADMINISTRATOR)))
                .hasStatusOk()
                .bodyText()
                .contains(">" + detail.replace("<", "&lt;").replace(">", "&gt;") + "<");
    }

    @Test
    void asksForSentencesThatThereAreAboutActionsThatThereAre() {
        assertThat(details).isNotEmpty();
        for (var module : details)
            for (var form : module.forms()) {
                assertThat(words.getMessage(form.action().replaceFirst("\\.", ".audit."), null, "", VIETNAMESE))
                        .as(form.action())
                        .isNotEmpty();
                if (form.key() != null)
                    assertThat(words.getMessage(form.key(), null, "", VIETNAMESE))
                            .as(form.key())
                            .isNotEmpty();
            }
    }
}
