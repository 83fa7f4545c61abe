package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.lantoa.AppTest;
import vn.lantoa.World;

@AppTest
class ImportsApiTest implements World {

    private static final String UNITS = "code,parent_code,level,name,valid_from\nTL3,TL,CELL,Chi bộ xóm 3,2023-01-01\n";
    private static final String MEMBERS = "member_no;full_name;standing;unit_code\n20.1;Đỗ Thị Quỳnh;FULL;TL1\n";

    @Autowired
    MockMvcTester web;

    @Test
    void takesAFileAsTheBody() {
        assertThat(web.post()
                        .uri("/api/v1/imports/units")
                        .contentType("text/csv")
                        .content(UNITS)
                        .with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"accepted\":1,\"rejected\":0,\"created\":1,\"kept\":true,\"errors\":[]}");
    }

    @Test
    void takesAFileAsAPartOfAForm() {
        assertThat(web.post()
                        .uri("/api/v1/imports/members?dryRun=true")
                        .multipart()
                        .file(new MockMultipartFile("file", MEMBERS.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .with(World.program(OFFICER)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"accepted\":1,\"created\":1,\"kept\":false}");
    }

    @Test
    void tellsRowAndColumnOfWhatIsWrong() {
        assertThat(web.post()
                        .uri("/api/v1/imports/members")
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .content(MEMBERS.replace("TL1", "TL9"))
                        .with(World.program(OFFICER)))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"accepted":0,"rejected":1,
                         "errors":[{"row":2,"column":"unit_code","message":"Không có chi bộ nào mang mã “TL9”."}]}
                        """);
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThat(web.post().uri("/api/v1/imports/units").content("%PDF-1.7").with(World.program(OFFICER)))
                .hasStatus(415);
        assertThat(web.post().uri("/api/v1/imports/units").content("").with(World.program(OFFICER)))
                .hasStatus(422);
        assertThat(web.post()
                        .uri("/api/v1/imports/units?dryRun=perhaps")
                        .content(UNITS)
                        .with(World.program(OFFICER)))
                .hasStatus(400);
        assertThat(web.post().uri("/api/v1/imports/units").content(UNITS).with(World.program(READER)))
                .hasStatus(404);
        assertThat(web.post().uri("/api/v1/imports/members").content(MEMBERS).with(World.program(MEMBER)))
                .hasStatus(404);
    }

    @Test
    void handsTheSameDataOut() {
        assertThat(web.get().uri("/api/v1/exports/units.csv?unit=TL").with(World.program(SECRETARY)))
                .hasStatusOk()
                .hasHeader("Content-Type", "text/csv;charset=UTF-8")
                .bodyText()
                .contains("TL,DT,GRASSROOTS,Đảng bộ xã Tân Linh,2015-01-01", "TL1,TL,CELL")
                .doesNotContain("TX");
        assertThat(web.get().uri("/api/v1/exports/members.xlsx").with(World.program(OFFICER)))
                .hasStatusOk();
        assertThat(web.get().uri("/api/v1/exports/members.csv?unit=TX").with(World.program(SECRETARY)))
                .hasStatus(404);
        assertThat(web.get().uri("/api/v1/exports/members.exe").with(World.program(OFFICER)))
                .hasStatus(404);
        assertThat(web.get().uri("/api/v1/exports/members.csv").with(World.program(READER)))
                .hasStatus(404);
    }
}
