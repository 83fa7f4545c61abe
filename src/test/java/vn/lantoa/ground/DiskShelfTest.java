package vn.lantoa.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files on the disk of this machine.
class DiskShelfTest extends ShelfContract {

    @Override
    Shelf shelf() {
        return new DiskShelf(kept());
    }

    @Override
    Path kept() {
        return directory.resolve("files");
    }

    @Override
    void lay(String path) throws IOException {
        var place = kept().resolve(path);
        Files.createDirectories(place.resolveSibling(""));
        Files.writeString(place, path);
    }
}
