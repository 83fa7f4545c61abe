package vn.lantoa.ground;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Stands in front of everything that touches the database on the way in, sessions first of all, and answers for it
/// when it cannot.
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER - 10)
class OutageFilter extends OncePerRequestFilter {

    private final OutagePage page;

    OutageFilter(OutagePage page) {
        this.page = page;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException thrown) {
            var outage = Outage.of(thrown);
            if (outage == null || !page.answer(outage, thrown, request, response)) throw thrown;
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
