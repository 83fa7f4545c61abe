package vn.lantoa.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.paper.TableFormat;

/// A table that is answered as a file.
final class TableFile {

    private TableFile() {}

    /// @throws NotFound if there is no such kind of table
    static TableFormat format(String extension) {
        return TableFormat.of(extension).orElseThrow(NotFound::new);
    }

    /// Where the file `name` is written to.
    static OutputStream begin(HttpServletResponse response, String name, TableFormat format) throws IOException {
        response.setContentType(format.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "." + format.extension() + "\"");
        response.setHeader("Cache-Control", "no-store");
        return response.getOutputStream();
    }
}
