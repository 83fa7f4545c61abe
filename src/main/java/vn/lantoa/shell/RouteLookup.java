package vn.lantoa.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Finds the method that answers a request. The framework tries every pattern with a variable in it, one by one, which
/// with four hundred of them took a sixth of the processor's time in a rush; here the path's own segments lead to the
/// few that it may fit, and the framework's conditions decide among those.
final class RouteLookup extends RequestMappingHandlerMapping {

    /// Null until it is asked for, and after a route was added.
    private volatile @Nullable RouteTree<Route> tree;

    @Override
    protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
        super.registerHandlerMethod(handler, method, mapping);
        tree = null;
    }

    @Override
    public void registerMapping(RequestMappingInfo mapping, Object handler, Method method) {
        super.registerMapping(mapping, handler, method);
        tree = null;
    }

    @Override
    public void unregisterMapping(RequestMappingInfo mapping) {
        super.unregisterMapping(mapping);
        tree = null;
    }

    /// As the framework finds it, which is asked wherever the answer is not one method and no other: it knows how to
    /// say why nothing fits.
    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        if (path.indexOf('%') >= 0 || HttpMethod.OPTIONS.matches(request.getMethod())) return searched(path, request);
        var candidates = tree().candidates(path);
        if (candidates.isEmpty()) return null;

        var order = getMappingComparator(request);
        Route best = null;
        var tied = false;
        for (var candidate : candidates) {
            var fitting = getMatchingMapping(candidate.mapping, request);
            if (fitting == null) continue;
            var compared = best == null ? -1 : order.compare(fitting, best.mapping);
            tied = compared == 0 || (tied && compared > 0);
            if (compared < 0) best = new Route(fitting, candidate.method);
        }
        if (best == null || tied) return searched(path, request);

        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, best.method);
        handleMatch(best.mapping, path, request);
        return best.method;
    }

    /// The framework's own search, over all.
    @Nullable
    HandlerMethod searched(String path, HttpServletRequest request) throws Exception {
        return super.lookupHandlerMethod(path, request);
    }

    private RouteTree<Route> tree() {
        var known = tree;
        if (known != null) return known;
        var grown = new RouteTree<Route>();
        getHandlerMethods()
                .forEach((mapping, method) ->
                        mapping.getPatternValues().forEach(pattern -> grown.add(pattern, new Route(mapping, method))));
        tree = grown;
        return grown;
    }

    private record Route(RequestMappingInfo mapping, HandlerMethod method) {}

    @Configuration(proxyBeanMethods = false)
    static class Setting {

        @Bean
        WebMvcRegistrations routeLookup() {
            return new WebMvcRegistrations() {
                @Override
                public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                    return new RouteLookup();
                }
            };
        }
    }
}
