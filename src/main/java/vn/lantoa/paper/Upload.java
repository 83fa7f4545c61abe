package vn.lantoa.paper;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import vn.lantoa.kernel.Refused;

/// A file that came with a request: as the whole body, or as the part `file` of a form.
public final class Upload {

    private static final int LONGEST_NAME = 200;

    private Upload() {}

    /// The bytes of the file, to be read once.
    ///
    /// @throws Refused 422 if a form came without a file
    /// @throws IOException if the sender went away
    public static InputStream of(HttpServletRequest request) throws IOException {
        var form = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (form == null) return request.getInputStream();

        var file = form.getFile("file");
        if (file == null || file.isEmpty()) throw Refused.invalid("paper.upload.none");
        return file.getInputStream();
    }

    /// What the sender calls the file, for people to tell it by: at most 200 letters and never empty.
    public static String name(HttpServletRequest request) {
        var form = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        var file = form == null ? null : form.getFile("file");
        var given = file == null || file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var name = CellText.cleaned(given.replaceAll("^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", ""));
        if (name.isEmpty()) return "–";
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
