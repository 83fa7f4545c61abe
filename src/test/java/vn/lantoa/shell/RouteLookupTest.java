package vn.lantoa.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.ServletRequestPathUtils;
import vn.lantoa.AppTest;

/// That the quick search finds for each route, and for what is none, what the framework's own search finds.
@AppTest
class RouteLookupTest {

    @Autowired
    RouteLookup lookup;

    @Test
    void givesEveryPatternThatAPathMayFit() {
        var tree = new RouteTree<String>();
        for (var pattern : List.of("/a/{b}/c", "/a/new/c", "/a/{b}", "/a/{b}.csv", "/a/**", "/", "/x/{*rest}"))
            tree.add(pattern, pattern);
        assertThat(tree.candidates("/a/new/c")).containsExactlyInAnyOrder("/a/{b}/c", "/a/new/c", "/a/**");
        assertThat(tree.candidates("/a/1.csv")).containsExactlyInAnyOrder("/a/{b}", "/a/{b}.csv", "/a/**");
        assertThat(tree.candidates("/a/1/d")).containsExactly("/a/**");
        assertThat(tree.candidates("/")).containsExactly("/");
        assertThat(tree.candidates("/x/y/z")).containsExactly("/x/{*rest}");
        assertThat(tree.candidates("/b")).isEmpty();
        assertThat(tree.candidates("")).isEmpty();
    }

    @Test
    void findsWhatTheFrameworkFinds() throws Exception {
        var paths = new TreeSet<String>();
        lookup.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().forEach(pattern -> {
                    for (var word : List.of("a1", "new", "0191f0a0-0000-7000-8000-000000000001", "x.csv", "a b"))
                        paths.add(pattern.replaceAll("\\{[^}]*}", word.replace(" ", "%20")));
                    paths.add(pattern.replaceAll("\\{[^}]*}", "b2") + "/");
                    paths.add(pattern.replaceAll("\\{[^}]*}", "b2") + "/none");
                }));
        assertThat(paths).hasSizeGreaterThan(2_000);
        var found = new ArrayList<String>();
        for (var path : paths)
            for (var method : List.of(RequestMethod.GET, RequestMethod.POST, RequestMethod.DELETE, RequestMethod.HEAD))
                for (var type : List.of(MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_JSON_VALUE)) {
                    var quick = answer(path, method, type, true);
                    assertThat(quick).as("%s %s %s", method, path, type).isEqualTo(answer(path, method, type, false));
                    if (quick instanceof HandlerMethod) found.add(path);
                }
        assertThat(found).hasSizeGreaterThan(2_000);
    }

    /// The method that answers, the kind of refusal, or null.
    private @Nullable Object answer(String path, RequestMethod method, String type, boolean quick) {
        var request = new MockHttpServletRequest(method.name(), path);
        request.addHeader("Accept", type);
        if (method == RequestMethod.POST) request.setContentType(type);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            return quick ? lookup.lookupHandlerMethod(path, request) : lookup.searched(path, request);
        } catch (Exception refused) {
            return refused.getClass();
        }
    }
}
