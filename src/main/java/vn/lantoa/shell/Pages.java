package vn.lantoa.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;
import vn.lantoa.access.Grant;
import vn.lantoa.access.Permission;
import vn.lantoa.access.Places;
import vn.lantoa.access.Settings;
import vn.lantoa.access.Visitor;
import vn.lantoa.access.Visitors;
import vn.lantoa.page.Notice;
import vn.lantoa.page.Page;

/// Puts together what every template is handed.
@Component
class Pages {

    private final MessageSource words;
    private final Visitors visitors;
    private final Places places;
    private final Settings settings;
    private final Page.Assets assets;

    Pages(MessageSource words, Visitors visitors, Places places, Settings settings, Page.Assets assets) {
        this.words = words;
        this.visitors = visitors;
        this.places = places;
        this.settings = settings;
        this.assets = assets;
    }

    Page page(HttpServletRequest request, Map<String, Object> model) {
        var visitor = visitors.of(request);
        var locale = RequestContextUtils.getLocale(request);
        var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var notice = model.get("notice") instanceof Notice left
                ? words.getMessage(left.key(), left.arguments().toArray(), locale)
                : null;
        return new Page(
                locale,
                words,
                path(request),
                request.getQueryString(),
                visitor == null ? null : who(visitor, locale),
                csrf == null ? new Page.Csrf("_csrf", "") : new Page.Csrf(csrf.getParameterName(), csrf.getToken()),
                assets,
                settings.rounding(),
                visitor == null ? looks(request) : new Page.Looks(visitor.largeType(), visitor.theme()),
                notice);
    }

    private static Page.Looks looks(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, Page.Looks.COOKIE);
        return Page.Looks.read(cookie == null ? null : cookie.getValue());
    }

    private static String path(HttpServletRequest request) {
        var original = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return original == null ? request.getRequestURI() : original;
    }

    private Page.Who who(Visitor visitor, Locale locale) {
        var named = places.of(units(visitor.posts()));
        var present = visitor.actor().grants().stream().findFirst();
        var place = present.map(Grant::unit).map(unit -> named.get(unit.value()));
        var posts = visitor.posts().stream()
                .map(grant -> new Page.Who.Post(
                        grant.id().toString(),
                        words(grant, named, locale),
                        present.filter(grant::equals).isPresent()))
                .toList();
        return new Page.Who(
                visitor.actor().name(),
                present.map(grant -> words.getMessage("access.role." + grant.role(), null, locale))
                        .orElseGet(() -> words.getMessage("access.role.MEMBER", null, locale)),
                place.map(Places.Place::name).orElse(null),
                place.map(Places.Place::code).orElse(null),
                visitor.actor().member() != null,
                posts,
                permissions(visitor));
    }

    private String words(Grant grant, Map<UUID, Places.Place> named, Locale locale) {
        var role = words.getMessage("access.role." + grant.role(), null, locale);
        if (grant.waning()) role = words.getMessage("access.role.waning", new Object[] {role}, locale);
        var place = grant.unit() == null ? null : named.get(grant.unit().value());
        return place == null ? role : role + " · " + place.name();
    }

    private static Set<String> permissions(Visitor visitor) {
        return visitor.actor().grants().stream()
                .flatMap(grant -> grant.role().permissions().stream().filter(grant::may))
                .map(Permission::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Collection<UUID> units(List<Grant> grants) {
        return grants.stream()
                .map(Grant::unit)
                .filter(Objects::nonNull)
                .map(unit -> unit.value())
                .toList();
    }
}
