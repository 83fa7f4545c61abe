package vn.lantoa.live;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Where this node awaits encoders: `LANTOA_RTMP` (`1935`, `10.0.0.5:1935`) and `LANTOA_SRT` (`10.0.0.5:9000-9019`, one
/// port for each conference). Unset means nowhere; set, they are bound only while a conference is open for an encoder.
@Component
class Ports {

    private static final Pattern FORM = Pattern.compile("(?:(.+):)?([0-9]{1,5})(?:-([0-9]{1,5}))?");
    private static final String EVERYWHERE = "0.0.0.0";

    private final Environment environment;

    Ports(Environment environment) {
        this.environment = environment;
    }

    /// @param last of a range, equal to `first` for one port
    record Range(String host, int first, int last) {

        boolean holds(int port) {
            return first <= port && port <= last;
        }
    }

    @Nullable
    InetSocketAddress rtmp() {
        var range = range("lantoa.rtmp");
        return range == null ? null : new InetSocketAddress(range.host(), range.first());
    }

    @Nullable
    Range srt() {
        return range("lantoa.srt");
    }

    /// The first part of the address at which browsers fetch streams where that is not this server, such as a delivery
    /// network's: `LANTOA_STREAMS=https://cdn.example`. Empty otherwise.
    String streams() {
        var given = environment.getProperty("lantoa.streams", "").strip().replaceFirst("/+$", "");
        return given.matches("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?") ? given : "";
    }

    /// The settings that cannot be used, each as a sentence that names it; such a one counts as unset.
    List<String> unusable() {
        var sentences = new ArrayList<String>();
        for (var name : List.of("rtmp", "srt"))
            if (!environment.getProperty("lantoa." + name, "").isBlank() && range("lantoa." + name) == null)
                sentences.add(sentence(name, "is neither PORT nor HOST:PORT nor HOST:FIRST-LAST"));
        if (!environment.getProperty("lantoa.streams", "").isBlank()
                && streams().isEmpty()) sentences.add(sentence("streams", "is no https address without a path"));
        return sentences;
    }

    private String sentence(String name, String trouble) {
        return "LANTOA_" + name.toUpperCase(Locale.ROOT) + "=" + environment.getProperty("lantoa." + name) + " "
                + trouble + "; it counts as unset.";
    }

    private @Nullable Range range(String name) {
        var form = FORM.matcher(environment.getProperty(name, "").strip());
        if (!form.matches()) return null;
        var host = form.group(1) == null ? EVERYWHERE : form.group(1).replaceAll("[\\[\\]]", "");
        var first = Integer.parseInt(form.group(2));
        var last = form.group(3) == null ? first : Integer.parseInt(form.group(3));
        return first < 1 || last > 65535 || last < first ? null : new Range(host, first, last);
    }
}
