package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Permission;
import vn.lantoa.kernel.Ids;

@AppTest
class TermsControllerTest implements World {

    private static final String TWENTIETH = "Đại hội đại biểu Đảng bộ tỉnh Thái Nguyên lần thứ XX";
    private static final String FIRST = "Đại hội đại biểu Đảng bộ tỉnh Thái Nguyên lần thứ I";

    @Autowired
    MockMvcTester web;

    @Autowired
    JdbcClient db;

    @Autowired
    Terms terms;

    @Test
    void keepsTermsAndSaysWhereCountingBeginsAgain() {
        assertThat(add(OFFICER, "TN", "2020-2025", TWENTIETH, "2020-10-14", "2025-09-30"))
                .hasStatus3xxRedirection();
        assertThat(add(OFFICER, "TN", "2025-2030", FIRST, "2025-10-01", "")).hasStatus3xxRedirection();

        assertThat(web.get().uri("/organization/terms").with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        TWENTIETH,
                        "14/10/2020",
                        "30/09/2025",
                        "đang diễn ra",
                        "Số thứ tự của đại hội được tính lại từ đầu; trước đó là " + TWENTIETH);
    }

    @Test
    void namesTheCongressesOfUnitsThatWereMergedIntoThisOne() {
        term(VN.value(), "Đại hội đại biểu Đảng bộ huyện Võ Nhai lần thứ XII", "2020-07-01", "2025-06-30");
        term(DT.value(), "Đại hội đại biểu Đảng bộ huyện Đại Từ lần thứ XXIV", "2020-07-01", "2025-06-30");
        term(DT.value(), "Đại hội đại biểu Đảng bộ huyện Đại Từ lần thứ I", "2025-07-01", null);
        var reorganization = Ids.next();
        db.sql("""
                insert into organization.reorganization (id, unit, decision, effective_on, operations, drawn_by)
                values (:id, :unit, '1-QĐ/TU', '2025-07-01', '[]', :by)
                """)
                .param("id", reorganization)
                .param("unit", TN.value())
                .param("by", OFFICER.account().value())
                .update();
        db.sql("insert into organization.lineage (from_unit, to_unit, reorganization) values (:from, :to, :id)")
                .param("from", VN.value())
                .param("to", DT.value())
                .param("id", reorganization)
                .update();

        assertThat(web.get().uri("/organization/terms").with(World.as(OFFICER)))
                .bodyText()
                .contains("tính lại từ đầu sau hợp nhất", "Đại Từ lần thứ XXIV; ", "Võ Nhai lần thứ XII.");
    }

    @Test
    void showsTheTermsOfTheUnitsAboveButNotOfThoseBeside() {
        term(TN.value(), TWENTIETH, "2020-10-14", null);
        term(VN.value(), "Đại hội Võ Nhai", "2020-07-01", null);

        assertThat(web.get().uri("/organization/terms").with(World.as(SECRETARY)))
                .hasStatusOk()
                .bodyText()
                .contains(TWENTIETH)
                .doesNotContain("Đại hội Võ Nhai", "/organization/terms/new");
    }

    @Test
    void changesATerm() {
        var id = term(TN.value(), TWENTIETH, "2020-10-14", null);
        assertThat(web.get().uri("/organization/terms/" + id).with(World.as(OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(TWENTIETH, "2020-10-14");
        assertThat(change(OFFICER, id, "2020-2025", "2025-09-30")).hasStatus3xxRedirection();
        assertThat(terms.require(OFFICER.scope(Permission.READ), new TermId(id)))
                .extracting(Term::untilOn, Term::lastOn)
                .containsExactly(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 9, 30));
    }

    @Test
    void hidesTermsOfOthers() {
        var id = term(VN.value(), "Đại hội Võ Nhai", "2020-07-01", null);
        assertThat(web.get().uri("/organization/terms/" + id).with(World.as(SECRETARY)))
                .hasStatus(404);
        assertThat(change(SECRETARY, id, "2020-2025", "")).hasStatus(404);
        assertThat(change(READER, id, "2020-2025", "")).hasStatus(404);
        assertThat(add(READER, "TN", "2020-2025", TWENTIETH, "2020-10-14", "")).hasStatus(404);
        assertThat(add(OTHER_OFFICER, "DT", "2020-2025", "Đại hội huyện", "2020-10-14", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Không có tổ chức đảng nào mã “DT”", "Đại hội huyện");
    }

    @Test
    void keepsWhatWasTypedIntoARefusedForm() {
        term(TN.value(), TWENTIETH, "2020-10-14", "2025-09-30");

        assertThat(add(OFFICER, "TN", "2025-2030", FIRST, "2025-09-30", ""))
                .hasStatus(409)
                .bodyText()
                .contains("Trùng thời gian với nhiệm kỳ 2020-2025", FIRST, "2025-09-30");
        assertThat(add(OFFICER, "TN", "2025-2030", FIRST, "2026-01-01", "2025-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("01/01/2026", FIRST);
        assertThat(add(OFFICER, "TN", "2025-2030", "", "2026-01-01", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Chưa ghi mục “Đại hội”", "2025-2030");
        assertThat(add(OFFICER, "TN", "2025-2030", FIRST, "31/02/2026", ""))
                .hasStatus(422)
                .bodyText()
                .contains("không phải là ngày có thật");
    }

    @Test
    void areApartInTheTableAsWell() {
        term(TN.value(), TWENTIETH, "2020-10-14", "2025-09-30");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> term(TN.value(), FIRST, "2025-09-30", null))
                .withMessageContaining("term_apart");
    }

    private UUID term(UUID unit, String congress, String from, @Nullable String last) {
        var id = Ids.next();
        db.sql("""
                insert into organization.term (id, unit, name, congress, from_on, until_on)
                values (:id, :unit, '2020-2025', :congress, :from::date, :last::date + 1)
                """)
                .param("id", id)
                .param("unit", unit)
                .param("congress", congress)
                .param("from", from)
                .param("last", last)
                .update();
        return id;
    }

    private MvcTestResult add(Actor actor, String unit, String name, String congress, String from, String last) {
        return web.post()
                .uri("/organization/terms")
                .param("unit", unit)
                .param("name", name)
                .param("congress", congress)
                .param("from", from)
                .param("last", last)
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult change(Actor actor, UUID id, String name, String last) {
        return web.post()
                .uri("/organization/terms/" + id)
                .param("name", name)
                .param("congress", TWENTIETH)
                .param("from", "2020-10-14")
                .param("last", last)
                .with(World.as(actor))
                .with(csrf())
                .exchange();
    }
}
