package vn.lantoa.page;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import vn.lantoa.kernel.Rate;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.Zone;

/// What every template is handed as `page`: the reader's language and words, who is signed in, and how numbers, days
/// and rates are printed for this reader. Vietnamese prints 98.400 and 96,91 %, English 98,400 and 96.91 %.
///
/// @param path of the request without query, so that navigation knows where it is
/// @param query string of the request, or null
/// @param who is signed in, or null on public pages
/// @param csrf hidden field that every form carries
/// @param rounding of printed rates (a setting: half up or truncated)
/// @param notice a sentence to show once above the page (already in the reader's language), or null
public record Page(
        Locale locale,
        MessageSource words,
        String path,
        @Nullable String query,
        @Nullable Who who,
        Csrf csrf,
        Assets assets,
        RoundingMode rounding,
        Looks looks,
        @Nullable String notice) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /// The sentence `key` in the reader's language with its places filled.
    ///
    /// @throws NoSuchMessageException if a bundle lacks the key, which a test prevents
    public String t(String key, @Nullable Object... arguments) {
        return words.getMessage(key, arguments, locale);
    }

    /// Why something was refused, in the reader's language.
    public String t(Refused refused) {
        return words.getMessage(refused.key(), refused.arguments().toArray(), locale);
    }

    /// The two-letter language of the page: `vi` or `en`.
    public String language() {
        return locale.getLanguage();
    }

    /// A count with the reader's thousands mark.
    public String number(long count) {
        return NumberFormat.getIntegerInstance(locale).format(count);
    }

    /// `dd/mm/yyyy`, or a dash.
    public String day(@Nullable LocalDate on) {
        return on == null ? "–" : DAY.format(on);
    }

    /// `hh:mm dd/mm/yyyy` in Viet Nam, or a dash.
    public String moment(@Nullable Instant at) {
        return at == null ? "–" : MOMENT.format(at.atZone(Zone.VIETNAM));
    }

    /// `hh:mm` in Viet Nam, or a dash.
    public String time(@Nullable Instant at) {
        return at == null ? "–" : TIME.format(at.atZone(Zone.VIETNAM));
    }

    /// A rate in percent with two places, or a dash over zero people.
    public String rate(Rate rate) {
        var percent = rate.percent(rounding);
        if (percent == null) return "–";
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(percent) + "\u00a0%";
    }

    /// Whether the signed-in person's present post may do `permission` anywhere; for showing or hiding a control only,
    /// never a check.
    public boolean may(String permission) {
        return who != null && who.permissions().contains(permission);
    }

    /// Who is signed in, as the header shows it.
    ///
    /// @param post the present post in words ("Bí thư chi bộ")
    /// @param unit the name of the unit the post is at, or null over the whole tree
    /// @param unitCode its code, or null
    /// @param member whether this account belongs to a member, who then has a record of his or her own
    /// @param posts all posts to switch between; one only, if there is nothing to switch
    public record Who(
            String name,
            String post,
            @Nullable String unit,
            @Nullable String unitCode,
            boolean member,
            List<Post> posts,
            java.util.Set<String> permissions) {

        /// One post among several: the grant's id, its words and whether it is the present one.
        public record Post(String id, String words, boolean present) {}

        /// Up to two letters for the round badge beside the name.
        public String initials() {
            var words = name.strip().split("\\s+", -1);
            var last = words[words.length - 1];
            var first = words.length > 1 ? words[0].substring(0, 1) : "";
            return (first + last.substring(0, Math.min(1, last.length()))).toUpperCase(Locale.ROOT);
        }
    }

    /// The hidden field against forged requests.
    public record Csrf(String parameter, String token) {}

    /// How the reader wants pages to look.
    ///
    /// @param largeType letters a step larger, kept over visits
    /// @param theme `light`, `dark` or `auto`
    public record Looks(boolean largeType, String theme) {

        /// The cookie that keeps looks before anybody signed in.
        public static final String COOKIE = "lantoa-looks";

        private static final List<String> THEMES = List.of("auto", "light", "dark");

        public Looks {
            if (!THEMES.contains(theme)) theme = "auto";
        }

        /// Looks as the cookie has them; plain where it has none.
        public static Looks read(@Nullable String cookie) {
            if (cookie == null) return new Looks(false, "auto");
            return new Looks(cookie.endsWith("-large"), cookie.replace("-large", ""));
        }

        /// The value of the cookie.
        public String written() {
            return largeType ? theme + "-large" : theme;
        }
    }

    /// Where the bundled script and style of an entry are served, by its name in the bundle.
    public interface Assets {

        /// Address of the script of `entry`.
        String script(String entry);

        /// Addresses of the styles of `entry`.
        List<String> styles(String entry);

        /// Address of the one file with all icons.
        String icons();
    }
}
