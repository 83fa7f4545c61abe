package vn.lantoa.live;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.Head;
import vn.lantoa.paper.Paper;
import vn.lantoa.paper.PaperFormat;
import vn.lantoa.study.Conference;

/// Official papers about a conference, as files; Vietnamese, whoever asks for them.
@Component
class ConferencePapers {

    private final MessageSource messages;

    ConferencePapers(MessageSource messages) {
        this.messages = messages;
    }

    /// What stands above minutes of the conference.
    ///
    /// @param draft how the paper says that it is a draft, or null
    Head head(Conference conference, String type, String summary, @Nullable String draft) {
        return new Head(
                null,
                conference.hostName().toUpperCase(Locale.ROOT),
                "      -BB",
                "……",
                Zone.day(conference.endsAt()),
                type,
                summary,
                draft);
    }

    /// The paper as the file `name` of this kind.
    ///
    /// @param extension `docx` or `pdf`
    /// @throws NotFound for any other
    ResponseEntity<byte[]> file(Paper paper, String name, String extension) {
        var format = PaperFormat.of(extension).orElseThrow(NotFound::new);
        var out = new ByteArrayOutputStream();
        paper.write(format, out, this::say, MinutesDraft.LOCALE);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + "." + extension)
                                .build()
                                .toString())
                .body(out.toByteArray());
    }

    String say(String key, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, MinutesDraft.LOCALE);
    }
}
