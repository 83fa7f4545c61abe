package vn.lantoa.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OutageFilterTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/study/campaigns");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final OutageFilter filter = new OutageFilter(new OutagePage());

    OutageFilterTest() throws IOException {}

    @Test
    void answersAPersonWithAPageInBothLanguages() throws Exception {
        filter.doFilter(request, response, full());

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("10");
        assertThat(response.getContentAsString())
                .contains("Ổ đĩa của máy chủ đã đầy", "The server’s disk is full")
                .doesNotContain("{title", "{detail", "{kept", "{retry");
    }

    @Test
    void answersAProgramWithAProblemInItsLanguage() throws Exception {
        request.setRequestURI("/api/v1/campaigns");
        request.addHeader("Accept-Language", "en-GB");

        filter.doFilter(request, response, away());

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":503", "The database is away");
    }

    @Test
    void saysThatOnlyFilesAreAway() throws Exception {
        filter.doFilter(request, response, (in, out) -> {
            throw new FilesAway("LANTOA_FILES_S3_URL: https://s3.example cannot be reached", new IOException());
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString())
                .contains("Kho tệp tạm thời gián đoạn", "Everything without files works on")
                .doesNotContain("s3.example");
    }

    @Test
    void discardsWhatWasPreparedBefore() throws Exception {
        filter.doFilter(request, response, (in, out) -> {
            out.getWriter().write("half a page");
            throw new CannotGetJdbcConnectionException("away", new SQLException("away", "08006"));
        });

        assertThat(response.getContentAsString()).doesNotContain("half a page");
    }

    @Test
    void lowersNothingThatIsABug() {
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.doFilter(request, response, (in, out) -> {
                    throw new ServletException(new IllegalStateException("bug"));
                }));
    }

    @Test
    void breaksAnAnswerThatHasBegun() throws Exception {
        response.setCommitted(true);

        assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
                .isThrownBy(() -> filter.doFilter(request, response, away()));
    }

    private static FilterChain away() {
        return (in, out) -> {
            throw new CannotGetJdbcConnectionException("away", new SQLException("away", "08001"));
        };
    }

    private static FilterChain full() {
        return (in, out) -> {
            throw new ServletException(new UncategorizedSQLException("insert", "…", new SQLException("full", "53100")));
        };
    }
}
